import type { CarField, CarFields } from '@cartie/shared/domain/car'
import type { CarListing } from '@cartie/shared/schemas/listing'
import type { StoredProvenance } from './provenance-column.ts'

/** The column and the SQL type of each field of a car. */
export const fieldColumns = {
  title: ['title', 'text'],
  make: ['make', 'text'],
  model: ['model', 'text'],
  year: ['year', 'int'],
  priceMinor: ['price_minor', 'bigint'],
  currency: ['currency', 'text'],
  mileageKm: ['mileage_km', 'int'],
  location: ['location', 'text'],
  vin: ['vin', 'text'],
  fuel: ['fuel', 'text'],
  transmission: ['transmission', 'text'],
  bodyType: ['body_type', 'text'],
  drive: ['drive', 'text'],
  engineVolumeL: ['engine_volume_l', 'real'],
  powerHp: ['power_hp', 'int'],
  color: ['color', 'text'],
  condition: ['condition', 'text'],
  description: ['description', 'text'],
  images: ['images', 'text[]'],
  sellerName: ['seller_name', 'text'],
  sellerPhone: ['seller_phone', 'text'],
  sellerKind: ['seller_kind', 'text'],
  status: ['status', 'text'],
  postedAt: ['posted_at', 'timestamptz'],
} as const satisfies Record<CarField, readonly [column: string, type: string]>

const fields = Object.entries(fieldColumns) as [CarField, readonly [string, string]][]

/** The fields' columns, in the order of `carFields`. */
export const fieldColumnNames: readonly string[] = fields.map(([, [column]]) => column)
/** The same as a column definition list for jsonb_to_recordset. */
export const fieldColumnTypes: string = fields.map(([, [column, type]]) => `${column} ${type}`).join(', ')

/** Every column that a reply shows; `rowToListing` reads it. */
export const listingColumns: readonly string[] = [
  'id',
  ...fieldColumnNames,
  'previous_price_minor',
  'previous_currency',
  'source',
  'source_id',
  'source_url',
  'source_chat_id',
  'source_message_id',
  'provenance',
  'locked_fields',
  'conflicts',
  'sample',
  'version',
  'first_seen_at',
  'last_seen_at',
  'deleted_at',
]

type FieldColumn = (typeof fieldColumns)[CarField][0]

/** A row of `listingColumns` as the driver returns it: 64-bit integers and instants are strings. */
export type ListingRow = Record<Exclude<FieldColumn, 'images'>, string | number | null> & {
  id: string
  images: string[]
  previous_price_minor: string | null
  previous_currency: string | null
  source: string
  source_id: string | null
  source_url: string | null
  source_chat_id: string | null
  source_message_id: string | null
  provenance: StoredProvenance
  locked_fields: CarField[]
  conflicts: CarListing['conflicts']
  sample: boolean
  version: number
  first_seen_at: string
  last_seen_at: string
  deleted_at: string | null
}

/** The fields of a stored car; empty columns are absent. */
export function rowFields(row: ListingRow): Partial<CarFields> {
  const known: Record<string, unknown> = {}
  for (const [field, [column]] of fields) {
    const value = row[column as FieldColumn]
    if (value === null || (Array.isArray(value) && !value.length)) continue
    known[field] =
      field === 'priceMinor'
        ? Number(value)
        : field === 'postedAt'
          ? new Date(value as string).toISOString()
          : value
  }
  return known
}

/** Fields as columns for jsonb_to_recordset, which takes what is left out for null. */
export function fieldsToColumns(values: Partial<CarFields>): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [field, [column]] of fields) if (values[field] !== undefined) row[column] = values[field]
  return row
}
