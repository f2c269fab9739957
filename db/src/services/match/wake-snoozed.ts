import { withSystemTx, withTx } from '../../client.ts'
import type { Context, Db } from '../../context.ts'
import { queueMatching } from './queue.ts'

const mostAtOnce = 200

/**
 * Brings back the cars that were put off until now: they are new again, are compared again, for car and wish may have
 * changed meanwhile, and those that still fit are told of again. Returns how many came back.
 */
export async function wakeSnoozed(db: Db): Promise<number> {
  const workspaces = await withSystemTx(
    db,
    ({ sql }) => sql<{ id: string }[]>`
      select distinct m.workspace_id as id from request_matches m join workspaces w on w.id = m.workspace_id
      where m.state = 'snoozed' and m.snoozed_until <= now() and w.deleted_at is null`,
  )
  let back = 0
  for (const { id } of workspaces) {
    const actor = { kind: 'system', id: null, role: 'OWNER' } as const
    back += await comeBack({ db, workspaceId: id, actor, requestId: 'snoozed' })
  }
  return back
}

const comeBack = (ctx: Context) =>
  withTx(ctx, async (tx) => {
    const rows = await tx.sql<{ requestId: string; listingId: string }[]>`
      with due as (
        select request_id, listing_id from request_matches
        where workspace_id = ${ctx.workspaceId} and state = 'snoozed' and snoozed_until <= now()
        order by snoozed_until limit ${mostAtOnce} for update skip locked)
      update request_matches m set state = 'new', snoozed_until = null, alerted_at = null, updated_at = now()
      from due where m.workspace_id = ${ctx.workspaceId} and m.request_id = due.request_id
        and m.listing_id = due.listing_id
      returning m.request_id as "requestId", m.listing_id as "listingId"`
    if (!rows.length) return 0
    for (const [requestId, matches] of Map.groupBy(rows, (row) => row.requestId))
      tx.record('request.matched', { requestId, listingIds: matches.map((match) => match.listingId) })
    await queueMatching(ctx, tx, { listingIds: [...new Set(rows.map((row) => row.listingId))] })
    return rows.length
  })
