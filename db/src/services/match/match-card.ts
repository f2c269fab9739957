import { reasonLine } from '@cartie/shared/domain/match-words'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { carLine } from '@cartie/shared/scenario/car-card'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { MatchReason } from '@cartie/shared/schemas/request'
import { matchData, type MatchPress } from './match-press.ts'
import { matchWords } from './match-words.ts'

/** A car that fits, as people are told of it. */
export interface ToldMatch {
  listingId: string
  score: number
  reasons: MatchReason[]
  /** It was told of before, at a higher price. */
  cheaper: boolean
  title: string | null
  make: string | null
  model: string | null
  year: number | null
  priceMinor: number | null
  currency: string | null
  mileageKm: number | null
  location: string | null
  photo: string | null
}

export interface MatchCardInput {
  request: { id: string; code: string; title: string }
  /** Best first. */
  matches: readonly ToldMatch[]
  language: Language
  chatId: string
  /** Eight letters that tell this message. */
  message: string
  /** The request's page for colleagues; null where its address is not known. */
  page: string | null
}

/** So many cars are shown in one message; the rest is a number. */
export const mostShown = 5

/**
 * A message about cars that fit a request, with buttons to offer, hide or put off each: a photo with a caption for one,
 * a list for several.
 */
export function matchCard(input: MatchCardInput): TelegramRequest {
  const { request, matches, language, chatId, page } = input
  const words = matchWords[language]
  const shown = matches.slice(0, mostShown)
  const isOne = matches.length === 1
  const head = isOne ? words.fits : words.fitMany(matches.length)
  const code = escapeHtml(request.code)
  const lines = [
    `<b>${head}</b> · ${page === null ? code : `<a href="${escapeHtml(page)}">${code}</a>`} ${escapeHtml(request.title.slice(0, 100))}`,
    ...shown.map((match, n) => carText(match, language, isOne ? '' : `${n + 1}. `)),
    matches.length > shown.length ? words.more(matches.length - shown.length) : '',
  ]
  const text = lines.filter(Boolean).join('\n\n')
  const reply_markup = {
    inline_keyboard: shown.map((match, n) => buttonsOf(match, input, isOne ? '' : ` ${n + 1}`)),
  }
  const photo = isOne ? shown[0]?.photo : undefined
  if (!photo || !isFetched(photo)) {
    const quiet = { link_preview_options: { is_disabled: true } }
    return { method: 'sendMessage', params: { chat_id: chatId, text, reply_markup, ...quiet } }
  }
  return {
    method: 'sendPhoto',
    params: { chat_id: chatId, photo: 'attach://photo', caption: text, reply_markup },
    files: { photo: { key: photo, url: photo } },
  }
}

const isFetched = (photo: string) => /^https?:/i.test(photo) || mediaIdOf(photo) !== undefined

function carText(match: ToldMatch, language: Language, place: string): string {
  const { title, make, model, year, priceMinor, currency, mileageKm, location } = match
  const line = carLine(
    {
      title: (title ?? [make, model, year].filter(Boolean).join(' ')).slice(0, 120) || '—',
      ...(year === null ? {} : { year }),
      ...(priceMinor === null || currency === null ? {} : { price: { amountMinor: priceMinor, currency } }),
      ...(mileageKm === null ? {} : { mileageKm }),
      ...(location === null ? {} : { city: location.slice(0, 60) }),
    },
    language,
  )
  const cheaper = match.cheaper ? ` · ${matchWords[language].cheaper}` : ''
  return `${place}${line}\n${match.score} % · ${escapeHtml(reasonLine(match.reasons, language))}${cheaper}`
}

function buttonsOf({ listingId }: ToldMatch, { request, language, message }: MatchCardInput, place: string) {
  const button = (press: MatchPress) => ({
    text: `${matchWords[language].buttons[press]}${place}`,
    callback_data: matchData({ press, requestId: request.id, listingId, message }),
  })
  return [button('offer'), button('hide'), button('snooze')]
}
