import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'

/** Puts a car into the bin; one that lies there already stays. Throws `not_found`. */
export async function deleteListing(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'listings.delete')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update car_listings set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
    if (count) {
      tx.record('listing.deleted', { listingIds: [id] })
      await queueMatching(ctx, tx, { listingIds: [id] })
      await markSoldItems(ctx, tx, [id])
      return
    }
    const known = await tx.sql`
      select from car_listings where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('car')
  })
}
