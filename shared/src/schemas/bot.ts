import { z } from 'zod'
import { chatKinds } from '../domain/telegram-update.ts'
import { cleanString, Id, Language, Timestamp } from './common.ts'
import { Price } from './listing.ts'

export const botTemplates = ['CLIENT_LEAD', 'CATALOG', 'B2B'] as const
export const botStatuses = ['checking', 'ready', 'refused'] as const
export const botIntakes = ['webhook', 'polling', 'off'] as const

/** A short text in one to three languages. */
const words = (max: number) => z.partialRecord(Language, cleanString(max))

/** A token as @BotFather writes it. */
const Token = z
  .string()
  .trim()
  .regex(/^\d{3,15}:[A-Za-z0-9_-]{30,64}$/, 'A token looks like 123456789:AA… Copy it whole from @BotFather')

/** Commands and the button beside the input. Limits: Bot API, BotCommand and setMyCommands. */
export const BotMenu = z
  .strictObject({
    commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .regex(/^[a-z0-9_]{1,32}$/, 'Write small Latin letters, digits and _, without /'),
          description: words(256).refine(
            (texts) => Object.values(texts).some(Boolean),
            'Write a description',
          ),
        }),
      )
      .max(100)
      .refine((all) => new Set(all.map((c) => c.command)).size === all.length, 'Write each command once')
      .default([]),
    button: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('default') }),
        z.strictObject({ kind: z.literal('commands') }),
        z.strictObject({
          kind: z.literal('page'),
          text: words(64).refine((texts) => Object.values(texts).some(Boolean), 'Write a text'),
          url: z.url({ protocol: /^https$/ }).max(2048),
        }),
      ])
      .default({ kind: 'default' }),
  })
  .meta({ id: 'BotMenu' })
export type BotMenu = z.infer<typeof BotMenu>

/** What the last look at Telegram told. */
export const BotHealth = z
  .object({
    checkedAt: Timestamp.nullable().meta({ description: 'when Telegram was asked last' }),
    reachable: z.boolean().nullable(),
    /** Telegram's words to what it refused last; null: nothing is wrong. */
    error: z.string().nullable(),
    webhook: z
      .object({
        url: z.string(),
        pendingUpdates: z.number().int(),
        lastErrorAt: Timestamp.nullable(),
        lastError: z.string().nullable(),
      })
      .nullable(),
    /** Why polling does not go on, such as a second program that polls with the same token. */
    polling: z.string().nullable(),
  })
  .meta({ id: 'BotHealth' })
export type BotHealth = z.infer<typeof BotHealth>

/** A bot. Its token is never told. */
export const Bot = z
  .object({
    id: Id,
    telegramId: z.number().int().nullable(),
    username: z.string().nullable(),
    name: z.string().nullable(),
    status: z.enum(botStatuses),
    template: z.enum(botTemplates),
    tokenHint: z.string().meta({ description: 'the last characters of the token' }),
    enabled: z.boolean(),
    intake: z.enum(botIntakes),
    language: Language,
    adminChatId: z.string().nullable(),
    leadWindowDays: z.number().int().nullable(),
    menu: BotMenu,
    /** Whether Telegram knows of the last change. */
    synced: z.boolean(),
    health: BotHealth,
    lastUpdateAt: Timestamp.nullable(),
    version: z.number().int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Bot' })
export type Bot = z.infer<typeof Bot>

/** What a person may set. */
const settings = {
  name: cleanString(100, 1),
  template: z.enum(botTemplates),
  intake: z.enum(botIntakes),
  enabled: z.boolean(),
  language: Language,
  adminChatId: z
    .string()
    .trim()
    .regex(/^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/, 'Write the number of a chat, or @name of a channel')
    .nullable(),
  leadWindowDays: z.number().int().min(0).max(3650).nullable(),
  menu: BotMenu,
}

export const BotCreate = z.strictObject({ token: Token, ...z.object(settings).partial().shape })
export type BotCreate = z.infer<typeof BotCreate>

export const BotPatch = z.strictObject({
  ...z.object(settings).partial().shape,
  /** The version that the editor saw; another one in the meantime is a 409. */
  version: z.number().int().optional(),
})
export type BotPatch = z.infer<typeof BotPatch>

export const BotRotate = z.strictObject({ token: Token })
export type BotRotate = z.infer<typeof BotRotate>

export const BotDiagnose = z.strictObject({
  /** Also sends a message to the admin chat. */
  sendTest: z.boolean().default(false),
})
export type BotDiagnose = z.infer<typeof BotDiagnose>

export const BotQuery = z.object({
  deleted: z.stringbool().optional().meta({ description: 'true: the bin instead of the bots' }),
})

const year = z.number().int().min(1900).max(2100)

/** Which posts of a channel become cars, and how. */
export const ImportRules = z
  .strictObject({
    minYear: year.optional(),
    maxYear: year.optional(),
    /** Posts whose price is in another currency, or that tell none, pass. */
    minPrice: Price.optional(),
    maxPrice: Price.optional(),
    /** One of them must stand in the post; none: every post. */
    keywords: z.array(cleanString(60, 1)).max(50).default([]),
    /** None of them may stand in the post. */
    neverKeywords: z.array(cleanString(60, 1)).max(50).default([]),
    /** Facts that hold for every car of the channel, whatever the post says. */
    overrides: z
      .strictObject({
        make: cleanString(80, 1).optional(),
        location: cleanString(200, 1).optional(),
        currency: Price.shape.currency.optional(),
        sellerName: cleanString(200, 1).optional(),
        sellerPhone: cleanString(40, 1).optional(),
      })
      .default({}),
    status: z.enum(['PENDING', 'AVAILABLE']).default('PENDING'),
  })
  .refine((r) => (r.minYear ?? 0) <= (r.maxYear ?? 9999), { path: ['maxYear'], error: 'Not before minYear' })
  .meta({ id: 'ImportRules' })
export type ImportRules = z.infer<typeof ImportRules>

export const BotChannel = z
  .object({
    id: Id,
    botId: Id,
    chatId: z.string(),
    kind: z.enum(chatKinds),
    title: z.string(),
    username: z.string().nullable(),
    canPost: z.boolean(),
    imports: z.boolean(),
    rules: ImportRules,
    lastPostAt: Timestamp.nullable(),
    updatedAt: Timestamp,
  })
  .meta({ id: 'BotChannel' })
export type BotChannel = z.infer<typeof BotChannel>

export const BotChannelPatch = z.strictObject({
  imports: z.boolean().optional(),
  rules: ImportRules.optional(),
})
export type BotChannelPatch = z.infer<typeof BotChannelPatch>
