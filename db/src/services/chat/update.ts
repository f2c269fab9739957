import { AppError } from '@cartie/shared/errors'
import type { Chat, ChatPatch } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { getChat } from './get.ts'

/** Gives a chat to a member, or to nobody. Throws `not_found`, and `unprocessable` for who is no member here. */
export async function updateChat(ctx: Context, id: string, { assignedTo }: ChatPatch): Promise<Chat> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    if (assignedTo !== null) {
      const member = await tx.sql`
        select from members where workspace_id = ${ctx.workspaceId} and user_id = ${assignedTo}`
      if (!member.length) {
        throw new AppError('unprocessable', 'This person is no member of the workspace.', {
          errors: [
            { pointer: '/assignedTo', code: 'no_member', message: 'Choose a member of the workspace.' },
          ],
        })
      }
    }
    const { count } = await tx.sql`
      update bot_sessions set assigned_to = ${assignedTo}
      where workspace_id = ${ctx.workspaceId} and id = ${id} and assigned_to is distinct from ${assignedTo}::uuid`
    if (count) tx.record('chat.changed', { sessionId: id })
    return getChat({ ...ctx, tx }, id)
  })
}
