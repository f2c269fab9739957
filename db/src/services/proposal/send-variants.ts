import { AppError } from '@cartie/shared/errors'
import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Context, Tx } from '../../context.ts'
import { moveVariant } from '../variant/move.ts'
import type { HeldProposal } from './lock.ts'

interface SentVariant {
  id: string
  itemId: string
  status: VariantStatus
  number: number
  deleted: boolean
  position: number
}

/**
 * Marks the variants of a proposal as sent to the client; one that nobody had decided on is approved by that. What
 * another proposal's client accepted stays. Throws `conflict` for one that was rejected or taken off meanwhile.
 */
export async function sendVariants(ctx: Context, tx: Tx, held: HeldProposal): Promise<void> {
  const variants = await tx.sql<SentVariant[]>`
    select v.id, i.id as "itemId", v.status, v.number, v.deleted_at is not null as deleted, i.position
    from proposal_items i join request_variants v on v.workspace_id = i.workspace_id and v.id = i.variant_id
    where i.workspace_id = ${ctx.workspaceId} and i.proposal_id = ${held.id} and i.removed_at is null
      and i.sold_at is null
    order by v.id`
  for (const { id, itemId, status, number, deleted, position } of variants) {
    if (deleted || status === 'REJECTED') {
      const message = `Variant ${number} was ${deleted ? 'taken off the request' : 'rejected'}. Take it out first.`
      throw new AppError('conflict', message, {
        errors: [{ pointer: `/items/${position}`, code: deleted ? 'deleted' : 'rejected', message }],
      })
    }
    if (status === 'SENT_TO_CLIENT' || (status === 'ACCEPTED' && itemId !== held.acceptedItemId)) continue
    if (status === 'SUBMITTED' || status === 'REVIEWED') await moveVariant(ctx, tx, id, 'APPROVED')
    await moveVariant(ctx, tx, id, 'SENT_TO_CLIENT')
  }
}
