import type { MatchReason } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'

export interface NewMatch {
  requestId: string
  listingId: string
  score: number
  reasons: readonly MatchReason[]
}
export type MatchKey = Pick<NewMatch, 'requestId' | 'listingId'>

const rowsPerStatement = 1000
const keyOf = ({ requestId, listingId }: MatchKey) => `${requestId}:${listingId}`

/**
 * Makes the stored matches those that were found: new ones come, known ones learn their score and keep what people
 * decided, and the undecided of `before` that fit no more go. Records which are new.
 */
export async function storeMatches(
  ctx: Context,
  tx: Tx,
  found: readonly NewMatch[],
  before: readonly MatchKey[],
): Promise<void> {
  const kept = new Set(found.map(keyOf))
  await removeMatches(
    ctx,
    tx,
    before.filter((match) => !kept.has(keyOf(match))),
  )
  const inOrder = found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const fresh: MatchKey[] = []
  for (let from = 0; from < inOrder.length; from += rowsPerStatement)
    fresh.push(...(await upsert(ctx, tx, inOrder.slice(from, from + rowsPerStatement))))
  for (const [requestId, matches] of Map.groupBy(fresh, (match) => match.requestId))
    tx.record('request.matched', { requestId, listingIds: matches.map((match) => match.listingId) })
}

async function upsert(ctx: Context, { sql }: Tx, matches: readonly NewMatch[]): Promise<MatchKey[]> {
  const rows = await sql<(MatchKey & { fresh: boolean })[]>`
    insert into request_matches as m (workspace_id, request_id, listing_id, score, reasons)
    select ${ctx.workspaceId}, n."requestId", n."listingId", n.score, n.reasons
    from jsonb_to_recordset(${storableJson(matches)}::jsonb)
      as n("requestId" uuid, "listingId" uuid, score int, reasons jsonb)
    on conflict (workspace_id, request_id, listing_id) do update
      set score = excluded.score, reasons = excluded.reasons, updated_at = now()
      where (m.score, m.reasons) is distinct from (excluded.score, excluded.reasons)
    returning m.request_id as "requestId", m.listing_id as "listingId", m.xmax = 0 as fresh`
  return rows.filter((row) => row.fresh)
}

async function removeMatches(ctx: Context, { sql }: Tx, gone: readonly MatchKey[]): Promise<void> {
  if (!gone.length) return
  await sql`
    delete from request_matches m using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
      as g("requestId" uuid, "listingId" uuid)
    where m.workspace_id = ${ctx.workspaceId} and m.request_id = g."requestId" and m.listing_id = g."listingId"
      and m.state = 'new'`
}
