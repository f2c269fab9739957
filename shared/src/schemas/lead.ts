import { z } from 'zod'
import { mergeWays } from '../domain/enrich-lead.ts'
import { leadKinds, leadSources } from '../domain/lead.ts'
import { leadStatuses } from '../domain/lead-status.ts'
import { normalizePhone } from '../domain/phone.ts'
import { leadFilter, leadSorts, leadTags } from '../filters/lead-filter.ts'
import { cleanString, Id, Language, pageQuery, Timestamp } from './common.ts'
import { filterSchema } from './filter-schema.ts'

export const year = z.number().int().min(1900).max(2100)
const amount = z.number().min(0).max(1e12)
const currency = z.string().regex(/^[A-Z]{3}$/)
const tag = cleanString(leadTags.max, 1)
export const tags = z.array(tag).max(leadTags.most)

/** A number that we can call. */
export const Phone = z
  .string()
  .max(100)
  .transform((raw, at) => {
    const phone = normalizePhone(raw)
    if (phone !== undefined) return phone
    at.issues.push({ code: 'custom', message: 'Write a phone number such as +380 67 123 45 67', input: raw })
    return z.NEVER
  })

export const Budget = z
  .object({ min: amount.nullable(), max: amount.nullable(), currency })
  .refine((b) => b.min !== null || b.max !== null, 'Say at least one end')
  .refine((b) => b.min === null || b.max === null || b.min <= b.max, 'The lower end comes first')
  .meta({ id: 'Budget', description: 'amounts in major units, ISO 4217 currency' })

