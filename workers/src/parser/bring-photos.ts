import { imageTypeOf } from '@cartie/shared/domain/image-type'
import { mediaPath } from '@cartie/shared/domain/media-path'
import type { Context } from '@cartie/db/context'
import { findMedia } from '@cartie/db/services/media/find'
import { keepMedia } from '@cartie/db/services/media/keep'
import { telegramKey } from '@cartie/db/services/media/telegram-key'
import type { PostPhoto } from '@cartie/db/services/post/post-parts'
import type { TelegramDownload } from '../telegram/telegram-answer.ts'

export interface PhotoParts {
  file: TelegramDownload
  /** Undefined for a bot that is gone or switched off. */
  tokenOf: (ctx: Context, botId: string) => Promise<string | undefined>
}

/** Telegram's photos of 1280 px are a few hundred KB. */
const maxBytes = 3 * 1024 * 1024
const timeoutMs = 20_000
const tryAgainMs = 5_000

/** The photos that are kept now, in their order, and what hinders the others. */
export interface Brought {
  paths: string[]
  missing: number
  /** When those that are missing may be had; absent: never. */
  retryAfterMs?: number
}

/** Brings photos of a post from Telegram into the house, each once, and tells where they are shown. */
export async function bringPhotos(
  { file, tokenOf }: PhotoParts,
  ctx: Context,
  { botId, photos }: { botId: string; photos: readonly PostPhoto[] },
  signal: AbortSignal,
): Promise<Brought> {
  const keyOf = (photo: PostPhoto) => telegramKey(botId, photo)
  const known = await findMedia(ctx, photos.map(keyOf))
  const token = known.size < photos.length ? await tokenOf(ctx, botId) : undefined
  const brought: Brought = { paths: [], missing: 0 }
  for (const photo of photos) {
    let id = known.get(keyOf(photo))
    if (id === undefined && token !== undefined && brought.retryAfterMs === undefined) {
      const got = await file(token, photo.fileId, { signal, timeoutMs, maxBytes })
      const contentType = got.ok ? imageTypeOf(got.bytes) : undefined
      if (got.ok && contentType !== undefined) {
        const { fileId } = photo
        id = await keepMedia(ctx, { key: keyOf(photo), contentType, bytes: got.bytes, botId, fileId })
      } else if (!got.ok && got.kind !== 'refused')
        brought.retryAfterMs = got.retryAfterS === undefined ? tryAgainMs : got.retryAfterS * 1000
    }
    if (id === undefined) brought.missing++
    else brought.paths.push(mediaPath(id))
  }
  return brought
}
