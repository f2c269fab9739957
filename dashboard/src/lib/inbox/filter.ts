import { isId } from '@cartie/shared/domain/is-id'
import type { ChatFilter } from './chats.svelte.ts'

export const chatViews = ['unread', 'mine', 'none'] as const
export type ChatView = (typeof chatViews)[number]

/** What an address asks of the inbox; what the API would refuse is left out. */
export interface InboxView {
  view: ChatView | undefined
  bot: string | undefined
  q: string
}

export function viewOf(params: Pick<URLSearchParams, 'get'>): InboxView {
  const bot = params.get('bot') ?? ''
  return {
    view: chatViews.find((one) => one === params.get('view')),
    bot: isId(bot) ? bot : undefined,
    q: (params.get('q') ?? '').trim().slice(0, 200),
  }
}

/** The address's query for a view, in a fixed order. */
export function searchOf({ view, bot, q }: InboxView, id?: string): string {
  const params = new URLSearchParams({
    ...(view ? { view } : {}),
    ...(bot ? { bot } : {}),
    ...(q ? { q } : {}),
    ...(id ? { id } : {}),
  })
  return params.size ? `?${params}` : ''
}

/** The API's filter for a view. */
export const filterOf = ({ view, bot, q }: InboxView): ChatFilter => ({
  ...(view === 'unread' ? { unread: 'true' } : view ? { assigned: view } : {}),
  ...(bot ? { botId: bot } : {}),
  ...(q ? { q } : {}),
})
