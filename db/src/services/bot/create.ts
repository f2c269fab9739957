import { AppError } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot, BotCreate } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { botColumns, botNumberOf, hintOf, syncOf, toBot, tokenPlace, type BotRow } from './bot-row.ts'

/**
 * Adds a bot by its token, which is kept encrypted; Telegram is asked for its name afterwards. Polling is how
 * updates come in where nothing else is asked for. Throws `conflict` where the bot is in the workspace already.
 */
export async function createBot(ctx: Context, secrets: Secrets, input: BotCreate): Promise<Bot> {
  requirePermission(ctx, 'bots.write')
  const { token, menu = {} } = input
  const id = uuidV7()
  return withTx(ctx, async (tx) => {
    const known = await tx.sql`
      select from bot_configs
      where workspace_id = ${ctx.workspaceId} and telegram_id = ${botNumberOf(token)} and deleted_at is null`
    if (known.length) {
      throw new AppError('conflict', 'This bot is here already. Open it to change its token.', {
        errors: [{ pointer: '/token', code: 'taken', message: 'Open the bot that is here already.' }],
      })
    }
    const [row] = await tx.sql<[BotRow]>`
      insert into bot_configs (id, workspace_id, token_cipher, token_hint, name, template, intake, enabled, language,
                               admin_chat_id, lead_window_days, menu)
      values (${id}, ${ctx.workspaceId}, ${secrets.encrypt(tokenPlace(ctx.workspaceId, id), token)}, ${hintOf(token)},
              ${input.name ?? null}, ${input.template ?? 'CLIENT_LEAD'}, ${input.intake ?? 'polling'},
              ${input.enabled ?? true}, ${input.language ?? 'uk'}, ${input.adminChatId ?? null},
              ${input.leadWindowDays ?? null}, ${storableJson(menu)}::jsonb)
      returning ${tx.sql(botColumns)}`
    tx.record('bot.changed', { botId: id })
    tx.wake(botSync, syncOf(ctx, id))
    return toBot(row)
  })
}
