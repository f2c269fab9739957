import type { ProposalDetail, ProposalPatch } from '@cartie/shared/schemas/proposal'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdRequest } from '../request/hold.ts'
import { getProposal } from './get.ts'
import { lockProposal } from './lock.ts'
import { offeredVariants } from './offered-variants.ts'
import { prolongProposal } from './prolong.ts'
import { storeItems } from './store-items.ts'

/**
 * Changes what is given of a proposal; its client sees it once it is sent again, a new last day at once: it opens one
 * whose time was over. Throws `not_found`, `conflict` for another revision than the editor saw and where a closed request
 * would be offered cars again, and `invalid` for cars that can't be shown.
 */
export async function updateProposal(
  ctx: Context,
  id: string,
  patch: ProposalPatch,
): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const { revision, items, ...fields } = patch
    const { expiresAt } = fields
    const request = expiresAt === undefined ? undefined : await holdRequest(ctx, tx, { proposalId: id })
    const held = await lockProposal(ctx, tx, id, revision)
    const { requestId } = held
    const columns = {
      ...(fields.title === undefined ? {} : { title: fields.title }),
      ...(fields.intro === undefined ? {} : { intro: fields.intro || null }),
      ...(fields.language === undefined ? {} : { language: fields.language }),
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    }
    if (!items && !Object.keys(columns).length) return getProposal({ ...ctx, tx }, id)
    if (items) {
      const variantIds = items.map((item) => item.variantId)
      const pointerTo = (n: number) => `/items/${n}/variantId`
      const variants = await offeredVariants(ctx, tx, { requestId, variantIds, pointerTo })
      await storeItems(ctx, tx, id, items, variants)
    }
    await tx.sql`
      update proposals set ${tx.sql({ ...columns, revision: held.revision + 1 })}, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (request && expiresAt !== undefined) await prolongProposal(ctx, tx, held, { request, expiresAt })
    await logChange(ctx, tx, { id, requestId })
    tx.record('proposal.changed', { proposalId: id, requestId })
    return getProposal({ ...ctx, tx }, id)
  })
}

/** An editor saves as its writer types: what one person changes in a row is one line of the story. */
async function logChange(ctx: Context, tx: Tx, proposal: { id: string; requestId: string }): Promise<void> {
  const { id: proposalId, requestId } = proposal
  const [last] = await tx.sql<{ type: string; actor: string }[]>`
    select type, actor from request_activities
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and proposal_id = ${proposalId}
    order by id desc limit 1`
  if (last?.type === 'proposal_changed' && last.actor === actorName(ctx)) return
  await logRequestActivity(ctx, tx, { requestId, proposalId, type: 'proposal_changed' })
}
