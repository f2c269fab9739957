import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'

/** How a chat shows what is sent into it. */
export interface OutMessage {
  /** `bot`, or a person's id. */
  author: string
  kind: string
  /** As a person reads it. */
  text: string
  content?: Record<string, unknown>
}

/** Puts what is on its way into its chat, so that it is seen and searched before it arrives. */
export function keepOutMessages(
  ctx: Context,
  tx: Tx,
  rows: readonly { id: string; sessionId?: string; message?: OutMessage | undefined }[],
): void {
  const shown = rows.flatMap((r, n) =>
    r.message && r.sessionId !== undefined
      ? [{ n, delivery_id: r.id, session_id: r.sessionId, content: {}, ...r.message }]
      : [],
  )
  if (!shown.length) return
  tx.write(tx.sql`
    insert into bot_messages (workspace_id, session_id, direction, delivery_id, author, kind, text, content, search)
    select ${ctx.workspaceId}, m.session_id, 'out', m.delivery_id, m.author, m.kind, m.text, m.content,
           to_tsvector('simple', m.text)
    from jsonb_to_recordset(${storableJson(shown)}::jsonb)
      as m(n int, session_id uuid, delivery_id uuid, author text, kind text, text text, content jsonb)
    order by m.n`)
}
