import { readShortCode } from '@cartie/shared/domain/short-code'
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
  add(
    filter.session,
    (p) => `id in (select coalesce(merged_into, id) from leads where session_id = ${p}::uuid)`,
  )
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
  const ids = [...(found.ids ?? []), ...(await toldBy(ctx, tx, filter.q ?? ''))]
  if (ids.length <= fewMatches) add(ids, (p) => `id = any(${p}::uuid[])`)
  else add(typed, (p) => `search @@ ${p}::tsquery`)
  return { where, params }
}

/** The lead of a visitor who was told a code before we knew who it is: theirs may be another by now. */
async function toldBy(ctx: Context, { sql }: Tx, typed: string): Promise<string[]> {
  const code = readShortCode(typed)
  if (code === undefined) return []
  const rows = await sql<{ id: string }[]>`
    select coalesce(l.merged_into, l.id) as id from lead_intakes i join leads l on l.id = i.lead_id
    where i.workspace_id = ${ctx.workspaceId} and i.source = 'form' and i.given ->> 'toldCode' = ${code}`
  return rows.map((row) => row.id)
}
