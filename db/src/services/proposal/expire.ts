import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdProposal } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { stateOf } from './public-page.ts'
import { tellManagers } from './tell-managers.ts'

/** Ends a proposal whose time is over by the database's clock, and tells the manager. Returns whether it did. */
export async function expireProposal(ctx: Context, id: string): Promise<boolean> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await holdProposal(ctx, tx, { id })
    if (!held || held.status === 'EXPIRED' || stateOf(held) !== 'expired') return false
    const { requestId, code, version } = held
    await moveProposal(ctx, tx, held, 'EXPIRED')
    const payload = { code, version }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_expired', payload })
    const dedupKey = `proposal:${id}:${version}:expired:${held.expiresAt}`
    await tellManagers(ctx, tx, requestId, { news: 'expired', proposalCode: code, dedupKey })
    return true
  })
}
