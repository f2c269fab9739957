import { notFound } from '@cartie/shared/errors'
import type { ProposalDetail } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { getProposal } from './get.ts'

/** Takes a proposal out of the bin: it is as it was, and so is its page. Throws `not_found`. */
export async function restoreProposal(ctx: Context, id: string): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ requestId: string }[]>`
      update proposals set deleted_at = null, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null
      returning request_id as "requestId"`
    if (row) tx.record('proposal.changed', { proposalId: id, requestId: row.requestId })
    const detail = await getProposal({ ...ctx, tx }, id)
    if (detail.deletedAt !== null) throw notFound('proposal')
    return detail
  })
}
