import { AppError } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { botColumns, botNumberOf, hintOf, syncOf, toBot, tokenPlace, type BotRow } from './bot-row.ts'
import { lockBot } from './lock.ts'

/**
 * Replaces a bot's token. From its commit on the webhook's old secret opens nothing; Telegram sends again what it
 * could not deliver meanwhile. Throws `not_found`, and `unprocessable` for the token of another bot.
 */
export async function rotateBotToken(
  ctx: Context,
  secrets: Secrets,
  id: string,
  token: string,
): Promise<Bot> {
  requirePermission(ctx, 'bots.write')
  return withTx(ctx, async (tx) => {
    const before = await lockBot(ctx, tx, id)
    if (before.telegram_id !== null && Number(before.telegram_id) !== botNumberOf(token)) {
      throw new AppError('unprocessable', 'This token belongs to another bot. Add that bot instead.', {
        errors: [{ pointer: '/token', code: 'other_bot', message: 'Take the new token of the same bot.' }],
      })
    }
    const [row] = await tx.sql<[BotRow]>`
      update bot_configs set token_cipher = ${secrets.encrypt(tokenPlace(ctx.workspaceId, id), token)},
        token_hint = ${hintOf(token)}, webhook_secret_hash = null, status = 'checking',
        sync_lease_until = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}
      returning ${tx.sql(botColumns)}`
    tx.record('bot.changed', { botId: id })
    tx.wake(botSync, syncOf(ctx, id))
    return toBot(row)
  })
}
