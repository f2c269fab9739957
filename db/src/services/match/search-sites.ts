import { toMajor } from '@cartie/shared/domain/money'
import { ParseInput, type SearchInput } from '@cartie/shared/schemas/parse'
import type { RequestCriteria } from '@cartie/shared/domain/request-criteria'
import type { Context, Tx } from '../../context.ts'
import { startParse } from '../parse/start.ts'
import { criteriaColumns, isOpenRequest, rowToCriteria, type CriteriaRow } from './match-row.ts'

/** The marketplace that is searched beside the own stock, as talks search it. */
const searchedSite = 'auto.ria.com'
const mostSearches = 3
const pagesPerSearch = 2

/**
 * Searches a site for a request that wants it, once a publication, by a parse under the request's code: what it brings
 * enters the inventory and is compared like any other car.
 */
export async function searchSites(ctx: Context, { sql }: Tx, requestId: string): Promise<void> {
  const [row] = await sql<(CriteriaRow & { code: string })[]>`
    select ${sql.unsafe(criteriaColumns)}, r.code from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId} and r.searches_sites
      and ${sql.unsafe(isOpenRequest('r'))} and not exists (
        select from parses p where p.workspace_id = r.workspace_id and p.kind = 'search' and p.source_label = r.code
          and p.created_at >= coalesce(r.published_at, r.created_at))`
  if (!row) return
  for (const search of searchesOf(rowToCriteria(row))) {
    const input = ParseInput.parse({ search, sourceLabel: row.code, maxPages: pagesPerSearch })
    await startParse(ctx, input)
  }
}

/** A search a make; a wish that names none is too wide to be searched for. */
function searchesOf(wish: RequestCriteria): SearchInput[] {
  const { makes, models, yearFrom, yearTo, budgetMaxMinor, currency, mileageKmTo, fuels, transmissions } =
    wish
  const [model] = models
  const one = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : undefined)
  const found = {
    ...(yearFrom === null ? {} : { yearFrom }),
    ...(yearTo === null ? {} : { yearTo }),
    ...(budgetMaxMinor === null || currency === null
      ? {}
      : { priceTo: Math.ceil(toMajor(budgetMaxMinor, currency)), currency }),
    ...(mileageKmTo === null ? {} : { mileageTo: mileageKmTo }),
    ...(one(fuels) ? { fuel: one(fuels) } : {}),
    ...(one(transmissions) ? { transmission: one(transmissions) } : {}),
  }
  return makes.slice(0, mostSearches).map((make) => ({
    site: searchedSite,
    make,
    // Of several makes nobody knows whose the model is.
    ...(makes.length === 1 && model !== undefined ? { model } : {}),
    ...found,
  }))
}
