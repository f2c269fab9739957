import { notFound } from '@cartie/shared/errors'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Chat } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { getChat } from './get.ts'

/** A person takes a chat over: the bot is silent until it is given back. Throws `not_found`. */
export async function takeOverChat(ctx: Context, id: string): Promise<Chat> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    await takeOver(ctx, tx, id)
    return getChat({ ...ctx, tx }, id)
  })
}

/** As `takeOverChat`, within an open transaction. A chat that a person leads already stays theirs. */
export async function takeOver(ctx: Context, tx: Tx, id: string): Promise<void> {
  const [chat] = await tx.sql<{ led: boolean; free: boolean }[]>`
    select handed_at is not null as led, handed_to is null as free from bot_sessions
    where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update`
  if (!chat) throw notFound('chat')
  await tx.sql`
    update bot_sessions set handed_at = coalesce(handed_at, now()), handed_to = coalesce(handed_to, ${person(ctx)})
    where workspace_id = ${ctx.workspaceId} and id = ${id}`
  if (!chat.led) await steer(ctx, tx, id, 'take_over')
  else if (chat.free) tx.record('chat.changed', { sessionId: id })
}

/** Gives a chat back to the bot, which goes on where it was. Throws `not_found`. */
export async function giveBackChat(ctx: Context, id: string): Promise<Chat> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update bot_sessions set handed_at = null, handed_to = null
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!count) throw notFound('chat')
    await steer(ctx, tx, id, 'give_back')
    return getChat({ ...ctx, tx }, id)
  })
}

async function steer(ctx: Context, tx: Tx, id: string, type: 'take_over' | 'give_back'): Promise<void> {
  // A chat without a bot has nobody to be told.
  const { count } = await tx.sql`
    insert into inbox_events (workspace_id, bot_id, chat_id, kind, payload)
    select workspace_id, bot_id, chat_id, 'operator', ${JSON.stringify({ type })}::jsonb from bot_sessions
    where workspace_id = ${ctx.workspaceId} and id = ${id} and bot_id is not null`
  if (count) tx.wake(chatAdvance, { workspaceId: ctx.workspaceId, sessionId: id })
  tx.record('chat.changed', { sessionId: id })
}

const person = (ctx: Context) => (ctx.actor.kind === 'user' ? ctx.actor.id : null)
