import { AppError } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot, BotPatch } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { botColumns, syncOf, toBot, type BotRow } from './bot-row.ts'
import { lockBot } from './lock.ts'

/**
 * Changes a bot; Telegram is told of it afterwards. Throws `not_found`, and `conflict` for another version than
 * the editor saw.
 */
export async function updateBot(ctx: Context, id: string, patch: BotPatch): Promise<Bot> {
  requirePermission(ctx, 'bots.write')
  return withTx(ctx, async (tx) => {
    const before = await lockBot(ctx, tx, id)
    if (patch.version !== undefined && patch.version !== before.version) {
      throw new AppError('conflict', 'Somebody changed this bot in the meantime. Look at it again.')
    }
    const adminChatId = patch.adminChatId === undefined ? before.admin_chat_id : patch.adminChatId
    const leadWindowDays = patch.leadWindowDays === undefined ? before.lead_window_days : patch.leadWindowDays
    const [row] = await tx.sql<[BotRow]>`
      update bot_configs set
        name = ${patch.name ?? before.name}, template = ${patch.template ?? before.template},
        intake = ${patch.intake ?? before.intake}, enabled = ${patch.enabled ?? before.enabled},
        language = ${patch.language ?? before.language}, admin_chat_id = ${adminChatId},
        managers = case when admin_chat_id is not distinct from ${adminChatId} then managers else '{}' end,
        lead_window_days = ${leadWindowDays}, menu = ${storableJson(patch.menu ?? before.menu)}::jsonb,
        version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}
      returning ${tx.sql(botColumns)}`
    tx.record('bot.changed', { botId: id })
    tx.wake(botSync, syncOf(ctx, id))
    return toBot(row)
  })
}
