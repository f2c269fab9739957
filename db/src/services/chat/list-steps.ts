import type { ChatStep, ChatSteps } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { getChat } from './get.ts'

interface StepRow {
  id: string
  at: string
  event: ChatStep['event']
  nodes: ChatStep['steps']
}

/**
 * What the bot of a chat heard and the steps that its talk took, oldest first, with the seed of its tokens: all that
 * a replay needs. Throws `not_found`, and `invalid` for a foreign cursor.
 */
export async function listSteps(
  ctx: Context,
  sessionId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<ChatSteps> {
  requirePermission(ctx, 'chats.read')
  const after = query.cursor === undefined ? 0 : Number(decodeCursor(query.cursor, 1)[0])
  return withTx(ctx, async (tx) => {
    await getChat({ ...ctx, tx }, sessionId)
    const [session] = await tx.sql<{ seed: string | null }[]>`
      select state->>'seed' as seed from bot_sessions where workspace_id = ${ctx.workspaceId} and id = ${sessionId}`
    const rows = await tx.sql<StepRow[]>`
      select id, at, event, nodes from session_steps
      where workspace_id = ${ctx.workspaceId} and session_id = ${sessionId} and id > ${after}
      order by id limit ${query.limit + 1}`
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      seed: session?.seed ?? null,
      data: page.map(({ id, at, event, nodes }) => ({
        id: Number(id),
        at: new Date(at).toISOString(),
        event,
        steps: nodes,
      })),
      nextCursor: rows.length > query.limit && last ? encodeCursor([Number(last.id)]) : null,
    }
  })
}
