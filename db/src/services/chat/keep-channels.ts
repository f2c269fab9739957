import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { ChannelUpdate } from './gather-updates.ts'

/** Keeps the groups and channels that a bot has met, and whether it may post there. */
export function keepChannels(ctx: Context, tx: Tx, botId: string, channels: readonly ChannelUpdate[]): void {
  if (!channels.length) return
  tx.write(tx.sql`
    insert into bot_channels as b (workspace_id, bot_id, chat_id, kind, title, username, can_post, last_post_at)
    select ${ctx.workspaceId}, ${botId}, n.chat_id, n.kind, n.title, n.username, coalesce(n.can_post, false),
      case when n.posted then now() end
    from jsonb_to_recordset(${storableJson(channels)}::jsonb)
      as n(chat_id text, kind text, title text, username text, can_post boolean, posted boolean)
    order by n.chat_id
    on conflict (workspace_id, bot_id, chat_id) do update set
      kind = excluded.kind, title = excluded.title, username = excluded.username,
      can_post = coalesce((select n.can_post from jsonb_to_recordset(${storableJson(channels)}::jsonb)
        as n(chat_id text, can_post boolean) where n.chat_id = excluded.chat_id), b.can_post),
      last_post_at = coalesce(excluded.last_post_at, b.last_post_at), updated_at = now()`)
}
