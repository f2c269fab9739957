import { randomUUID } from 'node:crypto'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { withTx } from '../client.ts'
import type { Context } from '../context.ts'

export interface TestChat {
  botId: string
  sessionId: string
  chatId: string
  lane: string
}

/** A bot of the workspace, its token being no one's. */
export async function testBot(ctx: Context): Promise<string> {
  const botId = randomUUID()
  await withTx(
    ctx,
    ({ sql }) => sql`
      insert into bot_configs (id, workspace_id, name, status, token_cipher, token_hint)
      values (${botId}, ${ctx.workspaceId}, 'Test bot', 'ready', '', '0000')`,
  )
  return botId
}

/** A chat with a bot, its session there. Numbers below zero are groups. */
export async function testChat(ctx: Context, botId: string, chatId: string): Promise<TestChat> {
  const sessionId = randomUUID()
  await withTx(
    ctx,
    ({ sql }) => sql`
      insert into bot_sessions (id, workspace_id, bot_id, chat_id, kind, title)
      values (${sessionId}, ${ctx.workspaceId}, ${botId}, ${chatId}, ${chatId.startsWith('-') ? 'group' : 'private'}, 'Olena')`,
  )
  return { botId, sessionId, chatId, lane: telegramLane(botId, chatId) }
}
