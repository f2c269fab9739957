import type { Variant } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { followVariant } from '../match/follow-variant.ts'
import { markGoneVariant } from '../proposal/mark-sold.ts'
import { holdRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { refuseDuplicate } from './find-duplicate.ts'
import { readVariants } from './variant-row.ts'

interface Row {
  number: number
  canonical_url: string | null
  vin: string | null
  listing_id: string | null
  photo_keys: string[]
  deleted_at: string | null
}

/**
 * Puts a variant back; one that is there stays. Throws `not_found`, and `conflict` where its request has got the same
 * car from somebody else meanwhile.
 */
export async function restoreVariant(ctx: Context, id: string): Promise<Variant> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const { id: requestId } = await holdRequest(ctx, tx, { variantId: id })
    const [row] = await tx.sql<[Row]>`
      select number, canonical_url, vin, listing_id, photo_keys, deleted_at from request_variants
      where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update`
    if (row.deleted_at !== null) {
      const { canonical_url: canonicalUrl, vin, listing_id: listingId, photo_keys: photoKeys } = row
      await refuseDuplicate(ctx, tx, requestId, { canonicalUrl, vin, listingId, photoKeys }, id)
      await tx.sql`
        update request_variants set deleted_at = null, version = version + 1, updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${id}`
      await logRequestActivity(ctx, tx, {
        requestId,
        variantId: id,
        type: 'variant_restored',
        payload: { number: row.number },
      })
      tx.record('variant.changed', { variantId: id, requestId })
      await markGoneVariant(ctx, tx, id)
      await followVariant(ctx, tx, id)
    }
    const [variant] = await readVariants(ctx, tx, { ids: [id] })
    return variant!
  })
}
