import { callRun } from '@cartie/shared/jobs/call-run'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/**
 * Finds chats with events that nobody works off or with a timer that is due, and calls that nobody makes, and
 * wakes them. Returns how many.
 */
export async function wakeTalks(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const talks = await tx.sql<{ id: string; workspace_id: string }[]>`
      select s.id, s.workspace_id from bot_sessions s join (
        select distinct bot_id, chat_id from inbox_events
        where status = 'pending' and run_at < now() - interval '1 second' limit 1000) e
        on e.bot_id = s.bot_id and e.chat_id = s.chat_id
      union
      (select id, workspace_id from bot_sessions where timer_at <= now() limit 1000)`
    for (const { id, workspace_id } of talks)
      tx.wake(chatAdvance, { workspaceId: workspace_id, sessionId: id })
    const calls = await tx.sql<{ id: string; workspace_id: string }[]>`
      select id, workspace_id from session_calls
      where status <> 'done' and created_at < now() - interval '2 seconds'
        and (lease_until is null or lease_until < clock_timestamp()) limit 500`
    for (const { id, workspace_id } of calls) tx.wake(callRun, { workspaceId: workspace_id, callId: id })
    return talks.length + calls.length
  })
}
