import type { CarField, CarFields, ListingStatus, Provenance } from '@cartie/shared/domain/car'
import type { CarListing } from '@cartie/shared/schemas/listing'
import type { Context, Tx } from '../../context.ts'
import type { Identity } from './identity.ts'
import { packProvenance, type StoredProvenance } from './provenance-column.ts'
import { searchWords } from './search-words.ts'
import {
  fieldColumnNames,
  fieldColumnTypes,
  fieldsToColumns,
  listingColumns,
  type ListingRow,
} from './listing-row.ts'

/** A car that is about to be stored. */
export interface ReadCar {
  id: string
  identity: Identity
  sortKey: string
  fields: Partial<CarFields>
  provenance: Partial<Record<CarField, Provenance>>
  contentHash: string
}

/** Where a car was found: `n` is its place among those that were looked for. */
export interface FoundCar {
  n: number
  id: string
  /** Whether it stands there just as it was read. */
  same: boolean
}

export interface KnownRow extends ListingRow {
  canonical_url: string | null
  /** The hash of the last reading; a `!` before it says that a person wrote since. */
  content_hash: string | null
}

const identityTypes =
  'source text, source_id text, source_url text, canonical_url text, source_chat_id text, source_message_id bigint'
const identityNames = identityTypes.split(', ').map((column) => column.split(' ')[0]!)
// What is left out is null, and costs nothing on the way.
const identityColumns = (id: Identity) => ({
  source: id.source,
  source_id: id.sourceId ?? undefined,
  source_url: id.sourceUrl ?? undefined,
  canonical_url: id.canonicalUrl ?? undefined,
  source_chat_id: id.sourceChatId ?? undefined,
  source_message_id: id.sourceMessageId ?? undefined,
})

const mine = 'k.workspace_id = $1'
const probe = (condition: string) =>
  `select k.id, k.content_hash, k.deleted_at, k.source_id, k.canonical_url from car_listings k
   where ${mine} and ${condition}`
// A lateral look-up a car: index probes one after the other up to the first that finds it, whatever the
// statistics of a young table say.
const findText = `
  select i.n, l.id, l.content_hash is not distinct from i.content_hash and l.deleted_at is null
    and (l.source_id is not null or i.source_id is null)
    and (l.canonical_url is not null or i.canonical_url is null) as same
  from jsonb_to_recordset($2::jsonb) as i(n int, content_hash text, ${identityTypes})
  cross join lateral (
    ${probe('k.source = i.source and k.source_id = i.source_id')}
    union all ${probe('k.canonical_url = i.canonical_url')}
    union all ${probe('k.source_chat_id = i.source_chat_id and k.source_message_id = i.source_message_id')}
    limit 1
  ) l`

/** Looks these cars up by their identities, the source's own id first. */
export async function findCars(ctx: Context, tx: Tx, cars: readonly ReadCar[]): Promise<FoundCar[]> {
  const wanted = cars.map((car, n) => ({
    n,
    content_hash: car.contentHash,
    ...identityColumns(car.identity),
  }))
  return tx.sql.unsafe<FoundCar[]>(findText, [ctx.workspaceId, JSON.stringify(wanted)], { prepare: true })
}

/** Locks stored cars in the order of their ids and reads them. */
export async function lockCars(ctx: Context, tx: Tx, ids: readonly string[]): Promise<KnownRow[]> {
  return tx.sql.unsafe<KnownRow[]>(
    `select canonical_url, content_hash, ${listingColumns.join(', ')} from car_listings
     where workspace_id = $1 and id = any($2::uuid[]) order by id for update`,
    [ctx.workspaceId, ids as string[]],
    { prepare: true },
  )
}

const newNames = ['id', ...fieldColumnNames, ...identityNames, 'provenance', 'content_hash']
const newValue = (column: string) =>
  column === 'images'
    ? `coalesce(n.images, '{}')`
    : column === 'status'
      ? 'coalesce(n.status, $6::text)'
      : `n.${column}`
const insertText = `
  insert into car_listings
    (workspace_id, first_parse_id, sample, first_seen_at, last_seen_at, ${newNames.join(', ')}, search)
  select $1::uuid, $3::uuid, $4::boolean, $5::timestamptz, $5::timestamptz, ${newNames.map(newValue).join(', ')}, array_to_tsvector(n.words)
  from jsonb_to_recordset($2::jsonb)
    as n(id uuid, ${fieldColumnTypes}, ${identityTypes}, provenance jsonb, content_hash text, words text[])
  on conflict do nothing
  returning id`

