import { toMinor } from '@cartie/shared/domain/money'
import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import type { Language } from '@cartie/shared/schemas/common'
import { carValues } from '@cartie/shared/texts/car-values'
import { composeText } from '@cartie/shared/texts/compose-text'
import type { OwnTexts } from '@cartie/shared/texts/registry'
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
  sent: { proposalId: string; version: number; url: string; sold: ReadonlySet<string>; texts: OwnTexts },
): NewDelivery[] {
  const words = clientWords[content.language]
  const key = `proposal:${sent.proposalId}:${sent.version}`
  const say = (name: string, what: Parameters<typeof sayTelegram>[1]): NewDelivery => ({
    ...to(chat),
    ...sayTelegram(chat.chatId, what),
    dedupKey: `${key}:${name}`,
  })
  const keyboard = { kind: 'inline' as const, rows: [[{ text: words.open, url: sent.url }]] }
  const { title, intro, code, language } = content
  const link = sent.url
  const cars = content.cars.filter((car) => !sent.sold.has(car.id))
  const text = composeText(sent.texts, 'proposal_message', language, { title, intro, link, code })
  const count = String(cars.length - carsInChat)
  const more = composeText(sent.texts, 'proposal_more', language, { count, link })
  return [
    say('head', { type: 'send', text, photos: [], ...(isOnTheInternet(sent.url) ? { keyboard } : {}) }),
    ...cars
      .slice(0, carsInChat)
      .flatMap((car) => carMessages(car, carText(car, language, sent.texts), language, say)),
    ...(cars.length > carsInChat && isOnTheInternet(sent.url)
      ? [say('more', { type: 'send', text: more, photos: [], keyboard })]
      : []),
  ]
}

function carMessages(
  car: ContentCar,
  line: string,
  language: Language,
  say: (name: string, what: Parameters<typeof sayTelegram>[1]) => NewDelivery,
): NewDelivery[] {
  const keyboard = { kind: 'inline' as const, rows: carButtons(car.id, language) }
  const photos = car.photos.slice(0, photosInAlbum)
  // Telegram puts no buttons under an album: they stand under the line that follows it.
  if (photos.length < 2) return [say(`car:${car.id}`, { type: 'send', text: line, photos, keyboard })]
  return [
    say(`album:${car.id}`, { type: 'send', text: '', photos }),
    say(`car:${car.id}`, { type: 'send', text: line, photos: [], keyboard }),
  ]
}

/** A car as the variables of its message show it. */
function carText(car: ContentCar, language: Language, texts: OwnTexts): string {
  const price = car.price && {
    amountMinor: toMinor(car.price.amount, car.price.currency),
    currency: car.price.currency,
  }
  const values = { ...carValues({ ...car, price }, language), comment: car.comment }
  return composeText(texts, 'proposal_car', language, values)
}

const to = ({ lane, botId, sessionId }: Chat) => ({
  lane,
  botId,
  sessionId,
  priority: 'answer' as const,
})
