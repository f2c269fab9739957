import { matchRun } from '@cartie/shared/jobs/match-run'
import type { Context, Tx } from '../../context.ts'
import { isOpenRequest } from './match-row.ts'

/** So many cars are compared in one go. */
const listingsPerTask = 200
/** No car is being saved for longer than a statement may take. */
const secondLookS = 30

/**
 * Writes down, within the open transaction, that a request has to be compared with the stock, or listings with the open
 * requests, and wakes who does it. Listings cost one statement, and leave nothing where no request is open; a request
 * that has ended, is in the bin or sells a car leaves nothing either. Returns whether there is something to be done.
 */
export async function queueMatching(
  ctx: Context,
  tx: Tx,
  what: { requestId: string } | { listingIds: readonly string[] },
): Promise<boolean> {
  const queued =
    'requestId' in what
      ? await queueRequest(ctx, tx, what.requestId)
      : await queueListings(ctx, tx, what.listingIds)
  if (queued) tx.wake(matchRun, { workspaceId: ctx.workspaceId })
  return queued > 0
}

/**
 * The first request that opens is looked at twice: who is saving cars just now sees none open, and its look may not see
 * those cars yet.
 */
async function queueRequest(ctx: Context, { sql }: Tx, requestId: string): Promise<number> {
  const { count } = await sql`
    insert into match_tasks (workspace_id, request_id, lease_until)
    select r.workspace_id, r.id, look.at
    from b2b_requests r cross join lateral (
      select null::timestamptz as at union all
      select clock_timestamp() + ${secondLookS} * interval '1 s' where not exists (
        select from b2b_requests o where o.workspace_id = r.workspace_id and o.id <> r.id
          and ${sql.unsafe(isOpenRequest('o'))})) look
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId} and r.deleted_at is null and r.kind = 'BUY'
      and r.status not in ('CONTACT_SHARED', 'WON', 'LOST')`
  return count
}

async function queueListings(ctx: Context, { sql }: Tx, listingIds: readonly string[]): Promise<number> {
  if (!listingIds.length) return 0
  const chunks = Array.from({ length: Math.ceil(listingIds.length / listingsPerTask) }, (_, n) => ({
    ids: listingIds.slice(n * listingsPerTask, (n + 1) * listingsPerTask),
  }))
  const { count } = await sql`
    insert into match_tasks (workspace_id, listing_ids)
    select ${ctx.workspaceId}, c.ids from jsonb_to_recordset(${JSON.stringify(chunks)}::jsonb) as c(ids uuid[])
    where exists (select from b2b_requests r where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isOpenRequest('r'))})`
  return count
}
