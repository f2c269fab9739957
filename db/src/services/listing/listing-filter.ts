import { minorUnits } from '@cartie/shared/domain/money'
import type { ListingFilter } from '@cartie/shared/schemas/listing'
import type { Tx } from '../../context.ts'
import { searchQuery } from '../../search-text.ts'
import { tagQuery } from './search-words.ts'

/** SQL conditions and their parameters: `$1` is the workspace. */
export interface Conditions {
  where: string[]
  params: (string | number | boolean | readonly string[])[]
}

/** Up to so many matches the search alone chooses the rows; a more common word is checked on the way. */
const fewMatches = 2000

/**
 * The conditions of a filter for the current workspace. Prices are compared in the filter's currency, or, if
 * it names none, as numbers of hundredths.
 */
export async function filterConditions(
  tx: Tx,
  workspaceId: string,
  filter: ListingFilter,
): Promise<Conditions> {
  const where = ['workspace_id = $1', filter.deleted ? 'deleted_at is not null' : 'deleted_at is null']
  const params: Conditions['params'] = [workspaceId]
  const add = (value: Conditions['params'][number] | undefined, condition: (place: string) => string) => {
    if (value === undefined) return
    where.push(condition(`$${params.push(value)}`))
  }
  const scale = 10 ** (filter.currency ? minorUnits(filter.currency) : 2)
  const minor = (major: number | undefined) => (major === undefined ? undefined : Math.round(major * scale))
  add(filter.status, (p) => `status = any(${p}::text[])`)
  add(filter.make, (p) => `make = ${p}`)
  add(filter.model, (p) => `model = ${p}`)
  add(filter.source, (p) => `source = ${p}`)
  add(filter.fuel, (p) => `fuel = any(${p}::text[])`)
  add(filter.transmission, (p) => `transmission = any(${p}::text[])`)
  add(filter.bodyType, (p) => `body_type = any(${p}::text[])`)
  add(filter.currency, (p) => `currency = ${p}`)
  add(filter.yearFrom, (p) => `year >= ${p}::bigint`)
  add(filter.yearTo, (p) => `year <= ${p}::bigint`)
  add(minor(filter.priceFrom), (p) => `price_minor >= ${p}::bigint`)
  add(minor(filter.priceTo), (p) => `price_minor <= ${p}::bigint`)
  add(filter.mileageTo, (p) => `mileage_km <= ${p}::bigint`)
  if (filter.parseId) await addParse(tx, filter.parseId, where, params)
  await addSearch(tx, filter, where.length, add)
  return { where, params }
}

type Add = (value: Conditions['params'][number], condition: (place: string) => string) => void

// The cars of a parse lie together in the order of `first_seen_at`, so that index finds them.
async function addParse(
  tx: Tx,
  parseId: string,
  where: string[],
  params: Conditions['params'],
): Promise<void> {
  const parse = `first_parse_id = $${params.push(parseId)}::uuid`
  where.push(parse)
  const found = await tx.sql<{ id: string }[]>`
    select l.id from parses p join car_listings l on l.workspace_id = p.workspace_id and l.deleted_at is null
      and l.first_seen_at >= coalesce(p.started_at, p.created_at) - interval '5 minutes'
      and l.first_seen_at <= coalesce(p.finished_at, now()) + interval '5 minutes' and l.first_parse_id = p.id
    where p.id = ${parseId} limit ${fewMatches + 1}`
  if (found.length <= fewMatches) where.push(`id = any($${params.push(found.map((row) => row.id))}::uuid[])`)
}

const listOf = (value: string | undefined) => (value === undefined ? undefined : [value])

/**
 * Lets the words and tags of a filter choose the rows where they are few. Without it, a rare pair of facts
 * would be looked for through the whole of an order.
 */
async function addSearch(tx: Tx, filter: ListingFilter, conditions: number, add: Add): Promise<void> {
  const typed = filter.q === undefined ? null : searchQuery(filter.q)
  const { fuel, transmission, bodyType } = filter
  const facts = { make: listOf(filter.make), model: listOf(filter.model), source: listOf(filter.source) }
  const tags = tagQuery({ ...facts, fuel, transmission, bodyType })
  // Beside workspace, bin and one fact there must be more, or an index serves the filter as it is.
  if (!typed && (!tags.length || conditions < 4)) return
  const query = [...(typed ? [typed] : []), ...tags].join(' & ')
  const [found] = await tx.sql<[{ ids: string[] | null }]>`
    select listing_search(${query}, ${fewMatches + 1}) as ids`
  const ids = found.ids ?? []
  if (ids.length <= fewMatches) add(ids, (p) => `id = any(${p}::uuid[])`)
  else if (typed) add(typed, (p) => `search @@ ${p}::tsquery`)
}