/** A person's interest. */
export const Lead = z
  .object({
    id: Id,
    code: z.string().meta({ description: 'what people call it by, such as L-7K2M9X' }),
    kind: z.enum(leadKinds),
    status: z.enum(leadStatuses),
    name: z.string(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    otherPhones: z.array(z.string()),
    email: z.string().nullable(),
    telegramUserId: z.number().int().nullable(),
    telegramUsername: z.string().nullable(),
    language: z.string().nullable(),
    city: z.string().nullable(),
    source: z.enum(leadSources),
    sourceChatId: z.string().nullable(),
    campaign: z.string().nullable(),
    contactId: Id.nullable(),
    botId: Id.nullable(),
    sessionId: Id.nullable(),
    request: z.string().nullable(),
    make: z.string().nullable(),
    model: z.string().nullable(),
    yearFrom: year.nullable(),
    yearTo: year.nullable(),
    budget: z.object({ min: amount.nullable(), max: amount.nullable(), currency: z.string() }).nullable(),
    listingId: Id.nullable(),
    ownerId: Id.nullable(),
    tags: z.array(z.string()),
    consentAt: Timestamp.nullable(),
    firstAnswerAt: Timestamp.nullable(),
    lastInteractionAt: Timestamp,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    mergedInto: Id.nullable().meta({ description: 'the lead that this one was joined to' }),
    version: z.number().int(),
  })
  .meta({ id: 'Lead' })
export type Lead = z.infer<typeof Lead>

export const LeadReminder = z
  .object({
    id: Id,
    leadId: Id,
    text: z.string(),
    dueAt: Timestamp,
    userId: Id.nullable(),
    remindedAt: Timestamp.nullable(),
    doneAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'LeadReminder' })
export type LeadReminder = z.infer<typeof LeadReminder>

/** A lead with what is to be done, and the merges that can be undone. */
export const LeadDetail = Lead.extend({
  reminders: z.array(LeadReminder),
  merges: z.array(
    z.object({
      activityId: z.number().int(),
      at: Timestamp,
      way: z.enum(mergeWays),
      /** The lead that was joined by hand; null where somebody was heard of again. */
      lead: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
    }),
  ),
}).meta({ id: 'LeadDetail' })
export type LeadDetail = z.infer<typeof LeadDetail>

/** What a person may write of a lead. */
export const LeadInput = z
  .strictObject({
    kind: z.enum(leadKinds),
    name: cleanString(200, 1),
    phone: Phone.nullable(),
    email: z.email().max(254).nullable(),
    telegramUsername: cleanString(64).nullable(),
    language: Language.nullable(),
    city: cleanString(100).nullable(),
    campaign: cleanString(64).nullable(),
    request: cleanString(5000).nullable(),
    make: cleanString(80).nullable(),
    model: cleanString(120).nullable(),
    yearFrom: year.nullable(),
    yearTo: year.nullable(),
    budget: Budget.nullable(),
    listingId: Id.nullable(),
  })
  .partial()
export type LeadInput = z.infer<typeof LeadInput>

export const LeadCreate = LeadInput.extend({
  tags: tags.optional(),
  ownerId: Id.nullable().optional(),
  /** True: a lead of its own, even if the person is known. */
  separate: z.boolean().optional(),
}).refine((l) => l.name !== undefined || !!l.phone || !!l.email, 'Say a name, a phone or an email')
export type LeadCreate = z.infer<typeof LeadCreate>

export const captureOutcomes = ['created', 'merged', 'unchanged'] as const
/** A lead, and whether it is new or a known one that learned something. */
export const CapturedLead = Lead.extend({ outcome: z.enum(captureOutcomes) }).meta({ id: 'CapturedLead' })
export type CapturedLead = z.infer<typeof CapturedLead>

export const LeadPatch = LeadInput.extend({
  /** The version that the editor saw; another one in the meantime is a 409. */
  version: z.number().int().optional(),
})
export type LeadPatch = z.infer<typeof LeadPatch>

export const LeadFilter = filterSchema(leadFilter).extend({
  from: Timestamp.optional().meta({ description: 'created at or after' }),
  to: Timestamp.optional().meta({ description: 'created before' }),
})
export type LeadFilter = z.infer<typeof LeadFilter>

export const LeadQuery = LeadFilter.extend({
  ...pageQuery.shape,
  sort: z.enum(leadSorts).default('newest'),
})
export type LeadQuery = z.infer<typeof LeadQuery>

export const LeadBoardQuery = LeadFilter.omit({ status: true, deleted: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
export type LeadBoardQuery = z.infer<typeof LeadBoardQuery>
/** Each column's count is of all its leads; `nextCursor` goes on with GET /leads?status=…&sort=newest. */
export const LeadBoard = z
  .object({
    total: z.number().int(),
    columns: z.array(
      z.object({
        status: z.enum(leadStatuses),
        count: z.number().int(),
        data: z.array(Lead),
        nextCursor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'LeadBoard' })
export type LeadBoard = z.infer<typeof LeadBoard>

const counts = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.number().int() }))
export const LeadFacets = z
  .object({
    total: z.number().int(),
    statuses: counts(z.enum(leadStatuses)),
    sources: counts(z.enum(leadSources)),
    kinds: counts(z.enum(leadKinds)),
    bots: counts(Id),
    /** Null: nobody's. */
    owners: counts(Id.nullable()),
    tags: counts(z.string()),
  })
  .meta({ id: 'LeadFacets' })
export type LeadFacets = z.infer<typeof LeadFacets>

const version = z.number().int().optional()
export const LeadStatusInput = z.strictObject({
  status: z.enum(leadStatuses),
  note: cleanString(1000).optional().meta({ description: 'why, such as the reason of a loss' }),
  version,
})
export type LeadStatusInput = z.infer<typeof LeadStatusInput>
export const LeadAssignInput = z.strictObject({ ownerId: Id.nullable(), version })
export type LeadAssignInput = z.infer<typeof LeadAssignInput>
export const LeadTagsInput = z.strictObject({ add: tags.default([]), remove: tags.default([]) })
export type LeadTagsInput = z.infer<typeof LeadTagsInput>
export const LeadNoteInput = z.strictObject({ text: cleanString(5000, 1) })
export const LeadReminderInput = z.strictObject({
  text: cleanString(500, 1),
  dueAt: Timestamp,
  userId: Id.nullable().optional().meta({ description: 'whom to remind; absent: who asks' }),
})
export type LeadReminderInput = z.infer<typeof LeadReminderInput>
export const LeadReminderPatch = z
  .strictObject({ text: cleanString(500, 1), dueAt: Timestamp, userId: Id.nullable(), done: z.boolean() })
  .partial()
export type LeadReminderPatch = z.infer<typeof LeadReminderPatch>
export const LeadMergeInput = z.strictObject({
  leadId: Id.meta({ description: 'the lead that is joined to this one and leaves the lists' }),
})
export const LeadUnmergeInput = z.strictObject({
  activityId: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ description: 'the merge to undo' }),
})
/** The lead without the merge, and the other one on its own again. */
export const LeadUnmerged = z.object({ lead: Lead, separated: Lead })
