import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Value } from '@cartie/shared/scenario/value'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { ClaimedCall } from './claim.ts'

/** Ends a claimed call: its result becomes an event of the chat. A claim that was taken over changes nothing. */
export async function finishCall(
  ctx: Context,
  call: Pick<ClaimedCall, 'id' | 'fence'>,
  result: { ok: boolean; value: Value },
): Promise<void> {
  requirePermission(ctx, 'chats.write')
  await withTx(ctx, async (tx) => {
    const [done] = await tx.sql<{ session_id: string; token: string }[]>`
      update session_calls set status = 'done', done_at = now(), lease_until = null
      where workspace_id = ${ctx.workspaceId} and id = ${call.id} and fence = ${call.fence} and status = 'running'
      returning session_id, token`
    if (!done) return
    const event = { type: 'result', token: done.token, ...result }
    await tx.sql`
      insert into inbox_events (workspace_id, bot_id, chat_id, kind, payload)
      select workspace_id, bot_id, chat_id, 'result', ${storableJson(event)}::jsonb from bot_sessions
      where workspace_id = ${ctx.workspaceId} and id = ${done.session_id} for no key update`
    tx.wake(chatAdvance, { workspaceId: ctx.workspaceId, sessionId: done.session_id })
  })
}
