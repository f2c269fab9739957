import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Context, Tx } from '../../context.ts'
import { bringToAccepted } from './bring-to-accepted.ts'
import { moveVariant } from './move.ts'

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
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and deleted_at is null
    order by id for no key update`
  const isBeaten = winnerId !== undefined
  for (const variant of variants) {
    const { id, status } = variant
    if (id === winnerId) await bringToAccepted(ctx, tx, variant, { tells })
    else if (status !== 'REJECTED' && status !== 'DECLINED')
      await moveVariant(ctx, tx, id, 'DECLINED', { tells, isBeaten })
  }
}
