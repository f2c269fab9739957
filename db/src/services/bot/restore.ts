import { AppError } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncOf } from './bot-row.ts'
import { getBot } from './get.ts'

/**
 * Takes a bot out of the bin, as it was; one that is not there stays as it is. Throws `not_found`, and `conflict`
 * where the same bot was added anew meanwhile.
 */
export async function restoreBot(ctx: Context, id: string): Promise<Bot> {
  requirePermission(ctx, 'bots.write')
  return withTx(ctx, async (tx) => {
    const again = await tx.sql`
      select from bot_configs b join bot_configs other
        on other.workspace_id = b.workspace_id and other.telegram_id = b.telegram_id and other.deleted_at is null
      where b.workspace_id = ${ctx.workspaceId} and b.id = ${id} and b.deleted_at is not null`
    if (again.length) {
      throw new AppError('conflict', 'This bot was added anew meanwhile. Delete that one first.')
    }
    const { count } = await tx.sql`
      update bot_configs set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null`
    if (count) {
      tx.record('bot.changed', { botId: id })
      tx.wake(botSync, syncOf(ctx, id))
    }
    return getBot({ ...ctx, tx }, id)
  })
}
