import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'

/** A photo as Telegram names it for one bot, and for all. */
export interface PostPhoto {
  fileId: string
  uniqueId?: string
}

/** One message of a post. */
export interface PostPart {
  text: string
  photo?: PostPhoto
  /** When it was written or changed last, in seconds since 1970, and by which update: the later one counts. */
  at: number
  updateId: number
}

/** The messages of a post by their numbers: one, or those of an album. */
export type PostParts = Record<string, PostPart>

/** What makes messages one post: their album, or else each its number. */
export const keyOf = ({ message }: TelegramUpdate): string =>
  message?.content.albumId ? `album ${message.content.albumId}` : `message ${message?.messageId ?? 0}`

/** The messages of updates of one post. */
export const partsOf = (updates: readonly TelegramUpdate[]): PostParts =>
  updates.reduce<PostParts>((parts, { updateId, message }) => {
    if (!message || message.messageId === null) return parts
    const photo = message.content.files?.find((file) => file.kind === 'photo')
    const part: PostPart = {
      text: message.text,
      ...(photo
        ? { photo: { fileId: photo.fileId, ...(photo.uniqueId ? { uniqueId: photo.uniqueId } : {}) } }
        : {}),
      at: message.editedAt ?? message.date ?? 0,
      updateId,
    }
    return mergeParts(parts, { [message.messageId]: part }).parts
  }, {})

/** What is known of a post after more of it came, in whatever order; and whether it says anything else now. */
export function mergeParts(known: PostParts, fresh: PostParts): { parts: PostParts; differs: boolean } {
  const parts = { ...known }
  let differs = false
  for (const [number, part] of Object.entries(fresh)) {
    const before = parts[number]
    if (before && !isLater(part, before)) continue
    parts[number] = part
    differs ||= before?.text !== part.text || fileOf(before) !== fileOf(part)
  }
  return { parts, differs }
}

const isLater = (a: PostPart, b: PostPart): boolean => (a.at === b.at ? a.updateId > b.updateId : a.at > b.at)

const fileOf = (part: PostPart | undefined): string | undefined =>
  part?.photo && (part.photo.uniqueId ?? part.photo.fileId)

const inOrder = (parts: PostParts): PostPart[] =>
  Object.entries(parts)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, part]) => part)

/** What a post says: the text of its first message that has one. */
export const textOfParts = (parts: PostParts): string => inOrder(parts).find((part) => part.text)?.text ?? ''

/** The photos of a post, in their order. */
export const photosOfParts = (parts: PostParts): PostPhoto[] =>
  inOrder(parts).flatMap((part) => part.photo ?? [])

/** The number by which a post is known: that of its first message. */
export const firstNumber = (parts: PostParts): number => Math.min(...Object.keys(parts).map(Number))
