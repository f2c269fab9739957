import { createHash } from 'node:crypto'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import { AppError } from '@cartie/shared/errors'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { cleanProvenance, iso } from './car-facts.ts'
import { cleanFields } from './clean-fields.ts'
import { identityKeys, identityOf } from './identity.ts'
import { rowFields } from './listing-row.ts'
import { mergeCar } from './merge-car.ts'
import { recordPrices, type PriceChange } from './record-prices.ts'
import {
  fillIdentities,
  findKnown,
  insertCars,
  touchCars,
  updateCars,
  type CarChange,
  type KnownRow,
  type ReadCar,
} from './save-statements.ts'

export interface SaveCars {
  cars: readonly ExtractedCar[]
  /** The parse that read them, if one did. */
  parseId: string | null
  /** Whether they are sample cars of our own. */
  sample: boolean
  /** ISO 8601: when they were read. */
  seenAt: string
}

export interface SavedCar {
  listingId: string
  /** `duplicate`: the same advert stood earlier in this call. */
  outcome: 'saved' | 'changed' | 'unchanged' | 'duplicate'
}

const roundsAgainstRaces = 5

/**
 * Stores cars as they were read, in a handful of statements for all of them, and says in their order what
 * became of each. Known adverts are merged (`mergeCar`), deleted ones come back as `saved`. Callers may
 * overlap; a deadlock (40P01) is theirs to retry. Throws `forbidden`.
 */
export async function saveCars(ctx: Context, tx: Tx, input: SaveCars): Promise<SavedCar[]> {
  requirePermission(ctx, 'listings.write')
  const { cars, firsts, placeOf } = distinct(input.cars)
  const outcomes = new Map<ReadCar, SavedCar>()
  const matches: { car: ReadCar; row: KnownRow }[] = []
  const created: string[] = []

  let open = firsts
  for (let round = 0; open.length; round++) {
    if (round === roundsAgainstRaces) {
      throw new AppError('unavailable', 'Others are saving the same cars. Try again.', { retryAfterS: 1 })
    }
    const taken = new Set<ReadCar>()
    for (const row of await findKnown(ctx, tx, open)) {
      const car = open[row.n]!
      taken.add(car)
      matches.push({ car, row })
    }
    const unknown = open.filter((car) => !taken.has(car))
    if (!unknown.length) break
    const stored = await insertCars(ctx, tx, unknown, input)
    for (const car of unknown) {
      if (!stored.has(car.id)) continue
      outcomes.set(car, { listingId: car.id, outcome: 'saved' })
      created.push(car.id)
    }
    // Somebody else stored these in the meantime: they are found now.
    open = unknown.filter((car) => !stored.has(car.id))
  }

  const { changed, restored } = await applyMatches(ctx, tx, matches, input.seenAt, outcomes)
  if (created.length) tx.record('listing.created', { listingIds: created })
  if (changed.length) tx.record('listing.changed', { listingIds: changed })
  if (restored.length) tx.record('listing.restored', { listingIds: restored })

  return cars.map((car, n) => {
    const saved = outcomes.get(firsts[placeOf[n]!]!)!
    return car === firsts[placeOf[n]!] ? saved : { listingId: saved.listingId, outcome: 'duplicate' }
  })
}

/** The cars ready to be stored, and which of them is the first of each advert. */
function distinct(read: readonly ExtractedCar[]) {
  const cars: ReadCar[] = []
  const firsts: ReadCar[] = []
  const placeOf: number[] = []
  const places = new Map<string, number>()
  for (const extracted of read) {
    const fields = cleanFields(extracted.fields)
    const identity = identityOf(extracted, fields)
    const car: ReadCar = {
      id: uuidV7(),
      identity,
      fields,
      provenance: cleanProvenance(extracted.provenance, fields),
      contentHash: createHash('sha1').update(JSON.stringify(fields)).digest('base64url'),
    }
    const keys = identityKeys(identity)
    const known = keys.map((key) => places.get(key)).find((place) => place !== undefined)
    const place = known ?? firsts.push(car) - 1
    for (const key of keys) if (!places.has(key)) places.set(key, place)
    cars.push(car)
    placeOf.push(place)
  }
  return { cars, firsts, placeOf }
}

async function applyMatches(
  ctx: Context,
  tx: Tx,
  matches: readonly { car: ReadCar; row: KnownRow }[],
  seenAt: string,
  outcomes: Map<ReadCar, SavedCar>,
) {
  const changes: CarChange[] = []
  const prices: PriceChange[] = []
  const touched: string[] = []
  const changed: string[] = []
  const restored: string[] = []
  const gaps: { id: string; identity: ReadCar['identity'] }[] = []
  const done = new Set<string>()
  for (const { car, row } of matches) {
    // Two adverts of this call may lead to one row, each by another identity.
    if (done.has(row.id)) {
      outcomes.set(car, { listingId: row.id, outcome: 'duplicate' })
      continue
    }
    done.add(row.id)
    const wasDeleted = row.deleted_at !== null
    if (lacksIdentity(row, car)) gaps.push({ id: row.id, identity: car.identity })
    if (!wasDeleted && row.content_hash === car.contentHash) {
      touched.push(row.id)
      outcomes.set(car, { listingId: row.id, outcome: 'unchanged' })
      continue
    }
    const { change, price, differs } = mergeInto(row, car, seenAt)
    changes.push(change)
    if (price) prices.push(price)
    if (wasDeleted) restored.push(row.id)
    else if (differs) changed.push(row.id)
    outcomes.set(car, {
      listingId: row.id,
      outcome: wasDeleted ? 'saved' : differs ? 'changed' : 'unchanged',
    })
  }
  await Promise.all([
    changes.length ? updateCars(ctx, tx, changes, seenAt) : undefined,
    prices.length ? recordPrices(ctx, tx, prices, seenAt) : undefined,
    touched.length ? touchCars(ctx, tx, touched, seenAt) : undefined,
  ])
  if (gaps.length) await fillIdentities(ctx, tx, gaps)
  return { changed, restored }
}

const lacksIdentity = (row: KnownRow, { identity }: ReadCar): boolean =>
  (row.source_id === null && identity.sourceId !== null && row.source === identity.source) ||
  (row.canonical_url === null && identity.canonicalUrl !== null)

function mergeInto(row: KnownRow, car: ReadCar, seenAt: string) {
  const before = rowFields(row)
  const merged = mergeCar(
    { fields: before, provenance: row.provenance, lockedFields: row.locked_fields, conflicts: row.conflicts },
    car,
    seenAt,
  )
  const { priceMinor, currency } = merged.fields
  const repriced = merged.changedFields.some((field) => field === 'priceMinor' || field === 'currency')
  const old =
    before.priceMinor !== undefined && before.currency !== undefined
      ? { priceMinor: before.priceMinor, currency: before.currency, since: iso(row.first_seen_at) }
      : null
  const differs = merged.changedFields.length > 0 || merged.newConflict
  const change: CarChange = {
    id: row.id,
    fields: merged.fields,
    provenance: merged.provenance,
    conflicts: merged.conflicts,
    contentHash: car.contentHash,
    previousPriceMinor: repriced && old ? old.priceMinor : numberOrNull(row.previous_price_minor),
    previousCurrency: repriced && old ? old.currency : row.previous_currency,
    bump: differs || row.deleted_at !== null,
  }
  const price =
    repriced && priceMinor !== undefined && currency !== undefined
      ? { id: row.id, priceMinor, currency, before: old }
      : null
  return { change, price, differs }
}

const numberOrNull = (value: string | null) => (value === null ? null : Number(value))
