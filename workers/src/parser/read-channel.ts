import type { PageResult } from '@cartie/shared/domain/page-result'
import type { ChannelPage } from './telegram-page.ts'

export function readChannel(channel: ChannelPage, _seenAt: string): PageResult {
  return {
    kind: 'channel',
    cars: [],
    posts: channel.posts.length,
    ...(channel.nextPageUrl ? { nextPageUrl: channel.nextPageUrl } : {}),
  }
}
