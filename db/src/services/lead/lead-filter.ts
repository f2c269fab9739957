import type { LeadFilter } from '@cartie/shared/schemas/lead'
import type { Context, Tx } from '../../context.ts'
import { leadQuery } from './lead-words.ts'

/** SQL conditions and their parameters: `$1` is the workspace. */
export interface Conditions {
  where: string[]
  params: (string | readonly string[])[]
}

/** Up to so many matches the search alone chooses the rows; a more common word is checked on the way. */
const fewMatches = 2000

/** The conditions of a filter for the current workspace. A lead that was joined to another is in no list, the bin included. */
export async function leadConditions(ctx: Context, tx: Tx, filter: LeadFilter): Promise<Conditions> {
  const where = [
    'workspace_id = $1',
    filter.deleted ? 'deleted_at is not null and merged_into is null' : 'deleted_at is null',
  ]
  const params: Conditions['params'] = [ctx.workspaceId]
  const add = (value: Conditions['params'][number] | undefined, condition: (place: string) => string) => {
    if (value !== undefined) where.push(condition(`$${params.push(value)}`))
  }
  add(filter.status, (p) => `status = any(${p}::text[])`)
  add(filter.source, (p) => `source = any(${p}::text[])`)
  add(filter.kind, (p) => `kind = ${p}`)
  add(filter.bot, (p) => `bot_id = ${p}::uuid`)
  if (filter.owner === 'none') where.push('owner_id is null')
  else add(filter.owner, (p) => `owner_id = ${p}::uuid`)
  add(filter.tags, (p) => `tags && ${p}::text[]`)
  add(filter.from, (p) => `created_at >= ${p}::timestamptz`)
  add(filter.to, (p) => `created_at < ${p}::timestamptz`)
  const typed = filter.q === undefined ? null : leadQuery(filter.q)
  if (typed === null) return { where, params }
  const [found] = await tx.sql<
    [{ ids: string[] | null }]
  >`select lead_search(${typed}, ${fewMatches + 1}) as ids`
  const ids = found.ids ?? []
  if (ids.length <= fewMatches) add(ids, (p) => `id = any(${p}::uuid[])`)
  else add(typed, (p) => `search @@ ${p}::tsquery`)
  return { where, params }
}
