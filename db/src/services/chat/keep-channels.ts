import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { ChannelUpdate } from './gather-updates.ts'

/**
 * Keeps the groups and channels that a bot has met, and whether it may post there. What comes late of a group that has
 * moved to another number does not bring the old one back.
 */
export function keepChannels(ctx: Context, tx: Tx, botId: string, channels: readonly ChannelUpdate[]): void {
  if (!channels.length) return
  const rows = storableJson(channels.map((one) => ({ ...one, lane: telegramLane(botId, one.chat_id) })))
  tx.write(tx.sql`
    insert into bot_channels as b (workspace_id, bot_id, chat_id, kind, title, username, can_post, last_post_at)
    select ${ctx.workspaceId}, ${botId}, n.chat_id, n.kind, n.title, n.username, coalesce(n.can_post, false),
      case when n.posted then now() end
    from jsonb_to_recordset(${rows}::jsonb)
      as n(chat_id text, lane text, kind text, title text, username text, can_post boolean, posted boolean)
    where not exists (select from delivery_lanes d
      where d.workspace_id = ${ctx.workspaceId} and d.lane = n.lane and d.moved_to is not null)
    order by n.chat_id
    on conflict (workspace_id, bot_id, chat_id) do update set
      kind = excluded.kind, title = excluded.title, username = excluded.username,
      can_post = coalesce((select n.can_post from jsonb_to_recordset(${rows}::jsonb)
        as n(chat_id text, can_post boolean) where n.chat_id = excluded.chat_id), b.can_post),
      last_post_at = coalesce(excluded.last_post_at, b.last_post_at), updated_at = now()`)
}
