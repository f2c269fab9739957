import type { PublicProposal, ReactionInput } from '@cartie/shared/schemas/proposal'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdForClient, pageAfter, type ForClient } from './hold-for-client.ts'
import type { ProposalKey } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { requireItem } from './require-item.ts'
import { tellManagers } from './tell-managers.ts'
import { likes } from './view.ts'

/**
 * The client likes or rejects a car, or takes that back; the same word again changes nothing. The manager hears of each
 * word on a car once for what was sent. Throws `not_found` for a car that they were not shown, `conflict` for a
 * proposal that is not open.
 */
export async function reactToProposal(
  ctx: Context,
  key: ProposalKey,
  { itemId, reaction }: z.output<typeof ReactionInput>,
): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await holdForClient(ctx, tx, key)
    const { id, requestId, code, version, by } = held
    const item = await requireItem(ctx, tx, id, itemId, { isShown: true })
    if (item.reaction === reaction) return pageAfter(ctx, tx, held)
    await tx.sql`
      update proposal_items set reaction = ${reaction}, reacted_at = case when ${reaction}::text is null then null else now() end
      where workspace_id = ${ctx.workspaceId} and id = ${itemId}`
    const payload = { code, itemId, title: item.title, reaction }
    const trace = { requestId, proposalId: id, variantId: item.variantId, payload, by }
    await logRequestActivity(ctx, tx, { ...trace, type: 'proposal_reacted' })
    tx.record('proposal.reacted', { proposalId: id, requestId, itemId })
    await follow(ctx, tx, held)
    if (reaction) {
      const news = reaction === 'LIKED' ? 'liked' : 'rejected'
      const dedupKey = `proposal:${id}:${version}:${itemId}:${news}`
      await tellManagers(ctx, tx, requestId, { news, proposalCode: code, lines: [item.title], dedupKey })
    }
    return pageAfter(ctx, tx, held)
  })
}

/** Whoever reacts has seen it; it is liked as long as a car of it is. */
async function follow(ctx: Context, tx: Tx, held: ForClient): Promise<void> {
  const to = (await likes(ctx, tx, held.id)) ? 'LIKED' : 'SEEN'
  if (held.status !== to) await moveProposal(ctx, tx, held, to)
}
