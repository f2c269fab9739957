import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Removes every car and parse that the samples brought, for good. */
export async function removeSamples(ctx: Context): Promise<{ listings: number; parses: number }> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const parses =
      await tx.sql`delete from parses where workspace_id = ${ctx.workspaceId} and sample returning id`
    const listings = await tx.sql<{ id: string }[]>`
      delete from car_listings where workspace_id = ${ctx.workspaceId} and sample returning id`
    if (listings.length) tx.record('listing.deleted', { listingIds: listings.map((l) => l.id) })
    return { listings: listings.length, parses: parses.length }
  })
}
