import { requirePermission, type Context } from '../../context.ts'
import { withTx } from '../../client.ts'
import { uniqueIdIn } from '../media/telegram-key.ts'
import type { PostPhoto } from '../post/post-parts.ts'
import { linkMark } from './link-mark.ts'

/** After so many claims without an end, the photos are given up: they take their worker down with them. */
const maxClaims = 5

/** A variant whose photos are in the hands of a worker. Every later write names its fence. */
export interface ClaimedVariant {
  id: string
  fence: number
  botId: string
  photos: PostPhoto[]
  attempts: number
}

interface Row {
  id: string
  request_id: string
  fence: number
  bot_id: string | null
  file_ids: string[]
  photo_keys: string[]
  attempts: number
}

/**
 * Takes a variant whose photos are still with Telegram under a lease, by the database's clock. Null where there are
 * none, or somebody brings them. Throws `forbidden`.
 */
export async function claimVariantPhotos(
  ctx: Context,
  { variantId, leaseMs }: { variantId: string; leaseMs: number },
): Promise<ClaimedVariant | null> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      update request_variants set fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${variantId} and array_remove(file_ids, ${linkMark}) <> '{}'
        and (lease_until is null or lease_until < clock_timestamp())
      returning id, request_id, fence::float8 as fence, bot_id, file_ids, photo_keys, attempts`
    if (!row) return null
    const files = row.file_ids.filter((file) => file !== linkMark)
    if (row.bot_id === null || row.attempts > maxClaims) {
      await tx.sql`
        update request_variants set file_ids = ${row.file_ids.filter((file) => file === linkMark)}::text[], lease_until = null,
          updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${row.id}`
      tx.record('variant.changed', { variantId: row.id, requestId: row.request_id })
      return null
    }
    const keys = row.photo_keys.slice(-files.length)
    const photos = files.map((fileId, n) => {
      const uniqueId = uniqueIdIn(keys[n] ?? '')
      return { fileId, ...(uniqueId === undefined ? {} : { uniqueId }) }
    })
    return { id: row.id, fence: row.fence, botId: row.bot_id, photos, attempts: row.attempts }
  })
}
