import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { Context, Tx } from '../../context.ts'

/** By what photos are known again, in their order: those that are kept by what they are, others by their address. */
export async function photoKeys(ctx: Context, tx: Tx, photos: readonly string[]): Promise<string[]> {
  const ids = photos.flatMap((photo) => mediaIdOf(photo) ?? [])
  const kept = ids.length
    ? await tx.sql<{ id: string; key: string }[]>`
        select id, key from media where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`
    : []
  const keys = new Map(kept.map((row) => [row.id, row.key]))
  return photos.map((photo) => {
    const id = mediaIdOf(photo)
    return id === undefined ? canonicalUrl(photo) : (keys.get(id) ?? photo)
  })
}
