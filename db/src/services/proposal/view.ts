import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdForClient } from './hold-for-client.ts'
import type { ProposalKey } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { shown } from './shown.ts'
import { tellManagers } from './tell-managers.ts'

/**
 * Counts a visit of the page. The first one of what was sent last makes it seen, and the manager hears of it. Throws
 * `not_found`; a page that is closed counts nothing.
 */
export async function viewProposal(ctx: Context, key: ProposalKey): Promise<void> {
  requirePermission(ctx, 'proposals.write')
  await withTx(ctx, async (tx) => {
    const held = await holdForClient(ctx, tx, key, ['open', 'accepted', 'declined', 'expired', 'revoked'])
    if (held.state === 'revoked' || held.state === 'expired') return
    const { id, requestId, code, version, by } = held
    await tx.sql`
      update proposals set views = views + 1 where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (held.status !== 'SENT') return void tx.record('proposal.changed', { proposalId: id, requestId })
    const liked = await likes(ctx, tx, id)
    await moveProposal(ctx, tx, held, liked ? 'LIKED' : 'SEEN')
    const payload = { code, version }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_seen', payload, by })
    const dedupKey = `proposal:${id}:${version}:seen`
    await tellManagers(ctx, tx, requestId, { news: 'seen', proposalCode: code, dedupKey })
  })
}

/** Whether the client likes a car that they see in it. */
export async function likes(ctx: Context, tx: Tx, proposalId: string): Promise<boolean> {
  const rows = await tx.sql`
    select from proposal_items i join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
    where i.workspace_id = ${ctx.workspaceId} and i.proposal_id = ${proposalId} and i.reaction = 'LIKED'
      and ${tx.sql.unsafe(shown)} limit 1`
  return rows.length > 0
}
