import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import type { MatchTask } from './claim.ts'
import { matchListings } from './match-listings.ts'
import { matchRequest } from './match-request.ts'
import { searchSites } from './search-sites.ts'
import { tellMatches } from './tell.ts'

/**
 * Does claimed tasks in one transaction: compares, stores, tells, and ends the tasks. Those whose claim was taken over
 * are left. Comparisons of a workspace go one after the other, so that none writes over what a later one saw. Throws
 * `forbidden`.
 */
export async function runMatchTasks(ctx: Context, tasks: readonly MatchTask[]): Promise<void> {
  requirePermission(ctx, 'requests.write')
  await withTx(ctx, async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`match:${ctx.workspaceId}`}, 0))`
    const held = await endTasks(ctx, tx, tasks)
    const listingIds = held.flatMap((task) => task.listingIds ?? [])
    // An empty list stands for one thing alone: it is time to tell.
    const isTelling = ({ listingIds: ids }: Held) => ids?.length === 0
    const requestIds = new Set(held.flatMap((task) => task.requestId ?? []))
    const compared = new Set(
      held.flatMap((task) => (task.requestId === null || isTelling(task) ? [] : [task.requestId])),
    )
    if (listingIds.length) await matchListings(ctx, tx, listingIds)
    for (const requestId of compared) {
      await matchRequest(ctx, tx, requestId)
      await searchSites({ ...ctx, tx }, tx, requestId)
    }
    if (held.length) await tellMatches(ctx, tx, { listingIds, requestIds: [...requestIds] })
  })
}

interface Held {
  requestId: string | null
  listingIds: string[] | null
}

const endTasks = (ctx: Context, { sql }: Tx, tasks: readonly MatchTask[]) => sql<Held[]>`
  delete from match_tasks m using jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t(id bigint, fence bigint)
  where m.workspace_id = ${ctx.workspaceId} and m.id = t.id and m.fence = t.fence
  returning m.request_id as "requestId", m.listing_ids as "listingIds"`
