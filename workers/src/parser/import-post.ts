import { postImport } from '@cartie/shared/jobs/post-import'
import { claimPost } from '@cartie/db/services/post/claim'
import { finishPost } from '@cartie/db/services/post/finish'
import { releasePost } from '@cartie/db/services/post/release'
import { handle, type JobHandler } from '../handler.ts'
import { bringPhotos, type PhotoParts } from './bring-photos.ts'
import { withFacts } from './cars-of-post.ts'
import { readPost } from './read-post.ts'

export interface PostImporter extends PhotoParts {
  leaseMs: number
  /** The address under which people reach this installation. */
  publicUrl: string
}

/** Photos that can't be had are waited for so often; then the car is saved without them. */
const photoTries = 3
const tryAgainMs = 2_000

/** Reads a post of a channel, or one that a colleague forwarded, and brings its cars and photos into the inventory. */
export function importPost(parts: PostImporter): JobHandler {
  return handle(postImport, async ({ workspaceId, postId }, { context, signal, log }) => {
    const ctx = context(workspaceId)
    const post = await claimPost(ctx, { postId, leaseMs: parts.leaseMs })
    if (!post) return
    try {
      const seenAt = new Date().toISOString()
      const reading = readPost(post, seenAt)
      const [car] = reading.cars
      // Photos of a post with several cars can't be told apart.
      const isSingle = car !== undefined && reading.cars.length === 1 && !car.sourceUrl?.includes('?car=')
      const wanted = isSingle ? post : { ...post, photos: [] }
      // A bit less than the lease, so that what was brought is written by who brought it.
      const late = AbortSignal.timeout(parts.leaseMs * 0.7)
      const brought = await bringPhotos(parts, ctx, wanted, AbortSignal.any([signal, late]))
      if (brought.missing && brought.retryAfterMs !== undefined && post.attempts < photoTries)
        return await releasePost(ctx, post, brought.retryAfterMs)
      const facts = { images: brought.paths, postedAt: post.postedAt ?? undefined }
      const cars = withFacts(reading.cars, facts, seenAt)
      const reason = reading.reason ?? (brought.missing ? 'photos_missing' : null)
      await finishPost(ctx, post, { ...reading, cars, reason }, (id) => `${parts.publicUrl}/inventory/${id}`)
    } catch (error) {
      log.error({ err: error, postId }, 'post not read')
      await releasePost(ctx, post, tryAgainMs * 2 ** post.attempts)
    }
  })
}
