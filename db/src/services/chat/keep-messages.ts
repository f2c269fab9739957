import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { MessageRow } from './gather-updates.ts'

const columns =
  'workspace_id, session_id, direction, message_id, author, kind, text, content, at, edited_at, search'
const record = `jsonb_to_recordset($2::jsonb) as m(
  session_id uuid, message_id bigint, kind text, text text, content jsonb, date float8, words text[])`
const values = (editedAt: string) => `
  $1::uuid, m.session_id, 'in', m.message_id, 'client', m.kind, m.text, m.content,
  coalesce(to_timestamp(m.date), now()), ${editedAt}, array_to_tsvector(m.words)`

const insertText = `insert into bot_messages (${columns}) select ${values('null')} from ${record}`

// A message that was written before the bot's time is kept in its edited form.
const editText = `
  with edited as (select m.* from ${record}),
  known as (
    update bot_messages b set kind = m.kind, text = m.text, content = m.content, edited_at = now(),
      search = array_to_tsvector(m.words)
    from edited m
    where b.workspace_id = $1::uuid and b.session_id = m.session_id and b.message_id = m.message_id
      and b.direction = 'in'
    returning b.session_id, b.message_id)
  insert into bot_messages (${columns}) select ${values('now()')} from edited m
  where not exists (select from known k where k.session_id = m.session_id and k.message_id = m.message_id)`

/** Keeps messages that came in, and then the new texts of edited ones. */
export function keepMessages(
  ctx: Context,
  tx: Tx,
  { messages, edits }: { messages: readonly MessageRow[]; edits: readonly MessageRow[] },
): void {
  const run = (text: string, rows: readonly MessageRow[]) =>
    tx.write(tx.sql.unsafe(text, [ctx.workspaceId, storableJson(rows)], { prepare: true }))
  if (messages.length) run(insertText, messages)
  if (edits.length) run(editText, edits)
}
