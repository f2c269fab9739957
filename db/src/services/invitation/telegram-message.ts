import { letterWords } from '@cartie/shared/domain/letter-words'
import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import { undrawnLink } from '@cartie/shared/domain/telegram-request'
import { escapeHtml, plainOfHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { toChat } from '../talk/to-chat.ts'

interface Place {
  botId: string
  chatId: string
  sessionId: string
  language: Language
  /** Where people open this installation. */
  publicUrl: string
}

/**
 * What a bot says to who is invited: a button with the link, which is drawn when the message goes. Telegram takes no
 * button for an address of a single machine; the link stands in the text then, and never in what the inbox shows.
 */
export function invitationMessage(
  { botId, chatId, sessionId, language, publicUrl }: Place,
  { id, company, days }: { id: string; company: string; days: number },
): NewDelivery {
  const { text, button, until } = letterWords[language]
  const words = `${escapeHtml(text.invitation(company))}\n\n${until({ days: Math.max(1, Math.round(days)) })}`
  const params = isOnTheInternet(publicUrl)
    ? {
        text: words,
        reply_markup: { inline_keyboard: [[{ text: button.invitation, url: undrawnLink }]] },
      }
    : { text: `${words}\n\n${undrawnLink}` }
  const said = toChat({ botId, chatId }, 'sendMessage', params)
  return {
    ...said,
    request: { ...said.request, link: { invitationId: id } },
    sessionId,
    message: { author: 'bot', kind: 'text', text: plainOfHtml(words) },
  }
}
