import { createHash } from 'node:crypto'
import type { ExtractedCar, ListingStatus } from '@cartie/shared/domain/car'
import { AppError } from '@cartie/shared/errors'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'
import { cleanProvenance, iso } from './car-facts.ts'
import { cleanFields } from './clean-fields.ts'
import { inChannels } from './in-channels.ts'
import { identityKeys, identityOf } from './identity.ts'
import { rowFields } from './listing-row.ts'
import { mergeCar } from './merge-car.ts'
import { packProvenance, unpackProvenance } from './provenance-column.ts'
import { recordPrices, type PriceChange } from './record-prices.ts'
import { isSearched, searchWords } from './search-words.ts'
import {
  fillIdentities,
  findCars,
  insertCars,
  lockCars,
  touchCars,
  updateCars,
  type CarChange,
  type FoundCar,
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
  /** Of new cars whose advert tells no other; `AVAILABLE` if absent. */
  newStatus?: ListingStatus
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
  const { firsts, placeOf, isFirst } = distinct(await inChannels(ctx, tx, input.cars))
  const outcomes = new Map<ReadCar, SavedCar>()
  const matches: Match[] = []
  const same = new Set<string>()
  const created: string[] = []

  let open = firsts
  for (let round = 0; open.length; round++) {
    if (round === roundsAgainstRaces) {
      throw new AppError('unavailable', 'Others are saving the same cars. Try again.', { retryAfterS: 1 })
    }
    const found = await findCars(ctx, tx, open)
    const seen = await storeOrLock(ctx, tx, open, found, input)
    for (const car of seen.stored) {
      outcomes.set(car, { listingId: car.id, outcome: 'saved' })
      created.push(car.id)
    }
    for (const { car, id } of seen.same) {
      // Two adverts of one call may lead to one row, each by another identity.
      outcomes.set(car, { listingId: id, outcome: same.has(id) ? 'duplicate' : 'unchanged' })
      same.add(id)
    }
    matches.push(...seen.locked)
    open = seen.left
  }

  const { changed, restored } = await writeMatches(ctx, tx, matches, input.seenAt, outcomes)
  if (same.size) await touchCars(ctx, tx, [...same], input.seenAt)
  if (created.length) tx.record('listing.created', { listingIds: created })
  if (changed.length) tx.record('listing.changed', { listingIds: changed })
  if (restored.length) tx.record('listing.restored', { listingIds: restored })
  await markSoldItems(ctx, tx, [...changed, ...restored])
  await queueMatching(ctx, tx, { listingIds: [...created, ...changed, ...restored] })

  return placeOf.map((place, n) => {
    const saved = outcomes.get(firsts[place]!)!
    return isFirst[n] ? saved : { listingId: saved.listingId, outcome: 'duplicate' }
  })
}

interface Match {
  car: ReadCar
  row: KnownRow
}

