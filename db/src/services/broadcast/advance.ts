import { requestPost } from '@cartie/shared/jobs/request-post'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { holdPostedRequest, isOpen } from './posted-request.ts'
import { sendDue } from './send-due.ts'
import { syncPosts } from './sync.ts'

/** What is due sooner is rung for at its moment; the sweeper finds the rest, some seconds late. */
const soonMs = 10 * 60_000

/**
 * Takes a request's posts on: those whose wave is due are sent, those that were sent or have failed are told, those that
 * say something old are edited. In one transaction, so that it may be done again after any crash, and by many at
 * once. Throws `not_found`.
 */
export async function advancePosts(ctx: Context, requestId: string): Promise<void> {
  requirePermission(ctx, 'requests.write')
  await withTx(ctx, async (tx) => {
    const request = await holdPostedRequest(ctx, tx, requestId)
    await syncPosts(ctx, tx, requestId)
    if (!isOpen(request)) return
    await ringForNext(ctx, tx, requestId)
    // Last: a bot's line is locked from here to the commit.
    if (await sendDue(ctx, tx, request)) tx.record('broadcast.changed', { requestId })
  })
}

async function ringForNext(ctx: Context, tx: Tx, requestId: string): Promise<void> {
  const [next] = await tx.sql<{ ms: number | null }[]>`
    select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as ms from request_posts
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and state = 'planned'
      and delivery_id is null and due_at > clock_timestamp()`
  if (next?.ms == null || next.ms > soonMs) return
  tx.wake(requestPost, { workspaceId: ctx.workspaceId, requestId }, { delayMs: Math.max(0, next.ms) + 5 })
}
