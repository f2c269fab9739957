import { z } from 'zod'
import {
  bodyTypes,
  carFields,
  conditions,
  drives,
  extractors,
  fuels,
  listingStatuses,
  sellerKinds,
  transmissions,
} from '../domain/car.ts'
import { marketVerdicts } from '../domain/market.ts'
import { mediaIdOf } from '../domain/media-path.ts'
import { listingFilter, listingSorts } from '../filters/listing-filter.ts'
import { cleanString, Id, pageQuery, Timestamp } from './common.ts'
import { filterSchema } from './filter-schema.ts'

const year = z.number().int().min(1900).max(2100)
const httpUrl = z.url({ protocol: /^https?$/ }).max(2048)

/** A photo that this installation keeps, such as one of a channel's post. */
const ownPhoto = z.string().refine((path) => mediaIdOf(path) !== undefined, 'Write an address')

export const Price = z
  .object({ amount: z.number().min(0).max(1e12), currency: z.string().regex(/^[A-Z]{3}$/) })
  .meta({ id: 'Price', description: 'amount in major units, ISO 4217 currency' })

export const FieldProvenance = z
  .object({
    extractor: z.enum(extractors),
    confidence: z.number().min(0).max(1),
    raw: z.string(),
    seenAt: Timestamp,
  })
  .meta({ id: 'FieldProvenance' })

export const CarField = z.enum(carFields)

/** What a page, card or post says of a car; every unknown is null. */
export const CarFacts = z.object({
  title: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  year: year.nullable(),
  price: Price.nullable(),
  mileageKm: z.number().int().nullable(),
  location: z.string().nullable(),
  vin: z.string().nullable(),
  fuel: z.enum(fuels).nullable(),
  transmission: z.enum(transmissions).nullable(),
  bodyType: z.enum(bodyTypes).nullable(),
  drive: z.enum(drives).nullable(),
  engineVolumeL: z.number().nullable(),
  powerHp: z.number().int().nullable(),
  color: z.string().nullable(),
  condition: z.enum(conditions).nullable(),
  description: z.string().nullable(),
  images: z.array(z.string()),
  seller: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    kind: z.enum(sellerKinds).nullable(),
  }),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  sourceId: z.string().nullable(),
  sourceChatId: z.string().nullable(),
  sourceMessageId: z.number().int().nullable(),
  status: z.enum(listingStatuses),
  postedAt: Timestamp.nullable(),
  provenance: z.partialRecord(CarField, FieldProvenance),
})
export type CarFacts = z.infer<typeof CarFacts>

export const Conflict = z.object({ value: z.unknown(), extractor: z.enum(extractors), seenAt: Timestamp })

