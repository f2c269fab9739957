import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { Context, Tx } from '../../context.ts'

/**
 * Marks cars as sold whose adverts were found closed. A status that a person set stays. The mark on the hash makes
 * the next reading of an advert that is open again count, even if its text is the same.
 */
export async function markSold(ctx: Context, tx: Tx, cars: readonly ExtractedCar[]): Promise<void> {
  const urls = cars
    .flatMap((c) => (c.sourceUrl ? [canonicalUrl(c.sourceUrl)] : []))
    .filter((u) => u !== undefined)
  if (!urls.length) return
  const rows = await tx.sql<{ id: string }[]>`
    update car_listings set status = 'SOLD', content_hash = '!' || ltrim(content_hash, '!'), version = version + 1, updated_at = now(), last_seen_at = now()
    where workspace_id = ${ctx.workspaceId} and canonical_url in ${tx.sql(urls)}
      and status in ('AVAILABLE', 'RESERVED') and not 'status' = any (locked_fields)
    returning id`
  if (rows.length) tx.record('listing.changed', { listingIds: rows.map((r) => r.id) })
}
