import { builtIn } from '@cartie/shared/domain/dictionary'
import { canonicalMake } from '@cartie/shared/domain/makes'
import type { RequestFilter } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { searchQuery } from '../../search-text.ts'
import { readDictionary } from '../dictionary/read.ts'
import { readFamily } from '../lead/lead-family.ts'
import type { Conditions } from '../lead/lead-filter.ts'

/** The conditions of a filter for the current workspace; the table goes by the name `r`. */
export async function requestConditions(ctx: Context, tx: Tx, filter: RequestFilter): Promise<Conditions> {
  const where = ['r.workspace_id = $1', filter.deleted ? 'r.deleted_at is not null' : 'r.deleted_at is null']
  const params: Conditions['params'] = [ctx.workspaceId]
  const add = (value: Conditions['params'][number] | undefined, condition: (place: string) => string) => {
    if (value !== undefined) where.push(condition(`$${params.push(value)}`))
  }
  add(filter.status, (p) => `r.status = any(${p}::text[])`)
  add(filter.kind, (p) => `r.kind = ${p}`)
  add(filter.priority, (p) => `r.priority = any(${p}::text[])`)
  if (filter.owner === 'none') where.push('r.owner_id is null')
  else add(filter.owner, (p) => `r.owner_id = ${p}::uuid`)
  if (filter.lead !== undefined)
    add(await readFamily(tx, filter.lead), (p) => `r.lead_id = any(${p}::uuid[])`)
  add(filter.session, (p) => `r.session_id = ${p}::uuid`)
  const reads = filter.make !== undefined || filter.q !== undefined
  const dictionary = reads ? await readDictionary(ctx, tx) : builtIn
  add(filter.make && canonicalMake(filter.make, dictionary), (p) => `r.makes @> array[${p}::text]`)
  const typed = filter.q === undefined ? null : searchQuery(filter.q, dictionary)
  add(typed ?? undefined, (p) => `r.search @@ ${p}::tsquery`)
  return { where, params }
}
