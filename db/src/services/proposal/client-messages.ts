import { toMinor } from '@cartie/shared/domain/money'
import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import { carLine } from '@cartie/shared/scenario/car-card'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { NewDelivery } from '../delivery/enqueue.ts'
import type { Chat } from '../request/contacts.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import type { ContentCar, ProposalContent } from './content.ts'
import { pressData } from './press-data.ts'
import { clientWords } from './words.ts'

/** More cars than this are on the page only: a chat is no catalogue. */
const carsInChat = 10
const photosInAlbum = 10

/** What a car's buttons say now: the client's word on it is marked; `sure` asks before a choice. */
export function carButtons(
  itemId: string,
  language: Language,
  now: { reaction?: 'LIKED' | 'REJECTED' | null; sure?: boolean } = {},
) {
  const words = clientWords[language]
  const button = (text: string, press: Parameters<typeof pressData>[1]) => ({
    text,
    data: pressData(itemId, press),
  })
  if (now.sure) return [[button(words.yes, 'yes')], [button(words.back, 'back')]]
  const mark = (text: string, on: boolean) => (on ? `• ${text} •` : text)
  return [
    [
      button(mark(words.like, now.reaction === 'LIKED'), 'like'),
      button(mark(words.reject, now.reaction === 'REJECTED'), 'reject'),
    ],
    [button(words.choose, 'choose')],
  ]
}

/**
 * A proposal as messages: the link to its page, then each car as a photo, or as an album and its line, with buttons
 * under it. Each message of a version is written once.
 */
export function clientMessages(
  chat: Chat,
  content: ProposalContent,
  sent: { proposalId: string; version: number; url: string; sold: ReadonlySet<string> },
): NewDelivery[] {
  const words = clientWords[content.language]
  const key = `proposal:${sent.proposalId}:${sent.version}`
  const say = (name: string, what: Parameters<typeof sayTelegram>[1]): NewDelivery => ({
    ...to(chat),
    ...sayTelegram(chat.chatId, what),
    dedupKey: `${key}:${name}`,
  })
  const keyboard = { kind: 'inline' as const, rows: [[{ text: words.open, url: sent.url }]] }
  const head = [
    `<b>${escapeHtml(content.title)}</b>`,
    content.intro === null ? '' : escapeHtml(content.intro),
    `${words.ready}\n${escapeHtml(sent.url)}`,
  ]
  const cars = content.cars.filter((car) => !sent.sold.has(car.id))
  const text = head.filter(Boolean).join('\n\n')
  const rest = { text: words.more, photos: [], keyboard }
  return [
    say('head', { type: 'send', text, photos: [], ...(isOnTheInternet(sent.url) ? { keyboard } : {}) }),
    ...cars.slice(0, carsInChat).flatMap((car) => carMessages(car, content.language, say)),
    ...(cars.length > carsInChat && isOnTheInternet(sent.url)
      ? [say('more', { type: 'send', ...rest })]
      : []),
  ]
}

function carMessages(
  car: ContentCar,
  language: Language,
  say: (name: string, what: Parameters<typeof sayTelegram>[1]) => NewDelivery,
): NewDelivery[] {
  const keyboard = { kind: 'inline' as const, rows: carButtons(car.id, language) }
  const line = carText(car, language)
  const photos = car.photos.slice(0, photosInAlbum)
  // Telegram puts no buttons under an album: they stand under the line that follows it.
  if (photos.length < 2) return [say(`car:${car.id}`, { type: 'send', text: line, photos, keyboard })]
  return [
    say(`album:${car.id}`, { type: 'send', text: '', photos }),
    say(`car:${car.id}`, { type: 'send', text: line, photos: [], keyboard }),
  ]
}

/** A car in Telegram's HTML: its line, and the manager's word on it. */
function carText(
  { title, price, year, mileageKm, location, comment }: ContentCar,
  language: Language,
): string {
  const line = carLine(
    {
      title,
      ...(price === null
        ? {}
        : { price: { amountMinor: toMinor(price.amount, price.currency), currency: price.currency } }),
      ...(year === null ? {} : { year }),
      ...(mileageKm === null ? {} : { mileageKm }),
      ...(location === null ? {} : { city: location }),
    },
    language,
  )
  return [line, comment === null ? '' : escapeHtml(comment)].filter(Boolean).join('\n')
}

const to = ({ lane, botId, sessionId }: Chat) => ({
  lane,
  botId,
  sessionId,
  priority: 'answer' as const,
})
