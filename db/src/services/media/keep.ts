import { mediaPath } from '@cartie/shared/domain/media-path'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

export interface NewMedia {
  /** What the photo is: the same one has the same key. */
  key: string
  contentType: string
  bytes: Buffer
  /** The bot that knows it, and by which name: it never has to upload it. */
  botId: string
  fileId: string
}

/** Keeps a photo, once; returns its id. Throws `forbidden`. */
export async function keepMedia(ctx: Context, photo: NewMedia): Promise<string> {
  requirePermission(ctx, 'listings.write')
  return withTx(ctx, async ({ sql }) => {
    // Two who bring one photo write the same, so whoever is second changes nothing.
    const [kept] = await sql<[{ id: string }]>`
      insert into media as m (workspace_id, key, content_type, bytes)
      values (${ctx.workspaceId}, ${photo.key}, ${photo.contentType}, ${photo.bytes})
      on conflict (workspace_id, key) do update set key = m.key returning id`
    await sql`
      insert into bot_files (workspace_id, bot_id, key, file_id)
      values (${ctx.workspaceId}, ${photo.botId}, ${mediaPath(kept.id)}, ${photo.fileId})
      on conflict (workspace_id, bot_id, key) do nothing`
    return kept.id
  })
}
