import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/**
 * Keeps the hash of the secret that Telegram will send with updates, before Telegram learns it; null: updates by
 * webhook open nothing any more. False where the claim was taken over: stop.
 */
export async function prepareWebhook(
  ctx: Context,
  claim: { id: string; fence: number },
  secretHash: string | null,
): Promise<boolean> {
  requirePermission(ctx, 'bots.write')
  const { count } = await withTx(
    ctx,
    (tx) => tx.sql`
      update bot_configs set webhook_secret_hash = ${secretHash}
      where workspace_id = ${ctx.workspaceId} and id = ${claim.id} and sync_fence = ${claim.fence}`,
  )
  return count > 0
}
