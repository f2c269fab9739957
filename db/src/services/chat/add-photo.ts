import { createHash } from 'node:crypto'
import { imageTypeOf } from '@cartie/shared/domain/image-type'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { AppError } from '@cartie/shared/errors'
import type { ChatPhoto } from '@cartie/shared/schemas/chat-send'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { getChat } from './get.ts'

/**
 * Keeps a photo that a person is about to send into a chat, the same one once; `bytes` is base64. Throws `not_found`
 * for the chat, `invalid` for what is no JPEG, PNG or WebP.
 */
export async function addChatPhoto(
  ctx: Context,
  sessionId: string,
  input: { bytes: string },
): Promise<ChatPhoto> {
  requirePermission(ctx, 'chats.write')
  const bytes = Buffer.from(input.bytes, 'base64')
  const contentType = imageTypeOf(bytes)
  if (!contentType) {
    throw new AppError('invalid', 'This is no photo. Take a JPEG, a PNG or a WebP.', {
      errors: [{ pointer: '/bytes', code: 'no_image', message: 'Take a JPEG, a PNG or a WebP.' }],
    })
  }
  const key = `sha256 ${createHash('sha256').update(bytes).digest('hex')}`
  return withTx(ctx, async (tx) => {
    await getChat({ ...ctx, tx }, sessionId)
    const [kept] = await tx.sql<[{ id: string }]>`
      insert into media as m (workspace_id, key, content_type, bytes)
      values (${ctx.workspaceId}, ${key}, ${contentType}, ${bytes})
      on conflict (workspace_id, key) do update set key = m.key returning id`
    return { id: kept.id, path: mediaPath(kept.id) }
  })
}
