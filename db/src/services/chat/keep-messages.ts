import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { MessageRow } from './gather-updates.ts'

/** Keeps messages that came in, and then the new texts of edited ones. */
export function keepMessages(
  ctx: Context,
  tx: Tx,
  { messages, edits }: { messages: readonly MessageRow[]; edits: readonly MessageRow[] },
): void {
  const { sql } = tx
  const columns = sql`
    workspace_id, session_id, direction, message_id, author, kind, text, content, at, edited_at, search`
  const record = (rows: readonly MessageRow[]) => sql`jsonb_to_recordset(${storableJson(rows)}::jsonb) as m(
    session_id uuid, message_id bigint, kind text, text text, content jsonb, date float8, words text[])`
  const values = (editedAt: 'null' | 'now()') => sql`
    ${ctx.workspaceId}::uuid, m.session_id, 'in', m.message_id, 'client', m.kind, m.text, m.content,
    coalesce(to_timestamp(m.date), now()), ${sql.unsafe(editedAt)}, array_to_tsvector(m.words)`
  // What is edited may have come just before.
  const keep = edits.length ? tx.write : tx.last
  if (messages.length)
    keep(sql`insert into bot_messages (${columns}) select ${values('null')} from ${record(messages)}`)
  if (!edits.length) return
  // A message that was written before the bot's time is kept in its edited form.
  tx.write(sql`
    with edited as (select m.* from ${record(edits)}),
    known as (
      update bot_messages b set kind = m.kind, text = m.text, content = m.content, edited_at = now(),
        search = array_to_tsvector(m.words)
      from edited m
      where b.workspace_id = ${ctx.workspaceId} and b.session_id = m.session_id and b.message_id = m.message_id
        and b.direction = 'in'
      returning b.session_id, b.message_id)
    insert into bot_messages (${columns}) select ${values('now()')} from edited m
    where not exists (select from known k where k.session_id = m.session_id and k.message_id = m.message_id)`)
}
