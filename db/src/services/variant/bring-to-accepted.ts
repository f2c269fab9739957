import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Context, Tx } from '../../context.ts'
import { moveVariant, type VariantMove } from './move.ts'

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

/** Accepts a variant, from whatever stage; its giver hears of the last step alone, or of none with `tells: false`. */
export async function bringToAccepted(
  ctx: Context,
  tx: Tx,
  { id, status }: { id: string; status: VariantStatus },
  { by, tells = true }: Pick<VariantMove, 'by' | 'tells'>,
): Promise<void> {
  for (const to of toAccepted[status])
    await moveVariant(ctx, tx, id, to, {
      tells: tells && to === 'ACCEPTED',
      ...(to === 'ACCEPTED' ? { by } : {}),
    })
}
