import { mayMoveProposal, type ProposalStatus } from '@cartie/shared/domain/proposal-status'
import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import type { HeldProposal } from './lock.ts'

/**
 * Moves a proposal that the transaction holds, and records it. Returns it as it is then. Throws `conflict` for a move
 * that is not allowed.
 */
export async function moveProposal(
  ctx: Context,
  tx: Tx,
  held: HeldProposal,
  to: ProposalStatus,
): Promise<HeldProposal> {
  const { id: proposalId, requestId, status: from } = held
  if (!mayMoveProposal(from, to)) {
    const message = `A proposal that is ${from} can't become ${to}.`
    throw new AppError('conflict', message, { errors: [{ pointer: '', code: 'move', message }] })
  }
  await tx.sql`
    update proposals set status = ${to}, updated_at = now(),
      seen_at = case when ${to} in ('SEEN', 'LIKED') then coalesce(seen_at, now()) else seen_at end,
      decided_at = case when ${to} in ('ACCEPTED', 'DECLINED') then now() else decided_at end,
      revoked_at = case when ${to} = 'REVOKED' then now() else revoked_at end
    where workspace_id = ${ctx.workspaceId} and id = ${proposalId} and status = ${from}`
  tx.record('proposal.status_changed', { proposalId, requestId, from, to })
  return { ...held, status: to }
}