/** One round: known cars are locked, unknown ones stored; `left` are those that another writer got to first. */
async function storeOrLock(
  ctx: Context,
  tx: Tx,
  open: readonly ReadCar[],
  found: readonly FoundCar[],
  input: SaveCars,
) {
  const known = new Set(found.map((f) => f.n))
  // In one order for all callers, so that two of them don't wait for each other.
  const unknown = open.filter((_, n) => !known.has(n)).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
  const differing = found.filter((f) => !f.same)
  const [rows, stored] = await Promise.all([
    differing.length ? lockCars(ctx, tx, [...new Set(differing.map((f) => f.id))]) : [],
    unknown.length ? insertCars(ctx, tx, unknown, input) : new Set<string>(),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const locked: Match[] = []
  const left = unknown.filter((car) => !stored.has(car.id))
  for (const { n, id } of differing) {
    const row = byId.get(id)
    if (row) locked.push({ car: open[n]!, row })
    else left.push(open[n]!)
  }
  return {
    stored: unknown.filter((car) => stored.has(car.id)),
    same: found.filter((f) => f.same).map((f) => ({ car: open[f.n]!, id: f.id })),
    locked,
    left,
  }
}

/** The cars ready to be stored, and which of them is the first of each advert. */
function distinct(read: readonly ExtractedCar[]) {
  const isFirst: boolean[] = []
  const firsts: ReadCar[] = []
  const placeOf: number[] = []
  const places = new Map<string, number>()
  for (const extracted of read) {
    const fields = cleanFields(extracted.fields)
    const identity = identityOf(extracted, fields)
    const keys = identityKeys(identity)
    const car: ReadCar = {
      id: uuidV7(),
      identity,
      sortKey: keys[0]!,
      fields,
      provenance: cleanProvenance(extracted.provenance, fields),
      contentHash: createHash('sha1').update(JSON.stringify(fields)).digest('base64url'),
    }
    const known = keys.map((key) => places.get(key)).find((place) => place !== undefined)
    const place = known ?? firsts.push(car) - 1
    for (const key of keys) if (!places.has(key)) places.set(key, place)
    isFirst.push(known === undefined)
    placeOf.push(place)
  }
  return { firsts, placeOf, isFirst }
}

/** Merges what was read into locked rows and writes what differs. */
async function writeMatches(
  ctx: Context,
  tx: Tx,
  matches: readonly Match[],
  seenAt: string,
  outcomes: Map<ReadCar, SavedCar>,
) {
  const changes: CarChange[] = []
  const prices: PriceChange[] = []
  const changed: string[] = []
  const restored: string[] = []
  const gaps: { id: string; identity: ReadCar['identity'] }[] = []
  const done = new Set<string>()
  for (const { car, row } of matches) {
    if (done.has(row.id)) {
      outcomes.set(car, { listingId: row.id, outcome: 'duplicate' })
      continue
    }
    done.add(row.id)
    const wasDeleted = row.deleted_at !== null
    if (lacksIdentity(row, car)) gaps.push({ id: row.id, identity: car.identity })
    const { change, price, differs, shows } = mergeInto(row, car, seenAt)
    changes.push(change)
    if (price) prices.push(price)
    if (wasDeleted) restored.push(row.id)
    else if (differs || shows) changed.push(row.id)
    outcomes.set(car, {
      listingId: row.id,
      outcome: wasDeleted ? 'saved' : differs ? 'changed' : 'unchanged',
    })
  }
  // Prices first: they refer to the row as it was locked, and would lock the new one, with a write of its own each.
  await Promise.all([
    prices.length ? recordPrices(ctx, tx, prices, seenAt) : undefined,
    changes.length ? updateCars(ctx, tx, changes, seenAt) : undefined,
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
    {
      fields: before,
      provenance: unpackProvenance(row.provenance, before),
      lockedFields: row.locked_fields,
      conflicts: row.conflicts,
    },
    car,
    seenAt,
  )
  const { priceMinor, currency } = merged.fields
  const repriced = merged.changedFields.some((field) => field === 'priceMinor' || field === 'currency')
  const old =
    before.priceMinor !== undefined && before.currency !== undefined
      ? { priceMinor: before.priceMinor, currency: before.currency, since: iso(row.first_seen_at) }
      : null
  // An advert that stayed as it was is unchanged, though it now contradicts what a person wrote since.
  const readAnew = row.content_hash !== `!${car.contentHash}`
  const differs = merged.changedFields.length > 0 || (merged.newConflict && readAnew)
  const touched = Object.fromEntries(merged.changedFields.map((field) => [field, merged.fields[field]]))
  const change: CarChange = {
    id: row.id,
    fields: touched,
    words: merged.changedFields.some((field) => isSearched(field))
      ? searchWords(merged.fields, row.source)
      : undefined,
    provenance: packProvenance(merged.provenance, merged.fields),
    conflicts: merged.conflicts,
    contentHash: car.contentHash,
    previousPriceMinor: repriced ? old?.priceMinor : undefined,
    previousCurrency: repriced ? old?.currency : undefined,
    bump: differs || row.deleted_at !== null,
  }
  const price =
    repriced && priceMinor !== undefined && currency !== undefined
      ? { id: row.id, priceMinor, currency, before: old }
      : null
  return { change, price, differs, shows: merged.newConflict }
}
