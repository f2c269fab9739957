import type { TelegramPerson } from '@cartie/shared/domain/telegram-message'
import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import type { NewDelivery } from '../delivery/enqueue.ts'
import type { TalkRow } from './talk-row.ts'
import { toChat } from './to-chat.ts'

export interface OpenedLink {
  /** The secret that the link carries behind its prefix. */
  token: string
  sender: TelegramPerson
  /** Answers who opened it, in Telegram's HTML; it stands in the chat. */
  say: (html: string) => NewDelivery[]
}

/** A link of ours with this prefix that somebody opened in their own chat with a bot; undefined for any other update. */
export function openedLink(
  talk: TalkRow,
  { kind, message, sender }: TelegramUpdate,
  prefix: string,
): OpenedLink | undefined {
  if (kind !== 'message' || talk.kind !== 'private' || !sender || !talk.enabled) return undefined
  const payload = /^\/start(?:@\w+)? ([A-Za-z0-9_-]{1,64})$/.exec(message?.text.trim() ?? '')?.[1]
  if (!payload?.startsWith(prefix) || payload === prefix) return undefined
  return {
    token: payload.slice(prefix.length),
    sender,
    say: (text) => [
      {
        ...toChat(talk, 'sendMessage', { text }),
        sessionId: talk.id,
        message: { author: 'bot', kind: 'text', text: plainOfHtml(text) },
      },
    ],
  }
}
