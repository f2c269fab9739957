import { hasContacts } from '@cartie/shared/domain/hide-contacts'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import { Id } from '@cartie/shared/schemas/common'
import type { Effect } from '@cartie/shared/scenario/effect'
import type { Context, Tx } from '../../context.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { planPosts } from './plan.ts'
import { holdPostedRequest, isOpen } from './posted-request.ts'
import { readTargets } from './targets.ts'

/**
 * Sends a request out as a scenario asks: to the channels of its bot and to all partners, at once, for a scenario plans
 * no waves. What it says stands for the template of the posts, unless anybody's contacts are in it, for a scenario repeats
 * what clients write. Nothing happens where the request is gone or closed.
 */
export async function broadcastFromTalk(
  ctx: Context,
  tx: Tx,
  { botId }: Pick<TalkRow, 'botId'>,
  { requestId, text }: Extract<Effect, { type: 'broadcast' }>,
): Promise<void> {
  if (!Id.safeParse(requestId).success) return
  const [known] = await tx.sql`
    select from b2b_requests
    where workspace_id = ${ctx.workspaceId} and id = ${requestId} and deleted_at is null`
  if (!known) return
  const request = await holdPostedRequest(ctx, tx, requestId)
  if (!isOpen(request) && request.status !== 'DRAFT') return
  // Tags may stand between the digits of a number, and an address in a tag alone.
  if (!hasContacts(text) && !hasContacts(plainOfHtml(text)))
    await tx.sql`
      update b2b_requests set post_text = coalesce(post_text, ${text}), updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${requestId}`
  const targets = (await readTargets(ctx, tx, request.criteria.makes)).filter(
    (one) => one.target === 'partner' || (one.target === 'channel' && one.botId === botId),
  )
  await planPosts(
    ctx,
    tx,
    requestId,
    targets.map((one) => ({ ...one, wave: 1 })),
    0,
  )
}
