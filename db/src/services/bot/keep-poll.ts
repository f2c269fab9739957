import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** A poller's claim. */
export interface PollClaim {
  id: string
  fence: number
  version: number
}

/** Prolongs a poller's lease. False where it was taken over, or the bot was changed since: stop polling. */
export async function keepPoll(ctx: Context, claim: PollClaim, leaseMs: number): Promise<boolean> {
  requirePermission(ctx, 'bots.write')
  const { count } = await withTx(
    ctx,
    (tx) => tx.sql`
      update bot_configs set poll_lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${claim.id} and poll_fence = ${claim.fence}
        and version = ${claim.version} and status = 'ready'`,
  )
  return count > 0
}
