import { currencyAfter, currencyBefore } from './currency.ts'
import { fold } from './fold.ts'
import { numbersIn, scaleAfter } from './number-text.ts'

const noMinor = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const threeMinor = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])
const longest = 10_000

export interface Money {
  /** An integer in the currency's minor units; in hundredths if the currency is not known. */
  amountMinor: number
  /** ISO 4217 code, absent if the text does not say. */
  currency?: string
}

/** An amount of money in a text, with its place in it. */
export interface MoneyHit extends Money {
  at: number
  end: number
  /** In major units. */
  value: number
  /** Where the digits begin and end, without the currency. */
  numberAt: number
  numberEnd: number
  grouped: boolean
  /** A scale word ("тис", "k", "млн") followed the digits. */
  scaled: boolean
}

/** Digits after the decimal point of an ISO 4217 currency: 2 for most and for unknown ones, 0 or 3 for some. */
export function minorUnits(currency: string): number {
  const code = currency.toUpperCase()
  return noMinor.has(code) ? 0 : threeMinor.has(code) ? 3 : 2
}

/** An amount in minor units as a number in major units, such as 1250 → 12.5 for USD. */
export function toMajor(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** minorUnits(currency)
}

/** An amount in major units as an integer of minor units, rounded. Throws RangeError for what is no safe amount. */
export function toMinor(major: number, currency: string): number {
  const exact = major * 10 ** minorUnits(currency)
  const minor = Number.isInteger(exact) ? exact : Math.round(Number(exact.toPrecision(15)))
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an amount of money: ${major}`)
  return minor
}

/**
 * Every number of a text that may be an amount, with its currency if a sign, code or word for one stands
 * beside it. `hints.currency` is the currency of the page: it decides between namesakes ("kr", "$", "lei"),
 * and is not given to an amount without a currency. Only the first 10,000 characters are read.
 */
export function findMoney(text: string, hints?: { currency?: string }): MoneyHit[] {
  const folded = fold(text.slice(0, longest))
  const hits: MoneyHit[] = []
  let taken = 0
  for (const number of numbersIn(folded)) {
    const before = currencyBefore(folded, number.at, taken, hints?.currency)
    const scale = scaleAfter(folded, number.end)
    const after = currencyAfter(text, folded, scale.end, hints?.currency)
    const currency = after?.code ?? before?.code
    // "35 000 тис. $": nobody means thirty-five million.
    const factor = number.value >= 1000 && scale.factor === 1000 ? 1 : scale.factor
    const value = factor === 1 ? number.value : Number((number.value * factor).toPrecision(15))
    const end = after?.end ?? scale.end
    taken = end
    if (!Number.isSafeInteger(Math.round(value * 1000))) continue
    hits.push({
      at: after ? number.at : (before?.at ?? number.at),
      end,
      value,
      numberAt: number.at,
      numberEnd: number.end,
      grouped: number.grouped,
      scaled: scale.factor > 1,
      amountMinor: toMinor(value, currency ?? 'USD'),
      ...(currency ? { currency } : {}),
    })
  }
  return hits
}

/**
 * Reads one printed price: the first amount with a currency, else the first number. Grouping by space,
 * point, comma or apostrophe is told from decimals; "21.5k" and "12 тис" are thousands. The currency is
 * absent if the text has none and no `hints.currency` is given. Undefined if there is no number, or a minus
 * stands before it. Only the first 1,000 characters are read.
 */
export function parseMoney(raw: string, hints?: { currency?: string }): Money | undefined {
  const hits = findMoney(raw.slice(0, 1000), hints)
  const hit = hits.find((h) => h.currency) ?? hits[0]
  if (!hit || /[-−–]\s?$/.test(raw.slice(Math.max(0, hit.at - 2), hit.at).replace(/\d\s?[-−–]\s?$/, '')))
    return undefined
  const currency = hit.currency ?? hints?.currency?.toUpperCase()
  return currency ? { amountMinor: toMinor(hit.value, currency), currency } : { amountMinor: hit.amountMinor }
}
