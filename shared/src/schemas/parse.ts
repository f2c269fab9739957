import { z } from 'zod'
import {
  pageKinds,
  parseItemStatuses,
  parseOutcomes,
  parseStatuses,
  reasons,
  type ReasonCode,
} from '../domain/parse-outcome.ts'
import { maxTexts, maxUrls } from '../domain/parse-limits.ts'
import { fuels, transmissions } from '../domain/car.ts'
import { CarFacts, ListingInput } from './listing.ts'
import { cleanString, Id, pageQuery, Timestamp } from './common.ts'

/** A search on a site that can search. */
export const SearchInput = z
  .strictObject({
    site: z.string().max(100).meta({ description: 'a site id of GET /sites with canSearch' }),
    make: cleanString(80).optional(),
    model: cleanString(120).optional(),
    yearFrom: z.number().int().min(1900).max(2100).optional(),
    yearTo: z.number().int().min(1900).max(2100).optional(),
    priceFrom: z.number().int().min(0).optional(),
    priceTo: z.number().int().min(0).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    mileageTo: z.number().int().min(0).optional(),
    fuel: z.enum(fuels).optional(),
    transmission: z.enum(transmissions).optional(),
  })
  .meta({ id: 'SearchInput' })
export type SearchInput = z.infer<typeof SearchInput>

export const ParseInput = z
  .strictObject({
    urls: z.array(z.string().max(4096)).min(1).max(maxUrls).optional(),
    texts: z.array(z.string().min(1).max(20_000)).min(1).max(maxTexts).optional(),
    search: SearchInput.optional(),
    expand: z.boolean().default(true).meta({ description: 'read the listings of a search page one by one' }),
    maxPages: z.number().int().min(1).max(50).default(5),
    autoSave: z.boolean().default(true).meta({ description: 'false: keep the results for a person to save' }),
    sourceLabel: cleanString(100).optional(),
    dryRun: z.boolean().default(false).meta({ description: 'only say what it would do' }),
  })
  .refine((v) => [v.urls, v.texts, v.search].filter(Boolean).length === 1, {
    message: 'Give exactly one of urls, texts and search',
    path: ['urls'],
  })
  .meta({ id: 'ParseInput' })
export type ParseInput = z.infer<typeof ParseInput>

export const Parse = z
  .object({
    id: Id,
    kind: z.enum(['urls', 'texts', 'search']),
    status: z.enum(parseStatuses),
    sourceLabel: z.string().nullable(),
    expand: z.boolean(),
    maxPages: z.number().int(),
    autoSave: z.boolean(),
    sample: z.boolean(),
    asked: z.number().int().meta({ description: 'links, texts or searches that were given' }),
    total: z.number().int().meta({ description: 'items, grows while search pages expand' }),
    done: z.number().int(),
    counts: z.record(z.enum(parseOutcomes), z.number().int()).meta({
      description: 'items by outcome; a result that waits for a person, or that one left out, has none',
    }),
    cars: z.number().int().meta({ description: 'cars that were read' }),
    pendingReview: z.number().int().meta({
      description: 'results that wait for a person to save or reject them',
    }),
    rejected: z.number().int().meta({
      description: 'results that a person left out; with `counts` and `pendingReview` they make up `done`',
    }),
    ratePerSecond: z.number(),
    /** Seconds until the end at today's pace; null while nobody can tell. */
    eta: z.number().nullable(),
    createdAt: Timestamp,
    startedAt: Timestamp.nullable(),
    finishedAt: Timestamp.nullable(),
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Parse' })
export type Parse = z.infer<typeof Parse>

export const ParseQuery = pageQuery.extend({
  sample: z.stringbool().optional().meta({ description: 'true: only those that read the sample cars' }),
})
export type ParseQuery = z.infer<typeof ParseQuery>

export const ParsePlan = z
  .object({
    dryRun: z.literal(true),
    total: z.number().int(),
    repeated: z.number().int().meta({ description: 'links that stand in the list more than once' }),
    invalid: z.number().int(),
    known: z.number().int().meta({ description: 'already in the inventory' }),
    hosts: z.array(
      z.object({
        host: z.string(),
        site: z.string().nullable(),
        count: z.number().int(),
        seconds: z.number(),
      }),
    ),
    /** Seconds at the polite rate of the slowest host. */
    estimatedSeconds: z.number(),
    quota: z.array(
      z.object({ site: z.string(), limit: z.number().int(), used: z.number().int(), window: z.string() }),
    ),
  })
  .meta({ id: 'ParsePlan' })
export type ParsePlan = z.infer<typeof ParsePlan>

const reasonCodes = Object.keys(reasons) as [ReasonCode, ...ReasonCode[]]

export const ParseItem = z
  .object({
    id: Id,
    url: z.string().nullable().meta({ description: 'the address that was asked; null for a text' }),
    text: z.string().nullable(),
    status: z.enum(parseItemStatuses),
    kind: z.enum(pageKinds),
    reason: z.string().nullable().meta({ description: 'in the language of Accept-Language' }),
    reasonCode: z.enum(reasonCodes).nullable(),
    found: z.number().int(),
    listings: z.array(CarFacts.extend({ id: Id.nullable() })),
    /** Set where autoSave was off: waits for a person, or what the person decided. */
    review: z.enum(['pending', 'accepted', 'rejected']).nullable(),
    attempts: z.number().int(),
    durationMs: z.number().int().nullable(),
    finishedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ParseItem' })
export type ParseItem = z.infer<typeof ParseItem>

export const ParseItemQuery = pageQuery.extend({
  status: z
    .enum(parseItemStatuses)
    .optional()
    .meta({ description: 'results that wait for a person, or that one left out, are under `review` alone' }),
  kind: z.enum(pageKinds).optional(),
  review: z.enum(['pending', 'accepted', 'rejected']).optional(),
})
export type ParseItemQuery = z.infer<typeof ParseItemQuery>

/** Saves one held item; `edits` replace what was read (by position in `listings`). */
export const ParseItemSave = z.strictObject({ edits: z.array(ListingInput).max(500).optional() })
export const itemParams = z.object({ id: Id, itemId: Id })
