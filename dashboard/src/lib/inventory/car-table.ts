import { importListings } from '@cartie/shared/endpoints/listings'
import type { ListingCreate } from '@cartie/shared/schemas/listing'
import { call } from '#lib/api.ts'
import type { TableKind } from '#lib/csv/table-kind.ts'
import { m } from '#lib/paraglide/messages.js'
import { csvTargets, guessMapping, type CsvTarget } from './csv-columns.ts'
import { readRow } from './csv-row.ts'
import { valueText } from './facts.ts'
import { formWords } from './form-words.ts'

/** Fields that are kept as they are written. */
const plain = new Set<CsvTarget>([
  'sellerName',
  'sellerPhone',
  'sellerKind',
  'currency',
  'sourceUrl',
  'title',
  'description',
  'images',
  'location',
  'color',
])

/** A table of cars. */
export const carTable: TableKind<ListingCreate, CsvTarget> = {
  targets: csvTargets,
  words: formWords,
  guess: guessMapping,
  read: readRow,
  understood(car, target, raw) {
    if (plain.has(target)) return ''
    if (target === 'price') return car.price ? (valueText('priceMinor', car.price) ?? '') : ''
    const field = target as Exclude<CsvTarget, 'price' | 'currency' | 'sourceUrl'> & keyof ListingCreate
    const text = valueText(field, car[field]) ?? ''
    return text === raw ? '' : text
  },
  skippedText: m.inventory_csv_skipped,
  changedText: m.csv_changed,
  send: (rows, idempotencyKey) => call(importListings, { body: { rows }, idempotencyKey }),
}
