import { mediaPath } from '@cartie/shared/domain/media-path'
import type { ChatMessage } from '@cartie/shared/schemas/chat'
import type { Context } from '../../context.ts'
import { findMedia } from '../media/find.ts'
import { uniqueKey } from '../media/telegram-key.ts'

const keysOf = ({ direction, content }: ChatMessage): string[] =>
  direction === 'in' && Array.isArray(content.files)
    ? (content.files as { kind?: unknown; uniqueId?: unknown }[])
        .filter((file) => file.kind === 'photo' && typeof file.uniqueId === 'string')
        .map((file) => uniqueKey(file.uniqueId as string))
    : []

/** Gives messages that came in the addresses of those of their photos that are in the house. */
export async function withPhotos(ctx: Context, messages: readonly ChatMessage[]): Promise<ChatMessage[]> {
  const known = await findMedia(ctx, [...new Set(messages.flatMap(keysOf))])
  return messages.map((message) => {
    const photos = keysOf(message).flatMap((key) => known.get(key) ?? [])
    return photos.length
      ? { ...message, content: { ...message.content, photos: photos.map(mediaPath) } }
      : message
  })
}
