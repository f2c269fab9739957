import { z } from 'zod'
import { leadKinds, leadSources } from '../domain/lead.ts'
import { leadStatuses } from '../domain/lead-status.ts'
import { workspaceCurrencies } from '../domain/workspace-currency.ts'
import { cleanString, Id, Language, pageQuery, Timestamp } from './common.ts'
import { Budget, LeadInput, Phone, tags, year } from './lead.ts'

/** One row of a table or of a script. Numbers may be written in any way; what can't be read is kept as it is. */
export const LeadRow = z
  .strictObject({
    ...LeadInput.shape,
    name: cleanString(200).optional(),
    phone: cleanString(100).nullable().optional(),
    otherPhones: z.array(cleanString(100, 1)).max(10).optional(),
    /** The code of a lead that is known here: it is that one. */
    code: z.string().max(40).optional(),
    status: z.enum(leadStatuses).optional(),
    source: z.enum(leadSources).optional(),
    tags: tags.optional(),
  })
  .refine(
    (l) => !!l.name || !!l.phone || !!l.email || !!l.telegramUsername || !!l.code,
    'Say a name, a phone, an email or a code',
  )
export type LeadRow = z.infer<typeof LeadRow>

export const LeadImportInput = z.strictObject({ rows: z.array(LeadRow).min(1).max(1000) })
export type LeadImportInput = z.infer<typeof LeadImportInput>

/** How far a batch of rows has come. */
export const LeadImport = z
  .object({
    id: Id,
    total: z.number().int(),
    pending: z.number().int(),
    created: z.number().int(),
    merged: z.number().int(),
    unchanged: z.number().int(),
    setAside: z.number().int(),
    /** Why rows were set aside, the first 100. */
    problems: z.array(z.object({ row: z.number().int(), error: z.string() })),
  })
  .meta({ id: 'LeadImport' })
export type LeadImport = z.infer<typeof LeadImport>

/**
 * Everything that any door may tell of a person: a talk, a form, a script, a table. It is what is kept of an
 * intake until it is captured.
 */
export const LeadCapture = z.object({
  ...LeadRow.shape,
  source: z.enum(leadSources),
  telegramUserId: z.number().int().nullable().optional(),
  /** Telegram's full name, where the person gave none. */
  telegramName: z.string().nullable().optional(),
  contactId: Id.nullable().optional(),
  botId: Id.nullable().optional(),
  sessionId: Id.nullable().optional(),
  sourceChatId: z.string().nullable().optional(),
  ownerId: Id.nullable().optional(),
  consentAt: Timestamp.nullable().optional(),
  /** The code that the person was told already: it is the lead's, if the lead is new. */
  toldCode: z.string().max(40).optional(),
  separate: z.boolean().optional(),
})
export type LeadCapture = z.infer<typeof LeadCapture>

/** A company as its visitors see it. */
export const Company = z
  .object({ name: z.string(), accent: z.string(), logo: z.string().nullable() })
  .meta({ id: 'Company' })
export type Company = z.infer<typeof Company>

/** What the page needs on which visitors ask for a car. */
export const CompanyPage = Company.extend({
  currency: z
    .enum(workspaceCurrencies)
    .meta({ description: 'what a budget is in, unless the visitor says otherwise' }),
  opens: z
    .object({ inDays: z.number().int(), weekday: z.number().int(), from: z.string() })
    .nullable()
    .meta({ description: 'when it answers next (weekday 0: Monday); null: it does now, or tells no hours' }),
}).meta({ id: 'CompanyPage' })
export type CompanyPage = z.infer<typeof CompanyPage>

/** What a visitor sends from the public page. */
export const LeadForm = z.strictObject({
  workspace: z.string().min(1).max(100).meta({ description: 'the slug of the company' }),
  name: cleanString(200, 1),
  phone: Phone,
  kind: z.enum(leadKinds).optional(),
  email: z.email().max(254).optional(),
  city: cleanString(100).optional(),
  request: cleanString(2000).optional(),
  make: cleanString(80).optional(),
  model: cleanString(120).optional(),
  yearFrom: year.optional(),
  yearTo: year.optional(),
  budget: Budget.optional(),
  listingId: Id.optional(),
  campaign: cleanString(64).optional(),
  language: Language.optional(),
  consent: z.literal(true).meta({ description: 'the visitor agrees that the data are kept' }),
  website: z.string().max(500).optional().meta({ description: 'leave empty: people do not see this field' }),
})
export type LeadForm = z.infer<typeof LeadForm>
export const LeadFormReply = z.object({
  accepted: z.literal(true),
  message: z.string(),
  code: z.string().meta({ description: 'by which the company finds the request, such as L-7K2M9X' }),
})
export type LeadFormReply = z.infer<typeof LeadFormReply>

export const IntakeQuery = z.object({ ...pageQuery.shape })
/** Something that came in and can't be captured. */
export const LeadIntake = z
  .object({
    id: Id,
    source: z.enum(leadSources),
    row: z.number().int(),
    given: z.unknown(),
    error: z.string(),
    attempts: z.number().int(),
    createdAt: Timestamp,
  })
  .meta({ id: 'LeadIntake' })
export type LeadIntake = z.infer<typeof LeadIntake>
