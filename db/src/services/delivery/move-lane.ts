import { telegramLane, telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { Context, Tx } from '../../context.ts'
import type { SendingDelivery } from './lane-hold.ts'

/**
 * Follows a chat to its new number: its session, what came in and is not worked off, the channel, the admin chat, and
 * all that waits to be sent. Where the new chat is known already, the old session stays as history.
 */
export async function moveChat(ctx: Context, tx: Tx, delivery: SendingDelivery, to: string): Promise<void> {
  const { botId, chatId: from } = telegramLaneParts(delivery.lane) ?? {}
  if (botId === undefined || from === undefined || from === to) return
  const { sql } = tx
  const mine = sql`workspace_id = ${ctx.workspaceId} and bot_id = ${botId}`
  for (const table of ['bot_sessions', 'bot_channels']) {
    await sql`
      update ${sql(table)} t set chat_id = ${to} where ${mine} and chat_id = ${from}
        and not exists (select 1 from ${sql(table)} where ${mine} and chat_id = ${to})`
  }
  await sql`update inbox_events set chat_id = ${to} where ${mine} and chat_id = ${from} and status = 'pending'`
  await sql`update bot_configs set admin_chat_id = ${to} where id = ${botId} and admin_chat_id = ${from}`
  const lane = telegramLane(botId, to)
  await sql`
    update delivery_lanes set moved_to = ${lane}
    where workspace_id = ${ctx.workspaceId} and lane = ${delivery.lane}`
  await forwardLane(ctx, tx, delivery.lane, lane)
}

/** Puts what waits on a lane that was moved onto its new one, with the chat's new number, and wakes that. */
export async function forwardLane(ctx: Context, tx: Tx, from: string, to: string): Promise<void> {
  const chatId = telegramLaneParts(to)?.chatId ?? ''
  const moved = await tx.sql`
    update deliveries set lane = ${to}, request = jsonb_set(request, '{params,chat_id}', to_jsonb(${chatId}::text))
    where workspace_id = ${ctx.workspaceId} and lane = ${from} and state in ('pending', 'held')`
  if (moved.count) tx.wake(deliveryAdvance, { workspaceId: ctx.workspaceId, lane: to })
}
