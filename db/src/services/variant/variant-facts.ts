import { toMinor } from '@cartie/shared/domain/money'
import type { VariantInput } from '@cartie/shared/schemas/variant'
import { rowFields, type ListingRow } from '../listing/listing-row.ts'

/** What is told of an offered car, as it is stored. Absent and null: not told. */
export interface VariantFacts {
  title: string
  make: string | null
  model: string | null
  year: number | null
  /** In minor units of `currency`. */
  priceMinor: number | null
  /** ISO 4217; null without a price. */
  currency: string | null
  mileageKm: number | null
  vin: string | null
  url: string | null
  location: string | null
  fuel: string | null
  transmission: string | null
  bodyType: string | null
  drive: string | null
  /** Litres. */
  engineVolumeL: number | null
  color: string | null
  /** The giver's words as they came, contacts and all. */
  details: string | null
}

/** The column and the SQL type of each fact; `details` is kept twice, see `hidden`. */
export const factColumns = {
  title: ['title', 'text'],
  make: ['make', 'text'],
  model: ['model', 'text'],
  year: ['year', 'int'],
  priceMinor: ['price_minor', 'bigint'],
  currency: ['currency', 'text'],
  mileageKm: ['mileage_km', 'int'],
  vin: ['vin', 'text'],
  url: ['url', 'text'],
  location: ['location', 'text'],
  fuel: ['fuel', 'text'],
  transmission: ['transmission', 'text'],
  bodyType: ['body_type', 'text'],
  drive: ['drive', 'text'],
  engineVolumeL: ['engine_volume_l', 'real'],
  color: ['color', 'text'],
  details: ['raw_details', 'text'],
} as const satisfies Record<keyof VariantFacts, readonly [column: string, type: string]>

export const factNames = Object.keys(factColumns) as (keyof VariantFacts)[]

/** What a person or a script wrote, as it is stored; what they left out is left out. */
export function factsOfInput({
  price,
  photos: _,
  partnerId: __,
  ...told
}: VariantInput): Partial<VariantFacts> {
  const money =
    price === undefined
      ? {}
      : price === null
        ? { priceMinor: null, currency: null }
        : { priceMinor: toMinor(price.amount, price.currency), currency: price.currency }
  return Object.fromEntries(
    Object.entries({ ...told, ...money }).map(([name, value]) => [name, value === '' ? null : value]),
  )
}

/** A car of the inventory as an offered one. Its seller is not told: that is for the house to know. */
export function factsOfListing(row: ListingRow): Partial<VariantFacts> & { title: string } {
  const { title, make, model, year, priceMinor, currency, mileageKm, vin, location, description, ...rest } =
    rowFields(row)
  const { fuel, transmission, bodyType, drive, engineVolumeL, color } = rest
  const name = [make, model, year].filter(Boolean).join(' ')
  const known = { make, model, year, priceMinor, currency, mileageKm, vin, location, fuel, transmission }
  const more = { bodyType, drive, engineVolumeL, color, url: row.source_url ?? undefined }
  return {
    title: (name || title || row.source).slice(0, 200),
    ...Object.fromEntries(Object.entries({ ...known, ...more }).filter(([, value]) => value !== undefined)),
    ...(description === undefined ? {} : { details: description.slice(0, 5000).toWellFormed() }),
  }
}
