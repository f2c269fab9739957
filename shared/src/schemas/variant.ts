import { z } from 'zod'
import { bodyTypes, drives, fuels, transmissions } from '../domain/car.ts'
import { variantSources, variantStatuses } from '../domain/variant-status.ts'
import { cleanString, Id, Language, Timestamp } from './common.ts'
import { year } from './lead.ts'
import { Company } from './lead-intake.ts'
import { ListingInput, Price } from './listing.ts'
import { MatchReason } from './request.ts'

/** A car that somebody offers for a request. */
export const Variant = z
  .object({
    id: Id,
    requestId: Id,
    number: z.number().int().meta({ description: '1, 2, 3 … within its request' }),
    status: z.enum(variantStatuses),
    source: z.enum(variantSources),
    partner: z.object({ id: Id, name: z.string() }).nullable(),
    offerer: z
      .object({ name: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .meta({ description: 'who gave it; their phone only once contacts are shared' }),
    sessionId: Id.nullable(),
    listingId: Id.nullable(),
    title: z.string(),
    make: z.string().nullable(),
    model: z.string().nullable(),
    year: year.nullable(),
    price: Price.nullable(),
    mileageKm: z.number().int().nullable(),
    vin: z.string().nullable(),
    url: z.string().nullable(),
    location: z.string().nullable(),
    fuel: z.enum(fuels).nullable(),
    transmission: z.enum(transmissions).nullable(),
    bodyType: z.enum(bodyTypes).nullable(),
    drive: z.enum(drives).nullable(),
    engineVolumeL: z.number().nullable(),
    color: z.string().nullable(),
    details: z.string().nullable().meta({ description: 'without contacts until they are shared' }),
    photos: z.array(z.string()),
    /** Whether photos or the link are still being read. */
    pending: z.boolean(),
    linkProblem: z
      .string()
      .nullable()
      .meta({ description: 'why nothing could be read of its link; null where nothing went wrong' }),
    score: z.number().int().nullable(),
    reasons: z.array(MatchReason),
    rejectReason: z.string().nullable(),
    /** The proposals that show it. */
    proposals: z.array(
      z.object({ id: Id, code: z.string(), status: z.string(), reaction: z.string().nullable() }),
    ),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Variant' })
export type Variant = z.infer<typeof Variant>

const vin = ListingInput.shape.vin
/** The facts of an offered car, as people and scripts write them. */
export const VariantInput = z
  .strictObject({
    title: cleanString(200, 1),
    make: cleanString(80).nullable(),
    model: cleanString(120).nullable(),
    year: year.nullable(),
    price: Price.nullable(),
    mileageKm: z.number().int().min(0).max(5_000_000).nullable(),
    vin,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .nullable(),
    location: cleanString(200).nullable(),
    fuel: z.enum(fuels).nullable(),
    transmission: z.enum(transmissions).nullable(),
    bodyType: z.enum(bodyTypes).nullable(),
    drive: z.enum(drives).nullable(),
    engineVolumeL: z.number().min(0).max(30).nullable(),
    color: cleanString(60).nullable(),
    details: cleanString(5000).nullable(),
    photos: z
      .array(
        z.union([
          z.url({ protocol: /^https?$/ }).max(2048),
          z.string().regex(/^\/api\/media\/[0-9a-f-]{36}$/),
        ]),
      )
      .max(20),
    partnerId: Id.nullable(),
  })
  .partial()
export type VariantInput = z.infer<typeof VariantInput>

/** By facts, by a text that is understood, by a car of the inventory, or by a link that is read. */
export const VariantCreate = VariantInput.extend({
  text: cleanString(5000).optional(),
  listingId: Id.optional(),
}).refine(
  (v) => !!v.title || !!v.text || !!v.listingId || !!v.url,
  'Say a title, a text, a listing or a link',
)
export type VariantCreate = z.infer<typeof VariantCreate>

const version = z.number().int().optional()
export const VariantPatch = VariantInput.omit({ url: true }).extend({ version })
export type VariantPatch = z.infer<typeof VariantPatch>

export const VariantStatusInput = z.strictObject({
  status: z.enum(variantStatuses),
  reason: cleanString(500).optional().meta({ description: 'why it was rejected, for its giver' }),
  version,
})
export type VariantStatusInput = z.infer<typeof VariantStatusInput>

/** What an offer page shows of a request: nothing of the client. */
export const OfferPage = z
  .object({
    company: Company,
    code: z.string(),
    title: z.string(),
    /** The wish without contacts. */
    text: z.string(),
    kind: z.string(),
    language: Language,
    open: z.boolean(),
    telegramUrl: z.string().nullable(),
  })
  .meta({ id: 'OfferPage' })
export type OfferPage = z.infer<typeof OfferPage>

/** What a visitor of the offer page sends. */
export const OfferForm = z.strictObject({
  name: cleanString(200, 1),
  phone: cleanString(40, 5),
  title: cleanString(200).optional(),
  price: cleanString(60, 1).meta({ description: 'as people write it: 12k, 12 000 $' }),
  year: year.optional(),
  mileageKm: z.number().int().min(0).max(5_000_000).optional(),
  vin: cleanString(40).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  details: cleanString(3000).optional(),
  photos: z
    .array(z.base64().min(16).max(1_400_000))
    .max(6)
    .default([])
    .meta({ description: 'JPEG, PNG or WebP, up to 1 MB each' }),
  language: Language.optional(),
  by: z.string().max(64).optional().meta({ description: 'whose page it is: what `by` of its address says' }),
  consent: z.literal(true),
  website: z.string().max(500).optional().meta({ description: 'leave empty: people do not see this field' }),
})
export type OfferForm = z.infer<typeof OfferForm>
export const OfferReply = z.object({
  accepted: z.literal(true),
  number: z.number().int().nullable().meta({ description: 'the number of the variant in its request' }),
  message: z.string(),
})
export type OfferReply = z.infer<typeof OfferReply>
