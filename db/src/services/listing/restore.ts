import { notFound } from '@cartie/shared/errors'
import type { CarListing } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'
import { rowToListing } from './car-facts.ts'
import { listingColumns, type ListingRow } from './listing-row.ts'

/** Takes a car out of the bin; one that is not there stays as it is. Throws `not_found`. */
export async function restoreListing(ctx: Context, id: string): Promise<CarListing> {
  requirePermission(ctx, 'listings.delete')
  return withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update car_listings set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null`
    if (count) {
      tx.record('listing.restored', { listingIds: [id] })
      await queueMatching(ctx, tx, { listingIds: [id] })
      await markSoldItems(ctx, tx, [id])
    }
    const [row] = await tx.sql<ListingRow[]>`
      select ${tx.sql(listingColumns as string[])} from car_listings
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!row) throw notFound('car')
    return rowToListing(row)
  })
}
