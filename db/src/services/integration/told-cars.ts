import type { CarListing } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { rowToListing } from '../listing/car-facts.ts'
import { listingColumns, type ListingRow } from '../listing/listing-row.ts'

/** Cars as they are now, in the order in which they came; those that were deleted meanwhile are left out. */
export async function findToldCars(ctx: Context, ids: readonly string[]): Promise<CarListing[]> {
  const rows = await withTx(
    ctx,
    ({ sql }) => sql<ListingRow[]>`
      select ${sql(listingColumns as string[])} from car_listings
      where workspace_id = ${ctx.workspaceId} and id = any (${ids as string[]}::uuid[]) and deleted_at is null
      order by first_seen_at, id`,
  )
  return rows.map(rowToListing)
}
