import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'
import type { Context, Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdProposal } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { shown, shows } from './shown.ts'

interface Open {
  id: string
  status: ProposalStatus
  /** The winner's place in it, where its client sees it there. */
  itemId: string | null
}

/**
 * Closes the proposals of a request that the transaction holds. The one by which the winner was chosen stays accepted,
 * or becomes so where the client said it elsewhere: the last that was sent with it. All others are revoked.
 */
export async function endProposals(
  ctx: Context,
  tx: Tx,
  requestId: string,
  winnerId: string | undefined,
): Promise<void> {
  const open = await tx.sql<Open[]>`
    select p.id, p.status, i.id as "itemId" from proposals p
      left join proposal_items i on i.workspace_id = p.workspace_id and i.proposal_id = p.id
        and i.variant_id = ${winnerId ?? null} and ${tx.sql.unsafe(shown)}
        and (p.status <> 'ACCEPTED' or p.accepted_item_id = i.id)
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId}
      and (p.status = 'DRAFT' or ${tx.sql.unsafe(shows)})
    order by p.status = 'ACCEPTED' desc, p.sent_at desc nulls last, p.id`
  const chosen = open.find((proposal) => proposal.itemId !== null && proposal.status !== 'DRAFT')
  for (const { id, status, itemId } of open) {
    if (id === chosen?.id && status === 'ACCEPTED') continue
    const held = (await holdProposal(ctx, tx, { id }))!
    const wins = id === chosen?.id
    await moveProposal(ctx, tx, held, wins ? 'ACCEPTED' : 'REVOKED')
    if (wins)
      await tx.sql`update proposals set accepted_item_id = ${itemId} where workspace_id = ${ctx.workspaceId} and id = ${id}`
    const payload = { code: held.code, itself: true }
    const type = wins ? 'proposal_accepted' : 'proposal_revoked'
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type, payload })
  }
}
