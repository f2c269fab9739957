import type { RequestStatus } from '@cartie/shared/domain/request-status'
import { townName } from '@cartie/shared/domain/town-name'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { requestPressData } from './request-press.ts'
import { stageWords } from './stage-words.ts'

type Words = Record<Language, string>

const titles: Words = { uk: 'Запит', ru: 'Запрос', en: 'Request' }
const takenBy: Words = { uk: 'У роботі', ru: 'В работе', en: 'Taken by' }
const deeds: Partial<Record<RequestStatus, Words>> = {
  COLLECTING_VARIANTS: { uk: 'Взяти в роботу', ru: 'Взять в работу', en: 'Take it' },
  LOST: { uk: 'Закрити запит', ru: 'Закрыть запрос', en: 'Close it' },
  DRAFT: { uk: 'Повернути', ru: 'Вернуть', en: 'Bring it back' },
}
/** The moves that a card offers: what tells partners or the client of it is done where it can be looked over first. */
const offered: Partial<Record<RequestStatus, readonly RequestStatus[]>> = {
  DRAFT: ['COLLECTING_VARIANTS', 'LOST'],
  PUBLISHED: ['COLLECTING_VARIANTS'],
  LOST: ['DRAFT'],
}

/** Whether the card of a request in this stage has a button for that move: an old card may show one that it had. */
export const cardOffers = (from: RequestStatus, to: RequestStatus): boolean =>
  offered[from]?.includes(to) ?? false

/** Who wishes it. */
export interface CardClient {
  name: string
  phone: string | null
  telegramUsername: string | null
}

const longestWish = 700

/**
 * A request in Telegram's HTML, with buttons to take or close it. `url` is its page, `by` who pressed last.
 */
export function requestCard(
  request: B2bRequest,
  client: CardClient | null,
  { language, url, by }: { language: Language; url: string | null; by?: string | undefined },
) {
  const { budget, cities } = request.criteria
  const amount = budget ? (budget.max ?? budget.min) : null
  const facts = [
    amount === null ? '' : `${amount} ${budget?.currency}`,
    cities.map((one) => townName(one, language)).join(', '),
    request.quantity > 1 ? `× ${request.quantity}` : '',
  ]
  const name = `${titles[language]} ${escapeHtml(request.code)}`
  const lines = [
    `<b>${url === null ? name : `<a href="${escapeHtml(url)}">${name}</a>`}</b> · ${stageWords[request.status][language]}`,
    client ? escapeHtml(client.name) : '',
    client?.phone ? `<code>${escapeHtml(client.phone)}</code>` : '',
    client?.telegramUsername ? `@${escapeHtml(client.telegramUsername)}` : '',
    `<b>${escapeHtml(request.title)}</b>`,
    escapeHtml(facts.filter(Boolean).join(' · ')),
    request.description === request.title
      ? ''
      : escapeHtml((request.description ?? '').slice(0, longestWish).toWellFormed()),
    by === undefined ? '' : `${takenBy[language]}: ${escapeHtml(by)}`,
  ]
  const buttons = (offered[request.status] ?? []).map((to) => [
    {
      text: deeds[to]?.[language] ?? stageWords[to][language],
      callback_data: requestPressData(request.id, to),
    },
  ])
  return { text: lines.filter(Boolean).join('\n'), reply_markup: { inline_keyboard: buttons } }
}
