import type { ProposalDetail } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { getProposal } from './get.ts'
import { lockProposal } from './lock.ts'
import { moveProposal } from './move-status.ts'

/** Takes a proposal back: its page closes until it is sent again. One that is closed already stays. Throws `not_found`. */
export async function revokeProposal(ctx: Context, id: string): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await lockProposal(ctx, tx, id)
    if (held.status !== 'REVOKED') {
      await moveProposal(ctx, tx, held, 'REVOKED')
      const { requestId, code } = held
      await logRequestActivity(ctx, tx, {
        requestId,
        proposalId: id,
        type: 'proposal_revoked',
        payload: { code },
      })
    }
    return getProposal({ ...ctx, tx }, id)
  })
}
