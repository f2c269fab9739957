import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Kinds of updates that are said to the bot; of the others nothing is left to do once they are taken in. */
const said = ['message', 'edited_message', 'callback_query', 'channel_post', 'edited_channel_post']

/** Ends the waiting events of a chat that nobody answers. Returns how many. */
export async function closeUnanswered(ctx: Context, sessionId: string): Promise<number> {
  requirePermission(ctx, 'chats.write')
  const { count } = await withTx(
    ctx,
    (tx) => tx.sql`
      update inbox_events e set status = 'done', done_at = now()
      from bot_sessions s
      where s.workspace_id = ${ctx.workspaceId} and s.id = ${sessionId}
        and e.workspace_id = s.workspace_id and e.bot_id = s.bot_id and e.chat_id = s.chat_id
        and e.status = 'pending' and e.kind = 'update'
        and not e.payload ?| (select array_agg(k) from jsonb_array_elements_text(${JSON.stringify(said)}::jsonb) k)`,
  )
  return count
}
