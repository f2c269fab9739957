import type { ChatPhoto } from '@cartie/shared/schemas/chat-send'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { keepPhoto } from '../media/keep-photo.ts'
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
  return withTx(ctx, async (tx) => {
    await getChat({ ...ctx, tx }, sessionId)
    return keepPhoto(ctx, tx, Buffer.from(input.bytes, 'base64'), '/bytes')
  })
}
