import type { Variant, VariantStatusInput } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { moveVariant } from './move.ts'
import { readVariants } from './variant-row.ts'

/** So long a person may take a decision back before its giver hears of it. */
const undoMs = 10_000

/**
 * Moves a variant to another stage by hand; its giver hears of it ten seconds later, unless it is moved on before.
 * Throws `not_found`, and `conflict` for a move that is not allowed, one that follows from a proposal alone, or another
 * version than the editor saw.
 */
export async function changeVariantStatus(
  ctx: Context,
  id: string,
  { status, reason, version }: VariantStatusInput,
): Promise<Variant> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    await moveVariant(ctx, tx, id, status, { reason, version, tellAfterMs: undoMs, byHand: true })
    const [variant] = await readVariants(ctx, tx, { ids: [id] })
    return variant!
  })
}
