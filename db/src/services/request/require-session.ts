import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** A chat with its bot and the newest lead of its person; undefined for none. Throws `invalid` for one that is not here. */
export async function requireSession(
  ctx: Context,
  { sql }: Tx,
  id: string | null,
): Promise<{ id: string; botId: string | null; leadId: string | null } | undefined> {
  if (id === null) return undefined
  const [session] = await sql<{ id: string; botId: string | null; leadId: string | null }[]>`
    select s.id, s.bot_id as "botId", (
      select l.id from leads l where l.workspace_id = s.workspace_id and l.session_id = s.id and l.deleted_at is null
      order by l.created_at desc, l.id desc limit 1) as "leadId"
    from bot_sessions s where s.workspace_id = ${ctx.workspaceId} and s.id = ${id}`
  if (session) return session
  throw new AppError('invalid', 'This chat is not here.', {
    errors: [{ pointer: '/sessionId', code: 'not_found', message: 'Choose one of GET /chats' }],
  })
}
