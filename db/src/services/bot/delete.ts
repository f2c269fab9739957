import { notFound } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncOf } from './bot-row.ts'

/** Puts a bot into the bin; its webhook goes afterwards. One that lies there already stays. Throws `not_found`. */
export async function deleteBot(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'bots.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update bot_configs set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
    if (count) {
      tx.record('bot.changed', { botId: id })
      tx.wake(botSync, syncOf(ctx, id))
      return
    }
    const known = await tx.sql`
      select from bot_configs where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('bot')
  })
}
