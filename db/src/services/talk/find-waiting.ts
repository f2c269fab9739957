import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A chat with events that wait, in another workspace than the given one: each such workspace has the same chance. */
export async function findWaitingTalk(
  db: Db,
  than: { workspaceId: string },
): Promise<{ workspaceId: string; sessionId: string } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ workspaceId: string; sessionId: string }[]>`
      select w.id as "workspaceId", talk.id as "sessionId" from workspaces w cross join lateral (
        select s.id from bot_configs b
          join inbox_events e on e.bot_id = b.id and e.status = 'pending' and e.run_at <= now()
          join bot_sessions s on s.workspace_id = w.id and s.bot_id = e.bot_id and s.chat_id = e.chat_id
        where b.workspace_id = w.id limit 1) talk
      where w.id <> ${than.workspaceId} order by random() limit 1`
    return row
  })
}
