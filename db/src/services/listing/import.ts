import { createHash } from 'node:crypto'
import type { CarField, CarFields, ExtractedCar } from '@cartie/shared/domain/car'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { ListingCreate, ListingImport } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { personFields, typedBy } from './person-fields.ts'
import { saveCars } from './save-cars.ts'

/**
 * Adds or refreshes cars from a table. A row is known again by its address or message, else by its VIN, else
 * by what does not change about a car (title, make, model, year, colour, phone) and its place among equal rows,
 * so that importing the file again with new prices doubles nothing and a dealer's five equal cars stay five.
 * Imported values are a person's but not locked: the next import may change them.
 */
export async function importListings(
  ctx: Context,
  { rows }: ListingImport,
): Promise<{ created: number; changed: number; unchanged: number }> {
  requirePermission(ctx, 'listings.write')
  const seenAt = new Date().toISOString()
  const equal = new Map<string, number>()
  const saved = await withTx(ctx, async (tx) => {
    const dictionary = await readDictionary(ctx, tx)
    const cars = rows.map((row) => toCar(row, dictionary, equal, seenAt))
    return saveCars(ctx, tx, { cars, parseId: null, sample: false, seenAt })
  })
  const count = (...outcomes: string[]) => saved.filter((s) => outcomes.includes(s.outcome)).length
  return { created: count('saved'), changed: count('changed'), unchanged: count('unchanged', 'duplicate') }
}

function toCar(
  row: ListingCreate,
  dictionary: Dictionary,
  equal: Map<string, number>,
  seenAt: string,
): ExtractedCar {
  const known = Object.entries(personFields(row, dictionary)).filter(([, value]) => value !== null) as [
    CarField,
    unknown,
  ][]
  const fields = Object.fromEntries(known) as Partial<CarFields>
  const isMessage = typeof row.sourceChatId === 'string' && typeof row.sourceMessageId === 'number'
  return {
    fields,
    provenance: Object.fromEntries(known.map(([field, value]) => [field, typedBy(value, seenAt)])),
    losers: {},
    source: 'import',
    ...(row.sourceUrl ? { sourceUrl: row.sourceUrl } : {}),
    ...(isMessage ? { sourceChatId: row.sourceChatId!, sourceMessageId: row.sourceMessageId! } : {}),
    ...(row.sourceUrl || isMessage ? {} : { sourceId: rowIdentity(fields, equal) }),
  }
}

function rowIdentity(f: Partial<CarFields>, equal: Map<string, number>): string {
  if (f.vin) return `vin:${f.vin}`
  const lasting = [f.title, f.make, f.model, f.year, f.color, f.sellerPhone]
  const hash = createHash('sha256').update(JSON.stringify(lasting)).digest('base64url')
  const before = equal.get(hash) ?? 0
  equal.set(hash, before + 1)
  return before ? `row:${hash}:${before + 1}` : `row:${hash}`
}