/** A row of the inventory. */
export const CarListing = CarFacts.extend({
  id: Id,
  version: z.number().int(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  deletedAt: Timestamp.nullable(),
  /** The price before the last change, if it ever changed. */
  previousPrice: Price.nullable(),
  lockedFields: z.array(CarField),
  /** What the last parse saw in a locked field, where it differs from the person's value. */
  conflicts: z.partialRecord(CarField, Conflict),
  sample: z.boolean(),
}).meta({ id: 'CarListing' })
export type CarListing = z.infer<typeof CarListing>

export const PricePoint = z.object({
  price: Price,
  seenAt: Timestamp,
  worth: Price.nullable().meta({
    description:
      "in the workspace's currency, at the National Bank's rate of that day; null where it is not known",
  }),
})

export const ListingDetail = CarListing.extend({
  priceHistory: z.array(PricePoint),
  /** Other listings of this workspace that are likely the same car, with the reason. */
  sameCar: z.array(
    z.object({
      id: Id,
      title: z.string().nullable(),
      source: z.string(),
      price: Price.nullable(),
      image: z.string().nullable(),
      why: z.enum(['vin', 'attributes']),
    }),
  ),
}).meta({ id: 'ListingDetail' })
export type ListingDetail = z.infer<typeof ListingDetail>

const range = z.object({
  p10: z.number(),
  p25: z.number(),
  median: z.number(),
  p75: z.number(),
  p90: z.number(),
})

export const Market = z
  .object({
    missing: z
      .array(z.enum(['make', 'model', 'year']))
      .meta({ description: 'what has to be known of the car before any can be compared with it' }),
    currency: z.string().nullable().meta({ description: 'of all amounts here that name none' }),
    day: z.iso
      .date()
      .nullable()
      .meta({ description: 'of the rates that prices were changed by, if any were' }),
    sample: z.number().int().meta({ description: 'comparable cars with a price in it' }),
    leftOut: z.number().int().meta({ description: 'comparable cars whose currency no rate is known for' }),
    compared: z
      .object({
        yearFrom: z.number().int(),
        yearTo: z.number().int(),
        mileageFrom: z.number().int().nullable(),
        mileageTo: z.number().int().nullable(),
        seenWithinDays: z.number().int(),
      })
      .nullable(),
    range: range.nullable().meta({ description: 'null where fewer than five cars are comparable' }),
    own: z
      .object({
        amount: z.number(),
        place: z.number().int().meta({ description: 'per cent of the sample that are cheaper' }),
        verdict: z.enum(marketVerdicts),
      })
      .nullable()
      .meta({ description: "the car's own place; null without a price or a range" }),
    days: z.object({
      own: z.number().int().meta({ description: 'days that it is, or was, for sale' }),
      typical: z.number().int().nullable().meta({ description: 'median of the comparable cars' }),
    }),
    cars: z
      .array(
        z.object({
          id: Id,
          title: z.string().nullable(),
          make: z.string().nullable(),
          model: z.string().nullable(),
          year: year.nullable(),
          mileageKm: z.number().int().nullable(),
          source: z.string(),
          status: z.enum(listingStatuses),
          image: z.string().nullable(),
          price: Price,
          amount: z.number().meta({ description: 'its price in `currency`' }),
          days: z.number().int(),
        }),
      )
      .meta({ description: 'the sample, cheapest first; at most the 100 seen last' }),
  })
  .meta({ id: 'Market', description: 'How a car stands among comparable ones of the same workspace' })
export type Market = z.infer<typeof Market>

/** What a person may write. A field that is given is locked against later parses. */
export const ListingInput = z
  .strictObject({
    title: cleanString(300, 1),
    make: cleanString(80).nullable(),
    model: cleanString(120).nullable(),
    year: year.nullable(),
    price: Price.nullable(),
    mileageKm: z.number().int().min(0).max(5_000_000).nullable(),
    location: cleanString(200).nullable(),
    vin: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-HJ-NPR-Z0-9]{17}$/, 'A VIN has 17 characters without I, O and Q')
      .nullable(),
    fuel: z.enum(fuels).nullable(),
    transmission: z.enum(transmissions).nullable(),
    bodyType: z.enum(bodyTypes).nullable(),
    drive: z.enum(drives).nullable(),
    engineVolumeL: z.number().min(0).max(30).nullable(),
    powerHp: z.number().int().min(0).max(5000).nullable(),
    color: cleanString(60).nullable(),
    condition: z.enum(conditions).nullable(),
    description: cleanString(10_000).nullable(),
    images: z.array(z.union([httpUrl, ownPhoto])).max(60),
    seller: z.strictObject({
      name: cleanString(200).nullable(),
      phone: cleanString(40).nullable(),
      kind: z.enum(sellerKinds).nullable(),
    }),
    sourceUrl: httpUrl.nullable(),
    sourceChatId: cleanString(100).nullable(),
    sourceMessageId: z.number().int().nullable(),
    status: z.enum(listingStatuses),
  })
  .partial()
export type ListingInput = z.infer<typeof ListingInput>

export const ListingCreate = ListingInput.required({ title: true })
export type ListingCreate = z.infer<typeof ListingCreate>

export const ListingPatch = ListingInput.extend({
  /** The version that the editor saw; another one in the meantime is a 409. */
  version: z.number().int().optional(),
  /** Fields to give back to the parser. */
  unlock: z.array(CarField).optional(),
})
export type ListingPatch = z.infer<typeof ListingPatch>

export const ListingFilter = filterSchema(listingFilter)
export type ListingFilter = z.infer<typeof ListingFilter>

export const ListingQuery = ListingFilter.extend({
  ...pageQuery.shape,
  sort: z.enum(listingSorts).default('newest'),
})
export type ListingQuery = z.infer<typeof ListingQuery>

export const ListingBulk = z.strictObject({
  ids: z.array(Id).min(1).max(1000),
  action: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('status'), status: z.enum(listingStatuses) }),
    z.strictObject({ kind: z.literal('delete') }),
    z.strictObject({ kind: z.literal('restore') }),
  ]),
})
export type ListingBulk = z.infer<typeof ListingBulk>

/** The reply of a bulk change: what it takes to undo it. */
export const BulkReply = z.object({
  changed: z.number().int(),
  undo: z.array(z.object({ id: Id, status: z.enum(listingStatuses), deleted: z.boolean() })),
})

export const ListingImport = z.strictObject({ rows: z.array(ListingCreate).min(1).max(1000) })
export type ListingImport = z.infer<typeof ListingImport>

export const ListingFacets = z.object({
  total: z.number().int(),
  makes: z.array(z.object({ value: z.string(), count: z.number().int() })),
  sources: z.array(z.object({ value: z.string(), count: z.number().int() })),
  statuses: z.array(z.object({ value: z.enum(listingStatuses), count: z.number().int() })),
  currencies: z.array(z.object({ value: z.string(), count: z.number().int() })),
  fuels: z.array(z.object({ value: z.enum(fuels), count: z.number().int() })),
  transmissions: z.array(z.object({ value: z.enum(transmissions), count: z.number().int() })),
})

export const SavedView = z
  .object({ id: Id, name: z.string(), query: z.string(), createdAt: Timestamp })
  .meta({ id: 'SavedView', description: 'A named set of filters: the query string of the inventory page' })
export const SavedViewInput = z.strictObject({ name: cleanString(80, 1), query: z.string().max(2000) })
