import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { AppError } from '@cartie/shared/errors'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot, BotDiagnose } from '@cartie/shared/schemas/bot'
import type { Language } from '@cartie/shared/schemas/common'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { botColumns, syncOf, toBot, type BotRow } from './bot-row.ts'
import { lockBot } from './lock.ts'

const greeting: Record<Language, string> = {
  uk: 'Це перевірка з Cartie: бот може писати сюди.',
  ru: 'Это проверка из Cartie: бот может писать сюда.',
  en: 'A test from Cartie: the bot can write here.',
}

/**
 * Asks for a fresh look at a bot in Telegram; with `sendTest` a message goes to its admin chat.
 * Throws `not_found`, and `unprocessable` for a test without an admin chat.
 */
export async function diagnoseBot(ctx: Context, id: string, input: BotDiagnose): Promise<Bot> {
  requirePermission(ctx, 'bots.write')
  return withTx(ctx, async (tx) => {
    const before = await lockBot(ctx, tx, id)
    const chatId = before.admin_chat_id
    if (input.sendTest) {
      if (chatId === null) {
        throw new AppError('unprocessable', 'The bot has no admin chat yet. Set one, then send the test.')
      }
      const params = { chat_id: chatId, text: greeting[before.language] }
      const request = { method: 'sendMessage', params }
      await enqueueDeliveries({ ...ctx, tx }, [
        { lane: telegramLane(id, chatId), botId: id, request, priority: 'notice' },
      ])
    }
    const [row] = await tx.sql<[BotRow]>`
      update bot_configs set synced_version = 0, sync_lease_until = null
      where workspace_id = ${ctx.workspaceId} and id = ${id}
      returning ${tx.sql(botColumns)}`
    tx.wake(botSync, syncOf(ctx, id))
    return toBot(row)
  })
}
