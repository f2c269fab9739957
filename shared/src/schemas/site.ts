import { z } from 'zod'
import { carFields } from '../domain/car.ts'
import { cleanString, Id, Timestamp } from './common.ts'
import { CarFacts } from './listing.ts'

export const Site = z
  .object({
    id: z.string(),
    hosts: z.array(z.string()),
    canSearch: z.boolean(),
    /** Search fields that the site understands. */
    searchFields: z.array(z.string()),
    quota: z.object({ limit: z.number().int(), used: z.number().int(), window: z.string() }).nullable(),
  })
  .meta({ id: 'Site' })

/** A reader made by hand for one host: a CSS selector for each field. */
export const ProfileRule = z.strictObject({
  selector: z.string().min(1).max(500),
  /** An attribute to read instead of the text. */
  attribute: z.string().max(60).optional(),
})
export const SiteProfileInput = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]+(?::\d{1,5})?$/u, 'Write a host name such as cars.example.com')
    .max(200),
  name: cleanString(100),
  rules: z.partialRecord(z.enum(carFields), ProfileRule),
  /** Selector of one card on the site's search pages, and of the link in it. */
  card: z
    .strictObject({ selector: z.string().min(1).max(500), link: z.string().max(500).optional() })
    .optional(),
})
export type SiteProfileInput = z.infer<typeof SiteProfileInput>

export const SiteProfile = z
  .object({ ...SiteProfileInput.shape, id: Id, createdAt: Timestamp, updatedAt: Timestamp })
  .meta({ id: 'SiteProfile' })
export type SiteProfile = z.infer<typeof SiteProfile>

export const PreviewInput = z.strictObject({
  url: z.string().min(1).max(4096),
  rules: SiteProfileInput.shape.rules.default({}),
  card: SiteProfileInput.shape.card,
})
export type PreviewInput = z.infer<typeof PreviewInput>

/** What the parser lab shows: each field with winner, losers and the matched element, and the page without scripts. */
export const SitePreview = z
  .object({
    id: Id,
    status: z.enum(['queued', 'running', 'done', 'failed']),
    reason: z.string().nullable(),
    reasonCode: z.string().nullable(),
    kind: z.string().nullable(),
    found: z.number().int(),
    listings: z.array(CarFacts),
    losers: z.partialRecord(
      z.enum(carFields),
      z.array(z.object({ value: z.unknown(), extractor: z.string(), confidence: z.number() })),
    ),
    /** For each rule: how many elements it matches, and the first one's text. */
    matches: z.partialRecord(z.enum(carFields), z.object({ count: z.number().int(), text: z.string() })),
    /** The page without scripts; matched elements carry `data-cartie-field`. */
    html: z.string().nullable(),
  })
  .meta({ id: 'SitePreview' })
export type SitePreview = z.infer<typeof SitePreview>
