import { isClosed } from '@cartie/shared/domain/request-status'
import { AppError } from '@cartie/shared/errors'
import { proposalAdvance } from '@cartie/shared/jobs/proposal-advance'
import type { Context, Tx } from '../../context.ts'
import type { HeldRequest } from '../request/hold.ts'
import type { HeldProposal } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { likes } from './view.ts'

/**
 * Follows a new last day of a proposal that was sent, which its row says already: one whose time was over opens again
 * where its client was, and the PDF is made anew. Throws `conflict` where it would open for a request that is closed.
 * @param expiresAt ISO 8601; null: without an end
 */
export async function prolongProposal(
  ctx: Context,
  tx: Tx,
  held: HeldProposal,
  { request, expiresAt }: { request: HeldRequest; expiresAt: string | null },
): Promise<void> {
  const { id, version } = held
  const timeOf = (at: string | null) => (at === null ? null : Date.parse(at))
  if (version === 0 || timeOf(expiresAt) === timeOf(held.expiresAt)) return
  await tx.sql`
    update proposals set pdf_version = version - 1, attempts = 0, lease_until = null, fence = fence + 1
    where workspace_id = ${ctx.workspaceId} and id = ${id}`
  await tx.sql`
    update proposal_versions set pdf = null
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${id} and version = ${version}`
  tx.wake(proposalAdvance, { workspaceId: ctx.workspaceId, proposalId: id })
  const [row] = await tx.sql<[{ isAhead: boolean; isSeen: boolean }]>`
    select coalesce(expires_at > clock_timestamp(), true) as "isAhead", seen_at is not null as "isSeen"
    from proposals where workspace_id = ${ctx.workspaceId} and id = ${id}`
  if (held.status !== 'EXPIRED' || !row.isAhead) return
  if (isClosed(request.status)) {
    const message = 'The request is closed. Open it again to give its client more time.'
    throw new AppError('conflict', message, { errors: [{ pointer: '/expiresAt', code: 'closed', message }] })
  }
  const liked = await likes(ctx, tx, id)
  await moveProposal(ctx, tx, held, liked ? 'LIKED' : row.isSeen ? 'SEEN' : 'SENT')
}
