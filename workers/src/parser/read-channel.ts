import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { parsePost } from '@cartie/shared/domain/post-text'
import { carsOfPost, withFacts } from './cars-of-post.ts'
import { distinctPhotos } from './extractors/images.ts'
import type { ChannelPage, ChannelPost } from './telegram-page.ts'

/** The cars of one post with its photos, its date and its place in the channel; none if it offers no car. */
function carsOf(post: ChannelPost, seenAt: string, dictionary: Dictionary): ExtractedCar[] {
  if (post.text.length < 10) return []
  const read = parsePost(post.text, { dictionary })
  if (read.kind !== 'cars') return []
  const place = {
    source: 't.me',
    sourceUrl: post.url,
    sourceChatId: post.channel,
    sourceMessageId: post.messageId,
  }
  const images = distinctPhotos(post.photos, 'https://t.me/')
  return withFacts(carsOfPost(read.cars, place, seenAt), { images, postedAt: post.postedAt }, seenAt)
}

/** Reads a channel page: every post that sells a car, newest first, and the way to older posts. */
export function readChannel(channel: ChannelPage, seenAt: string, dictionary: Dictionary): PageResult {
  const newestFirst = [...channel.posts].sort((a, b) => b.messageId - a.messageId)
  const cars = newestFirst.flatMap((post) => carsOf(post, seenAt, dictionary))
  return {
    kind: 'channel',
    cars,
    posts: channel.posts.length,
    ...(channel.nextPageUrl ? { nextPageUrl: channel.nextPageUrl } : {}),
  }
}
