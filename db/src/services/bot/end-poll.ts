import { botSync } from '@cartie/shared/jobs/bot-sync'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncOf } from './bot-row.ts'
import type { PollClaim } from './keep-poll.ts'

/**
 * Gives a poller's lease back, so that another process may go on at once. With `look` the bot is looked at in
 * Telegram first: its token or its webhook is not what polling needs.
 */
export async function endPoll(ctx: Context, claim: PollClaim, options: { look: boolean }): Promise<void> {
  requirePermission(ctx, 'bots.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update bot_configs set poll_lease_until = null,
        synced_version = case when ${options.look} then 0 else synced_version end
      where workspace_id = ${ctx.workspaceId} and id = ${claim.id} and poll_fence = ${claim.fence}`
    if (count && options.look) tx.wake(botSync, syncOf(ctx, claim.id))
  })
}
