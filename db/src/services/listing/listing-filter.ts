import { minorUnits } from '@cartie/shared/domain/money'
import type { ListingFilter } from '@cartie/shared/schemas/listing'
import type { Tx } from '../../context.ts'
import { searchQuery } from './search-words.ts'

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
  if (filter.parseId) await addParse(tx, filter.parseId, where, add)
  const query = filter.q === undefined ? null : searchQuery(filter.q)
  if (query) await addSearch(tx, query, add)
  return { where, params }
}

type Add = (value: Conditions['params'][number], condition: (place: string) => string) => void

// The cars of a parse lie together in the order of `first_seen_at`, so that index serves this filter too.
async function addParse(tx: Tx, parseId: string, where: string[], add: Add): Promise<void> {
  const [parse] = await tx.sql<{ since: string; until: string }[]>`
    select coalesce(started_at, created_at) - interval '5 minutes' as since,
      coalesce(finished_at, now()) + interval '5 minutes' as until
    from parses where id = ${parseId}`
  if (!parse) where.push('false')
  else {
    add(parse.since, (p) => `first_seen_at >= ${p}::timestamptz`)
    add(parse.until, (p) => `first_seen_at <= ${p}::timestamptz`)
    add(parseId, (p) => `first_parse_id = ${p}::uuid`)
  }
}

async function addSearch(tx: Tx, query: string, add: Add): Promise<void> {
  const [found] = await tx.sql<[{ ids: string[] | null }]>`
    select listing_search(${query}, ${fewMatches + 1}) as ids`
  const ids = found.ids ?? []
  if (ids.length <= fewMatches) add(ids, (p) => `id = any(${p}::uuid[])`)
  else add(query, (p) => `search @@ ${p}::tsquery`)
}
