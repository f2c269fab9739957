import type { ProposalDetail, ProposalPatch } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { getProposal } from './get.ts'
import { lockProposal } from './lock.ts'
import { offeredVariants } from './offered-variants.ts'
import { storeItems } from './store-items.ts'

/**
 * Changes what is given of a proposal; its client sees it once it is sent again, a new last day at once. Throws
 * `not_found`, `conflict` for another revision than the editor saw, and `invalid` for cars that can't be shown.
 */
export async function updateProposal(
  ctx: Context,
  id: string,
  patch: ProposalPatch,
): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const { revision, items, ...fields } = patch
    const { requestId } = await lockProposal(ctx, tx, id, revision)
    const columns = {
      ...(fields.title === undefined ? {} : { title: fields.title }),
      ...(fields.intro === undefined ? {} : { intro: fields.intro || null }),
      ...(fields.language === undefined ? {} : { language: fields.language }),
      ...(fields.expiresAt === undefined ? {} : { expires_at: fields.expiresAt }),
    }
    const changed = [...Object.keys(fields), ...(items ? ['items'] : [])]
    if (!changed.length) return getProposal({ ...ctx, tx }, id)
    if (items) {
      const variantIds = items.map((item) => item.variantId)
      const pointerTo = (n: number) => `/items/${n}/variantId`
      const variants = await offeredVariants(ctx, tx, { requestId, variantIds, pointerTo })
      await storeItems(ctx, tx, id, items, variants)
    }
    const set = Object.keys(columns).length ? tx.sql`${tx.sql(columns)},` : tx.sql``
    await tx.sql`
      update proposals set ${set} revision = revision + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    const payload = { fields: changed }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_changed', payload })
    tx.record('proposal.changed', { proposalId: id, requestId })
    return getProposal({ ...ctx, tx }, id)
  })
}
