import { variantImport } from '@cartie/shared/jobs/variant-import'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { ClaimedVariant } from './claim-import.ts'
import { linkMark } from './link-mark.ts'

/**
 * Writes the photos that were brought for a claimed variant, after those that it has and each once; what could not be
 * had is left out. False, and nothing is changed, where the claim was taken over. Throws `forbidden`.
 */
export async function finishVariantPhotos(
  ctx: Context,
  claimed: ClaimedVariant,
  paths: readonly string[],
): Promise<boolean> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ request_id: string }[]>`
      update request_variants set lease_until = null,
        photos = array(
          select photo from unnest(photos || ${paths as string[]}::text[]) with ordinality as all_photos(photo, place)
          group by photo order by min(place) limit 20),
        file_ids = case when ${linkMark} = any (file_ids) then array[${linkMark}] else '{}' end, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${claimed.id} and fence = ${claimed.fence}
      returning request_id`
    if (row) tx.record('variant.changed', { variantId: claimed.id, requestId: row.request_id })
    return row !== undefined
  })
}

/** Gives a claimed variant back, to be tried again after `afterMs`. A stale fence changes nothing. Throws `forbidden`. */
export async function releaseVariantPhotos(
  ctx: Context,
  claimed: ClaimedVariant,
  afterMs: number,
): Promise<void> {
  requirePermission(ctx, 'requests.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update request_variants set lease_until = clock_timestamp() + ${afterMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${claimed.id} and fence = ${claimed.fence}`
    if (count)
      tx.wake(
        variantImport,
        { workspaceId: ctx.workspaceId, variantId: claimed.id },
        { delayMs: afterMs + 50 },
      )
  })
}
