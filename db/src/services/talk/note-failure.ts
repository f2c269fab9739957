import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** After so many tries an event is set aside, and its neighbours go on. */
export const maxEventTries = 5

/**
 * Notes that a chat's next event, or else its timer, could not be worked off: it is tried again after a pause that
 * grows, and set aside after five tries, where people see it.
 */
export async function noteFailure(ctx: Context, sessionId: string, error: string): Promise<void> {
  requirePermission(ctx, 'chats.write')
  await withTx(ctx, async ({ sql, record }) => {
    const [failed] = await sql<{ status: string }[]>`
      update inbox_events e set attempts = e.attempts + 1, error = ${error.slice(0, 500)},
        run_at = now() + interval '1 second' * power(2, e.attempts),
        status = case when e.attempts + 1 >= ${maxEventTries} then 'set_aside' else 'pending' end
      where e.workspace_id = ${ctx.workspaceId} and e.id = (
        select e.id from inbox_events e join bot_sessions s
          on s.workspace_id = e.workspace_id and s.bot_id = e.bot_id and s.chat_id = e.chat_id
        where s.workspace_id = ${ctx.workspaceId} and s.id = ${sessionId} and e.status = 'pending'
        order by e.id limit 1)
      returning e.status`
    if (failed?.status === 'set_aside') record('chat.changed', { sessionId })
    if (failed) return
    await sql`
      update bot_sessions set timer_at = now() + interval '1 minute'
      where workspace_id = ${ctx.workspaceId} and id = ${sessionId} and timer_at <= now()`
  })
}
