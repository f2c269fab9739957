import { z } from 'zod'
import { permissionNames, roles } from '../domain/roles.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { workspaceCurrencies } from '../domain/workspace-currency.ts'
import { cleanString, Id, Language, Timestamp } from './common.ts'
import { Phone } from './lead.ts'

const leadWindowDays = z
  .number()
  .int()
  .min(1)
  .max(3650)
  .meta({ description: 'days within which a person who is heard of again is the same lead' })
const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Write a time zone such as Europe/Kyiv')
  .meta({ description: 'IANA name of the time zone in which talks and people here tell the time' })
const currency = z.enum(workspaceCurrencies).meta({
  description: 'what budgets and prices are in unless somebody says otherwise, and what worth is told in',
})
const time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
const workingHours = z
  .array(
    z
      .strictObject({ from: time, to: time })
      .refine(({ from, to }) => from < to, 'The day ends after it begins')
      .nullable(),
  )
  .length(7)
  .meta({
    description: 'Monday first, HH:MM in the time zone of the workspace; null: nobody answers that day',
  })
const prefix = z.string().regex(/^[A-Z]{1,6}$/)
const codePrefixes = z
  .strictObject({ lead: prefix, request: prefix, proposal: prefix })
  .refine((all) => new Set(Object.values(all)).size === 3, 'Give each kind a prefix of its own')
  .meta({
    description: 'with what new codes begin, one to six letters A–Z; codes that were given stay as they are',
  })
const twoFactorRequired = z.boolean().meta({
  description:
    'whether people without a second factor can do nothing here but set one up; API keys are not affected',
})
export const Workspace = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    accent: z.string(),
    language: Language,
    phone: z.string().nullable().meta({ description: 'E.164: where clients may call; proposals show it' }),
    logo: z
      .string()
      .nullable()
      .meta({ description: 'the path of the picture, below the address of the dashboard' }),
    leadWindowDays,
    timeZone,
    currency,
    codePrefixes,
    workingHours: workingHours.nullable().meta({ description: 'null: no hours are told' }),
    twoFactorRequired,
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>
export const WorkspaceCreate = z.strictObject({
  name: cleanString(100, 1),
  language: Language.default('uk'),
})
export type WorkspaceCreate = z.output<typeof WorkspaceCreate>
export const WorkspaceDelete = z.strictObject({
  name: cleanString(100, 1).meta({ description: 'its name, as it is written there' }),
})
export type WorkspaceDelete = z.output<typeof WorkspaceDelete>
export const WorkspacePatch = z.strictObject({
  name: cleanString(100, 1).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  language: Language.optional(),
  phone: Phone.nullable().optional(),
  leadWindowDays: leadWindowDays.optional(),
  timeZone: timeZone.optional(),
  currency: currency.optional(),
  codePrefixes: codePrefixes.optional(),
  workingHours: workingHours.nullable().optional(),
  twoFactorRequired: twoFactorRequired.optional(),
})
export type WorkspacePatch = z.infer<typeof WorkspacePatch>

export const LogoInput = z.strictObject({
  image: z
    .base64()
    .min(16)
    .max(699_052)
    .meta({ description: 'PNG, JPEG or WebP up to 512 KiB, 48 to 4096 pixels a side, in base64' }),
})
export type LogoInput = z.infer<typeof LogoInput>

export const Me = z
  .object({
    user: z
      .object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        emailVerified: z
          .boolean()
          .meta({ description: 'whether they have shown that the address is theirs' }),
        twoFactor: z.boolean().meta({ description: 'whether they sign in with a second factor' }),
        isOperator: z.boolean().meta({ description: 'whether they run this installation' }),
      })
      .nullable(),
    mail: z.boolean().meta({ description: 'whether this installation sends mail' }),
    queues: z.boolean().meta({ description: 'whether they may look at the queues of the installation' }),
    role: z.enum(roles),
    workspace: Workspace,
    workspaces: z.array(Workspace.extend({ role: z.enum(roles) })),
    eventsAfter: z.string().meta({
      description:
        'where the events stood just before: a stream that begins `after` it tells all that follows',
    }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const MyTelegram = z
  .object({
    linked: z
      .object({
        name: z.string().meta({ description: 'their name in Telegram' }),
        botUsername: z.string().meta({ description: 'the bot that tells them, without @' }),
        at: Timestamp,
      })
      .nullable(),
  })
  .meta({ id: 'MyTelegram', description: 'Where a person of the workspace is told of things in Telegram' })
export type MyTelegram = z.infer<typeof MyTelegram>

export const TelegramLinkInput = z.strictObject({
  botId: Id.optional().meta({ description: 'the bot of the link; absent: the first that is enabled' }),
})
export type TelegramLinkInput = z.infer<typeof TelegramLinkInput>

export const TelegramLink = z
  .object({ url: z.string().meta({ description: 'https://t.me/<bot>?start=…' }), expiresAt: Timestamp })
  .meta({ id: 'TelegramLink', description: 'Whoever opens it in Telegram is the one who made it' })
export type TelegramLink = z.infer<typeof TelegramLink>

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string().meta({ description: 'the first characters, to tell keys apart' }),
    role: z.enum(roles),
    scopes: z
      .array(z.enum(permissionNames))
      .nullable()
      .meta({ description: 'what it may do of what its role may; null: all of it' }),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().meta({ description: 'from then on it opens nothing; null: never' }),
    lastUsedAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' })
export const ApiKeyInput = z.strictObject({
  name: cleanString(100, 1),
  role: z.enum(['ADMIN', 'MANAGER', 'OPERATOR', 'DEALER', 'VIEWER']).default('MANAGER'),
  scopes: z
    .array(z.enum(permissionNames))
    .min(1)
    .transform((names) => [...new Set(names)].toSorted())
    .optional()
    .meta({ description: 'what it may do of what its role may; absent: all of it' }),
  days: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .meta({ description: 'how long it works; absent: until it is revoked' }),
})
export type ApiKeyInput = z.output<typeof ApiKeyInput>
/** The only reply that ever holds a key. */
export const ApiKeyCreated = ApiKey.extend({ key: z.string() }).meta({ id: 'ApiKeyCreated' })

export const Invariant = z.object({
  id: z.string(),
  title: z.string(),
  value: z.number(),
  limit: z.number(),
  ok: z.boolean(),
})
export const Invariants = z.object({ ok: z.boolean(), checks: z.array(Invariant) }).meta({ id: 'Invariants' })
