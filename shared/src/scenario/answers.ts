import { cleanText } from '../domain/clean-text.ts'
import { parseDate } from '../domain/date-text.ts'
import { parseMoney, toMajor } from '../domain/money.ts'
import { findPhones, normalizePhone } from '../domain/phone.ts'
import { parseYear } from '../domain/year.ts'
import type { Answer } from './node.ts'
import type { SystemText } from './system-texts.ts'
import type { Value } from './value.ts'

/** What kind of answer a question takes. */
export const answerKinds = ['text', 'number', 'phone', 'year', 'price', 'date', 'photos'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** The value of an answer, or what is wrong with it. */
type Reading = { value: Value } | { wrong: SystemText }

interface Bounds {
  /** Least and most, in major units for prices; lengths for texts. */
  min?: number | undefined
  max?: number | undefined
  /** ISO 4217, for amounts without one. */
  currency: string
  /** YYYY-MM-DD. */
  today: string
}

type Message = (Answer & { kind: 'message' })['message']

const longest = 2000

/** Reads an answer of one kind. Texts keep their lines; phones are E.164, dates YYYY-MM-DD, prices money. */
export function readAnswer(kind: AnswerKind, message: Message, bounds: Bounds): Reading {
  if (kind === 'photos')
    return message.photos?.length ? { value: message.photos.slice(0, 10) } : { wrong: 'badPhotos' }
  const text = cleanText(message.text ?? '')
    .slice(0, longest)
    .toWellFormed()
    .trim()
  if (kind === 'phone') return readPhone(message.contact?.phone ?? text)
  if (!text) return { wrong: wrongWord[kind] }
  return readers[kind](text, bounds)
}

/** One rule for every phone number: E.164, Ukraine where none is said. */
export function readPhone(text: string): Reading {
  const phone = normalizePhone(text) ?? findPhones(text)[0]
  return phone ? { value: phone } : { wrong: 'badPhone' }
}

const wrongWord = {
  text: 'badText',
  number: 'badNumber',
  year: 'badYear',
  price: 'badPrice',
  date: 'badDate',
} as const

const within = (value: number, { min, max }: Bounds): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max)

const readers: Record<keyof typeof wrongWord, (text: string, bounds: Bounds) => Reading> = {
  text: (text, bounds) => (within(text.length, bounds) ? { value: text } : { wrong: 'badText' }),
  number(text, bounds) {
    const [digits] = /-?\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?/.exec(text) ?? []
    const value = Number(digits?.replace(/[ \u00a0]/g, '').replace(',', '.')) + 0
    if (digits === undefined || !Number.isFinite(value)) return { wrong: 'badNumber' }
    return within(value, bounds) ? { value } : { wrong: 'badRange' }
  },
  year(text, bounds) {
    const year = parseYear(text, Number(bounds.today.slice(0, 4)))
    if (year === undefined) return { wrong: 'badYear' }
    return within(year, bounds) ? { value: year } : { wrong: 'badRange' }
  },
  price(text, bounds) {
    const money = parseMoney(text, { currency: bounds.currency })
    if (!money || money.amountMinor <= 0) return { wrong: 'badPrice' }
    const currency = money.currency ?? bounds.currency
    if (!within(toMajor(money.amountMinor, currency), bounds)) return { wrong: 'badRange' }
    return { value: { amountMinor: money.amountMinor, currency } }
  },
  date(text, bounds) {
    const date = parseDate(text, bounds.today)
    if (date === undefined) return { wrong: 'badDate' }
    return date >= bounds.today ? { value: date } : { wrong: 'badRange' }
  },
}
