import type { Effect } from '@cartie/shared/scenario/effect'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** A call in the hands of a worker. */
export interface ClaimedCall {
  id: string
  fence: number
  request: Effect
  /** Earlier tries did not come to an end: the other side may have heard of it. */
  attempts: number
}

const leaseMs = 60_000

/** Takes a call to make it; null where it is done, unknown in this workspace, or somebody makes it. */
export async function claimCall(ctx: Context, id: string): Promise<ClaimedCall | null> {
  requirePermission(ctx, 'chats.write')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<ClaimedCall[]>`
      update session_calls set status = 'running', fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${id} and status <> 'done'
        and (lease_until is null or lease_until < clock_timestamp())
      returning id, fence::float8 as fence, request, attempts`,
  )
  return row ?? null
}
