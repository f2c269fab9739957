import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Context, Tx } from '../../context.ts'
import { moveVariant } from './move.ts'

/** By which stages a variant comes to be accepted. */
const toAccepted: Record<VariantStatus, readonly VariantStatus[]> = {
  SUBMITTED: ['APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED'],
  REVIEWED: ['APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED'],
  REJECTED: ['APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED'],
  APPROVED: ['SENT_TO_CLIENT', 'ACCEPTED'],
  SENT_TO_CLIENT: ['ACCEPTED'],
  DECLINED: ['ACCEPTED'],
  ACCEPTED: [],
}

/**
 * Ends the variants of a request that the transaction holds: the winner is accepted, whatever was still open is
 * declined. Each giver hears of the last step alone, or of none.
 */
export async function endVariants(
  ctx: Context,
  tx: Tx,
  requestId: string,
  { winnerId, tells }: { winnerId: string | undefined; tells: boolean },
): Promise<void> {
  const variants = await tx.sql<{ id: string; status: VariantStatus }[]>`
    select id, status from request_variants
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and deleted_at is null order by id for update`
  for (const { id, status } of variants) {
    if (id === winnerId) {
      const steps = toAccepted[status]
      for (const to of steps) await moveVariant(ctx, tx, id, to, { tells: tells && to === 'ACCEPTED' })
    } else if (status !== 'REJECTED' && status !== 'DECLINED')
      await moveVariant(ctx, tx, id, 'DECLINED', { tells })
  }
}
