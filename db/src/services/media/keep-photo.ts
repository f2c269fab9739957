import { createHash } from 'node:crypto'
import { imageTypeOf } from '@cartie/shared/domain/image-type'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/**
 * Keeps a photo that somebody sent, the same one once. Throws `invalid` for what is no JPEG, PNG or WebP.
 * @param pointer where it stood in what they sent
 */
export async function keepPhoto(
  ctx: Context,
  tx: Tx,
  bytes: Buffer,
  pointer: string,
): Promise<{ id: string; path: string }> {
  const contentType = imageTypeOf(bytes)
  if (!contentType) {
    throw new AppError('invalid', 'This is no photo. Take a JPEG, a PNG or a WebP.', {
      errors: [{ pointer, code: 'no_image', message: 'Take a JPEG, a PNG or a WebP.' }],
    })
  }
  const key = `sha256 ${createHash('sha256').update(bytes).digest('hex')}`
  const [kept] = await tx.sql<[{ id: string }]>`
    insert into media as m (workspace_id, key, content_type, bytes)
    values (${ctx.workspaceId}, ${key}, ${contentType}, ${bytes})
    on conflict (workspace_id, key) do update set key = m.key returning id`
  return { id: kept.id, path: mediaPath(kept.id) }
}
