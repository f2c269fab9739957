import type { CarField, CarFields, ExtractedCar, Provenance } from '@cartie/shared/domain/car'
import { toMajor } from '@cartie/shared/domain/money'
import type { CarFacts, CarListing } from '@cartie/shared/schemas/listing'
import { cleanFields, cleanValue } from './clean-fields.ts'
import { unpackProvenance } from './provenance-column.ts'
import { rowFields, type ListingRow } from './listing-row.ts'

/** Minor units and their currency as a price in major units; null where either is unknown. */
export const priceOf = (
  minor: number | null | undefined,
  currency: string | null | undefined,
): CarFacts['price'] =>
  minor === null || minor === undefined || !currency ? null : { amount: toMajor(minor, currency), currency }

type Told = Omit<
  CarFacts,
  'source' | 'sourceUrl' | 'sourceId' | 'sourceChatId' | 'sourceMessageId' | 'provenance'
>

function tell(f: Partial<CarFields>): Told {
  return {
    title: f.title ?? null,
    make: f.make ?? null,
    model: f.model ?? null,
    year: f.year ?? null,
    price: priceOf(f.priceMinor, f.currency),
    mileageKm: f.mileageKm ?? null,
    location: f.location ?? null,
    vin: f.vin ?? null,
    fuel: f.fuel ?? null,
    transmission: f.transmission ?? null,
    bodyType: f.bodyType ?? null,
    drive: f.drive ?? null,
    engineVolumeL: f.engineVolumeL ?? null,
    powerHp: f.powerHp ?? null,
    color: f.color ?? null,
    condition: f.condition ?? null,
    description: f.description ?? null,
    images: f.images ?? [],
    seller: { name: f.sellerName ?? null, phone: f.sellerPhone ?? null, kind: f.sellerKind ?? null },
    status: f.status ?? 'AVAILABLE',
    postedAt: f.postedAt ?? null,
  }
}

/** Facts of which nothing is known. */
export const unknownFacts: Omit<CarFacts, 'provenance'> = {
  ...tell({}),
  source: '',
  sourceUrl: null,
  sourceId: null,
  sourceChatId: null,
  sourceMessageId: null,
}

/** The provenance of the fields that are kept, its raw text made storable and cut to 120 characters. */
export function cleanProvenance(
  provenance: ExtractedCar['provenance'],
  fields: Partial<CarFields>,
): Partial<Record<CarField, Provenance>> {
  const kept: Partial<Record<CarField, Provenance>> = {}
  for (const field of Object.keys(fields) as CarField[]) {
    const p = provenance[field]
    if (!p) continue
    const raw = cleanValue(p.raw, 120) ?? ''
    const sure = p.confidence >= 0 && p.confidence <= 1
    // Most are sound as they are, and are not copied.
    kept[field] = raw === p.raw && sure ? p : { ...p, raw, confidence: sure ? p.confidence : 0 }
  }
  return kept
}

/** What a page, card or post said of a car, in the API's shape: price in major units, unknowns null. */
export function toCarFacts(car: ExtractedCar): CarFacts {
  const fields = cleanFields(car.fields)
  return {
    ...tell(fields),
    source: car.source,
    sourceUrl: car.sourceUrl ?? null,
    sourceId: car.sourceId ?? null,
    sourceChatId: car.sourceChatId ?? null,
    sourceMessageId: car.sourceMessageId ?? null,
    provenance: cleanProvenance(car.provenance, fields),
  }
}

/** A stored row in the API's shape. */
export function rowToListing(row: ListingRow): CarListing {
  const fields = rowFields(row)
  return {
    ...tell(fields),
    id: row.id,
    source: row.source,
    sourceUrl: row.source_url,
    sourceId: row.source_id,
    sourceChatId: row.source_chat_id,
    sourceMessageId: row.source_message_id === null ? null : Number(row.source_message_id),
    provenance: unpackProvenance(row.provenance, fields),
    version: row.version,
    firstSeenAt: iso(row.first_seen_at),
    lastSeenAt: iso(row.last_seen_at),
    deletedAt: row.deleted_at === null ? null : iso(row.deleted_at),
    previousPrice: priceOf(numberOf(row.previous_price_minor), row.previous_currency),
    lockedFields: row.locked_fields,
    conflicts: row.conflicts,
    sample: row.sample,
  }
}

const numberOf = (value: string | number | null) => (value === null ? null : Number(value))
/** An instant as Postgres prints it, in ISO 8601. */
export const iso = (at: string): string => new Date(at).toISOString()
