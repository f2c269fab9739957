import { chatPhotos } from '@cartie/shared/jobs/chat-photos'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { SessionUpdate } from './gather-updates.ts'

/** Notes which photos of private chats are to be brought into the house, each once, and rings for who does it. */
export async function keepPhotos(
  ctx: Context,
  tx: Tx,
  botId: string,
  updates: readonly SessionUpdate[],
): Promise<void> {
  const rows = updates.flatMap(({ sessionId, chat, update }) =>
    chat.kind !== 'private' || update.sender?.isBot
      ? []
      : (update.message?.content.files ?? [])
          .filter((file) => file.kind === 'photo' && file.uniqueId !== undefined)
          .map((file) => ({ session_id: sessionId, file_id: file.fileId, unique_id: file.uniqueId })),
  )
  if (!rows.length) return
  const noted = await tx.sql<{ session_id: string }[]>`
    insert into chat_photos (workspace_id, bot_id, session_id, file_id, unique_id)
    select ${ctx.workspaceId}, ${botId}, p.session_id, p.file_id, p.unique_id
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as p(session_id uuid, file_id text, unique_id text)
    where not exists (
      select from media m where m.workspace_id = ${ctx.workspaceId} and m.key = 'telegram ' || p.unique_id)
    on conflict (workspace_id, bot_id, unique_id) do nothing
    returning session_id`
  for (const sessionId of new Set(noted.map((row) => row.session_id)))
    tx.wake(chatPhotos, { workspaceId: ctx.workspaceId, sessionId })
}
