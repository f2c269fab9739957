import { AppError } from '@cartie/shared/errors'
import type { BroadcastInput, RequestPost } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { planPosts, type PlannedTarget } from './plan.ts'
import { readPosts } from './post-row.ts'
import { holdPostedRequest, isOpen, type PostedRequest } from './posted-request.ts'
import { readTargets } from './targets.ts'

/**
 * Sends a request to channels, groups and partners, wave by wave. A chat that has it keeps its one post. Throws
 * `not_found`, `conflict` for a request that is closed, and `invalid` for a chat that is no target.
 */
export async function broadcastRequest(
  ctx: Context,
  requestId: string,
  { targets, waveMinutes }: BroadcastInput,
): Promise<{ data: RequestPost[] }> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const request = await holdPostedRequest(ctx, tx, requestId)
    requireSendable(request)
    const chosen = await knownTargets(ctx, tx, request, targets)
    await planPosts(ctx, tx, requestId, chosen, waveMinutes)
    return { data: await readPosts(ctx, tx, requestId) }
  })
}

function requireSendable(request: PostedRequest): void {
  if (isOpen(request) || (request.status === 'DRAFT' && !request.inBin)) return
  throw new AppError('conflict', 'This request is closed. Open it again before you send it out.', {
    errors: [{ pointer: '/status', code: 'closed', message: 'Open the request again.' }],
  })
}

/** What is asked for, each chat once, as the workspace knows it. */
async function knownTargets(
  ctx: Context,
  tx: Tx,
  { criteria }: PostedRequest,
  asked: BroadcastInput['targets'],
): Promise<PlannedTarget[]> {
  const keyOf = ({ botId, chatId }: { botId: string; chatId: string }) => `${botId} ${chatId}`
  const known = new Map((await readTargets(ctx, tx, criteria.makes)).map((one) => [keyOf(one), one]))
  const errors = asked.flatMap((one, n) =>
    known.has(keyOf(one))
      ? []
      : [
          {
            pointer: `/targets/${n}`,
            code: 'no_target',
            message: 'The bot may not write there now. Look at the list again.',
          },
        ],
  )
  if (errors.length)
    throw new AppError('invalid', 'Some of these chats can’t be written to.', { errors: errors.slice(0, 20) })
  const once = new Map(asked.map((one) => [keyOf(one), one]))
  return [...once].map(([key, { wave }]) => ({ ...known.get(key)!, wave }))
}
