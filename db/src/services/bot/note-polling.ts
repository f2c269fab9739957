import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { PollClaim } from './keep-poll.ts'

/** Shows why polling does not go on; null: it does. Written only where it is news. */
export async function notePolling(ctx: Context, claim: PollClaim, problem: string | null): Promise<void> {
  requirePermission(ctx, 'bots.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update bot_configs set health = health || ${storableJson({ polling: problem })}::jsonb
      where workspace_id = ${ctx.workspaceId} and id = ${claim.id} and poll_fence = ${claim.fence}
        and health ->> 'polling' is distinct from ${problem}`
    if (count) tx.record('bot.changed', { botId: claim.id })
  })
}
