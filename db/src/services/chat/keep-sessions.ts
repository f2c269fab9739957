import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { SessionRow } from './gather-updates.ts'

/** Brings sessions up to date with the commit: their names, the person, what is unread and newest, whether the bot is shut out. */
export function keepSessions(ctx: Context, tx: Tx, sessions: readonly SessionRow[]): void {
  tx.last(tx.sql`
    update bot_sessions s set title = n.title, contact_id = coalesce(s.contact_id, c.id),
      unread = s.unread + n.unread, last_text = coalesce(n.last_text, s.last_text),
      last_message_at = case when n.last_text is null then s.last_message_at else now() end,
      blocked_at = case when n.blocked then coalesce(s.blocked_at, now()) when n.blocked is null then s.blocked_at end
    from jsonb_to_recordset(${storableJson(sessions)}::jsonb)
      as n(id uuid, title text, sender_id bigint, unread int, last_text text, blocked boolean)
      left join contacts c on c.workspace_id = ${ctx.workspaceId} and c.telegram_user_id = n.sender_id
    where s.workspace_id = ${ctx.workspaceId} and s.id = any (${sessions.map(({ id }) => id)}::uuid[]) and s.id = n.id`)
}
