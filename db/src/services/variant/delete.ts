import { isShownToClient, type VariantStatus } from '@cartie/shared/domain/variant-status'
import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { followVariant } from '../match/follow-variant.ts'
import { markGoneVariant } from '../proposal/mark-sold.ts'
import { holdRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'

/**
 * Takes a variant off its request; one that is off already stays so. A car of the stock may be offered anew then.
 * Throws `not_found`, and `conflict` for one that a client sees.
 */
export async function deleteVariant(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'requests.write')
  await withTx(ctx, async (tx) => {
    const { id: requestId } = await holdRequest(ctx, tx, { variantId: id })
    const [row] = await tx.sql<[{ status: VariantStatus; number: number; deleted_at: string | null }]>`
      select status, number, deleted_at from request_variants
      where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update`
    if (row.deleted_at !== null) return
    if (isShownToClient(row.status))
      throw new AppError('conflict', 'The client sees this car. Take it out of its proposal first.')
    await tx.sql`
      update request_variants set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    await logRequestActivity(ctx, tx, {
      requestId,
      variantId: id,
      type: 'variant_deleted',
      payload: { number: row.number },
    })
    tx.record('variant.changed', { variantId: id, requestId })
    await markGoneVariant(ctx, tx, id)
    await followVariant(ctx, tx, id)
  })
}