/** Stores new cars; returns the ids of those whose identity was still free. */
export async function insertCars(
  ctx: Context,
  tx: Tx,
  cars: readonly ReadCar[],
  origin: { parseId: string | null; sample: boolean; seenAt: string; newStatus?: ListingStatus },
): Promise<Set<string>> {
  const rows = cars.map((car) => ({
    id: car.id,
    ...fieldsToColumns(car.fields),
    ...identityColumns(car.identity),
    provenance: packProvenance(car.provenance, car.fields),
    content_hash: car.contentHash,
    words: searchWords(car.fields, car.identity.source),
  }))
  const stored = await tx.sql.unsafe<{ id: string }[]>(
    insertText,
    [
      ctx.workspaceId,
      JSON.stringify(rows),
      origin.parseId,
      origin.sample,
      origin.seenAt,
      origin.newStatus ?? 'AVAILABLE',
    ],
    { prepare: true },
  )
  return new Set(stored.map((row) => row.id))
}

/** What becomes other in a stored car; a reading never empties a field. */
export interface CarChange {
  id: string
  /** The fields that change. */
  fields: Partial<CarFields>
  /** All of them, where the words by which it is found change. */
  words: string[] | undefined
  provenance: StoredProvenance
  conflicts: CarListing['conflicts']
  contentHash: string
  previousPriceMinor: number | undefined
  previousCurrency: string | undefined
  /** Whether an editor who saw the row before must look again. */
  bump: boolean
}

const keepNames = [...fieldColumnNames, 'previous_price_minor', 'previous_currency']
const updateText = `
  update car_listings l set
    ${keepNames.map((c) => `${c} = coalesce(n.${c}, l.${c})`).join(', ')},
    provenance = n.provenance, conflicts = n.conflicts, content_hash = n.content_hash,
    search = coalesce(array_to_tsvector(n.words), l.search), version = l.version + n.bump, deleted_at = null,
    updated_at = now(), last_seen_at = greatest(l.last_seen_at, $3::timestamptz)
  from jsonb_to_recordset($2::jsonb)
    as n(id uuid, ${fieldColumnTypes}, provenance jsonb, conflicts jsonb, content_hash text, words text[],
         previous_price_minor bigint, previous_currency text, bump int)
  where l.workspace_id = $1 and l.id = n.id`

/** Writes changed cars, which the transaction has locked. */
export async function updateCars(
  ctx: Context,
  tx: Tx,
  changes: readonly CarChange[],
  seenAt: string,
): Promise<void> {
  const rows = changes.map((change) => ({
    id: change.id,
    ...fieldsToColumns(change.fields),
    words: change.words,
    provenance: change.provenance,
    conflicts: change.conflicts,
    content_hash: change.contentHash,
    previous_price_minor: change.previousPriceMinor,
    previous_currency: change.previousCurrency,
    bump: change.bump ? 1 : 0,
  }))
  await tx.sql.unsafe(updateText, [ctx.workspaceId, JSON.stringify(rows), seenAt], { prepare: true })
}

/**
 * Notes that these cars were seen again as they were. A row that somebody else is just writing is passed
 * over, so this never waits; it comes after every lock that may.
 */
export async function touchCars(ctx: Context, tx: Tx, ids: readonly string[], seenAt: string): Promise<void> {
  await tx.sql.unsafe(
    `update car_listings l set last_seen_at = $3::timestamptz
     from (
       select id from car_listings
       where workspace_id = $1 and id = any($2::uuid[]) and last_seen_at < $3::timestamptz
       for no key update skip locked
     ) idle
     where l.workspace_id = $1 and l.id = idle.id`,
    [ctx.workspaceId, ids as string[], seenAt],
    { prepare: true },
  )
}

/**
 * Gives stored cars the identities that they lacked, where no other car has them. A race with another writer
 * for one is lost silently: the next reading tries again.
 */
export async function fillIdentities(
  ctx: Context,
  tx: Tx,
  gaps: readonly { id: string; identity: Identity }[],
): Promise<void> {
  const rows = gaps.map((gap) => ({ id: gap.id, ...identityColumns(gap.identity) }))
  const free = (condition: string) =>
    `not exists (select from car_listings o where o.workspace_id = $1 and ${condition})`
  const text = `
    update car_listings l set
      source_id = case when l.source_id is null and l.source = n.source
        and ${free('o.source = n.source and o.source_id = n.source_id')} then n.source_id else l.source_id end,
      source_url = coalesce(l.source_url, n.source_url),
      canonical_url = case when l.canonical_url is null
        and ${free('o.canonical_url = n.canonical_url')} then n.canonical_url else l.canonical_url end
    from jsonb_to_recordset($2::jsonb) as n(id uuid, ${identityTypes})
    where l.workspace_id = $1 and l.id = n.id`
  try {
    await tx.sql.savepoint((sql) => sql.unsafe(text, [ctx.workspaceId, JSON.stringify(rows)]))
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23505') throw error
  }
}
