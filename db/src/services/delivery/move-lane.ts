import { telegramLane, telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { Context, Tx } from '../../context.ts'

/**
 * Follows a chat to its new number: its session, what came in and is not worked off, the channel, the admin chat, and
 * all that waits to be sent. Where the new chat is known already, the old session stays as history. Harmless when done
 * again.
 */
export async function moveChat(
  ctx: Context,
  tx: Tx,
  { botId, from }: { botId: string; from: string },
  to: string,
): Promise<void> {
  if (from === to) return
  const { sql } = tx
  const mine = sql`workspace_id = ${ctx.workspaceId} and bot_id = ${botId}`
  for (const table of ['bot_sessions', 'bot_channels']) {
    await sql`
      update ${sql(table)} t set chat_id = ${to} where ${mine} and chat_id = ${from}
        and not exists (select 1 from ${sql(table)} where ${mine} and chat_id = ${to})`
  }
  await sql`delete from bot_channels where ${mine} and chat_id = ${from}`
  await sql`update inbox_events set chat_id = ${to} where ${mine} and chat_id = ${from} and status = 'pending'`
  await sql`
    update request_posts t set chat_id = ${to} where ${mine} and chat_id = ${from} and message_id is null
      and not exists (select from request_posts o where o.workspace_id = t.workspace_id and o.request_id = t.request_id
        and o.bot_id = t.bot_id and o.chat_id = ${to})`
  // A supergroup counts its messages anew.
  await sql`update posts set chat_id = ${to}, key = ${from} || ' ' || key where ${mine} and chat_id = ${from}`
  await sql`
    update bot_configs set admin_chat_id = ${to}
    where workspace_id = ${ctx.workspaceId} and id = ${botId} and admin_chat_id = ${from}`
  const [oldLane, lane] = [telegramLane(botId, from), telegramLane(botId, to)]
  await sql`
    insert into delivery_lanes (workspace_id, lane, moved_to) values (${ctx.workspaceId}, ${oldLane}, ${lane})
    on conflict (workspace_id, lane) do update set moved_to = excluded.moved_to`
  await forwardLane(ctx, tx, oldLane, lane)
  tx.record('bot.changed', { botId })
}

/** Puts what waits on a lane that was moved onto its new one, with the chat's new number, and wakes that. */
export async function forwardLane(ctx: Context, tx: Tx, from: string, to: string): Promise<void> {
  const chatId = telegramLaneParts(to)?.chatId ?? ''
  const moved = await tx.sql`
    update deliveries set lane = ${to}, request = jsonb_set(request, '{params,chat_id}', to_jsonb(${chatId}::text))
    where workspace_id = ${ctx.workspaceId} and lane = ${from} and state in ('pending', 'held')`
  if (moved.count) tx.wake(laneAdvance(to), { workspaceId: ctx.workspaceId, lane: to })
}
