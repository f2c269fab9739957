import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { ExtractedCar, ListingStatus } from '@cartie/shared/domain/car'
import type { Context, Tx } from '../../context.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'

/** From which states a car goes by what its advert says. What waits for a person's look is not reserved before it. */
const leaves: Partial<Record<ListingStatus, readonly ListingStatus[]>> = {
  SOLD: ['AVAILABLE', 'RESERVED', 'PENDING'],
  RESERVED: ['AVAILABLE'],
}

/** Marks cars as sold whose adverts were found closed. A status that a person set stays. */
export async function markSold(ctx: Context, tx: Tx, cars: readonly ExtractedCar[]): Promise<void> {
  const urls = cars.flatMap((c) => (c.sourceUrl ? [canonicalUrl(c.sourceUrl)] : []))
  if (!urls.length) return
  const rows = await tx.sql<{ id: string }[]>`
    select id from car_listings where workspace_id = ${ctx.workspaceId} and canonical_url in ${tx.sql(urls)}`
  await markStatus(
    ctx,
    tx,
    rows.map((row) => row.id),
    'SOLD',
  )
}

/**
 * Gives cars the status that their adverts tell; one that a person set stays. The mark on the hash makes the next
 * reading of an advert that is open again count, even if its text is the same. Returns how many became other.
 */
export async function markStatus(
  ctx: Context,
  tx: Tx,
  ids: readonly string[],
  status: ListingStatus,
): Promise<number> {
  if (!ids.length) return 0
  const rows = await tx.sql<{ id: string }[]>`
    update car_listings set status = ${status}, content_hash = '!' || ltrim(content_hash, '!'), version = version + 1,
      updated_at = now(), last_seen_at = now()
    where workspace_id = ${ctx.workspaceId} and id in ${tx.sql(ids)} and status in ${tx.sql([...(leaves[status] ?? [])])}
      and not 'status' = any (locked_fields)
    returning id`
  const listingIds = rows.map((row) => row.id)
  if (listingIds.length) tx.record('listing.changed', { listingIds })
  await queueMatching(ctx, tx, { listingIds })
  await markSoldItems(ctx, tx, listingIds)
  return listingIds.length
}
