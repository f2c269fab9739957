import { z } from 'zod'
import { roles } from '../domain/roles.ts'
import { isTimeZone } from '../domain/time-zone.ts'
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
export const Workspace = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    accent: z.string(),
    language: Language,
    phone: z.string().nullable().meta({ description: 'E.164: where clients may call; proposals show it' }),
    leadWindowDays,
    timeZone,
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>
export const WorkspaceCreate = z.strictObject({
  name: cleanString(100, 1),
  language: Language.default('uk'),
})
export type WorkspaceCreate = z.output<typeof WorkspaceCreate>
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
})
export type WorkspacePatch = z.infer<typeof WorkspacePatch>

export const Me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    role: z.enum(roles),
    workspace: Workspace,
    workspaces: z.array(Workspace.extend({ role: z.enum(roles) })),
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
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().meta({ description: 'from then on it opens nothing; null: never' }),
    lastUsedAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' })
export const ApiKeyInput = z.strictObject({
  name: cleanString(100, 1),
  role: z.enum(['ADMIN', 'MANAGER', 'OPERATOR', 'DEALER', 'VIEWER']).default('MANAGER'),
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
