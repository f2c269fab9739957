import type { CarFields } from '../domain/car.ts'
import { cleanText } from '../domain/clean-text.ts'
import { builtIn, type Dictionary } from '../domain/dictionary.ts'
import { findMoney, toMinor, type MoneyHit } from '../domain/money.ts'
import { hideContacts } from '../domain/hide-contacts.ts'
import { priceSign } from '../domain/post-price.ts'
import { parsePost } from '../domain/post-text.ts'
import { findMakeModel } from '../domain/makes.ts'
import type { OfferDraft } from './effect.ts'

/** The first link of a text. */
export const linkIn = (text: string): string | undefined => /https?:\/\/[^\s<>"]{3,1900}/i.exec(text)?.[0]

/**
 * What a dealer's messages offer, without anybody's contacts; undefined without a price. What a later message says goes
 * before what an earlier one said. `thisYear` bounds the car's year. An amount without a currency is in that of the
 * price before it, or in dollars.
 */
export function readOffer(
  said: string | readonly string[],
  thisYear: number,
  dictionary: Dictionary = builtIn,
): Omit<OfferDraft, 'requestId' | 'photos'> | undefined {
  const messages = [said].flat().map((one) => cleanText(one).trim())
  const text = messages.join('\n').slice(0, 4000).toWellFormed().trim()
  const read = (one: string): Fields => {
    const post = parsePost(one, { now: new Date(Date.UTC(thisYear, 6)), dictionary })
    return post.kind === 'cars' ? (post.cars[0]?.fields ?? {}) : {}
  }
  const fields = read(text)
  const [first = '', ...later] = messages
  let price = offerPrice(first, later.length ? read(first) : fields)
  for (const [n, one] of later.entries()) {
    const own = read(one)
    Object.assign(fields, correctedFields(one, own, thisYear))
    price = correctedPrice(one, own, price, thisYear) ?? price
    const soFar = messages.slice(0, n + 2).join('\n')
    price ??= offerPrice(soFar, read(soFar))
  }
  const named = findMakeModel(text, dictionary)
  if (!price) return undefined
  const make = fields.make ?? named?.make
  const model = fields.model ?? named?.model
  const url = linkIn(text)
  const details = hideContacts(text)
  return {
    title: (details.split('\n')[0] ?? '').slice(0, 120).toWellFormed() || [make, model].join(' ').trim(),
    price,
    details,
    said: text,
    ...(make ? { make } : {}),
    ...(model ? { model } : {}),
    ...(fields.year ? { year: fields.year } : {}),
    ...(fields.mileageKm ? { mileageKm: fields.mileageKm } : {}),
    ...(fields.vin ? { vin: fields.vin } : {}),
    ...(url ? { url } : {}),
  }
}

type Fields = Partial<CarFields>
type Price = OfferDraft['price']

/** A number without a currency is a price between these, in major units; above the second only of a small currency. */
const least = 1000
const most = { large: 999_999, small: 20_000_000 }
const largeCurrencies: readonly string[] = ['USD', 'EUR', 'GBP', 'CHF']
const filler = /^[^\p{L}\d]*(?:(?:за|по|буде|будет|торг|ок|ok|for)(?!\p{L})[^\p{L}\d]*)*$/iu

/** What a message adds to those before it. A number alone is a year where it can be one, else the price. */
function correctedFields(text: string, { year, mileageKm, vin }: Fields, thisYear: number): Fields {
  const alone = amountAlone(text)
  if (alone && isYear(alone, thisYear)) return { year: alone.value }
  return { ...(year ? { year } : {}), ...(mileageKm ? { mileageKm } : {}), ...(vin ? { vin } : {}) }
}

/** An amount counts where nothing else stands in the message, beside a word for price, or with the car itself. */
function correctedPrice(raw: string, fields: Fields, before: Price | undefined, thisYear: number) {
  const text = hideContacts(raw)
  const alone = amountAlone(text)
  const hits = alone ? [alone] : findMoney(text).filter((hit) => priceSign(text, hit) === 'named')
  const [named] = hits.flatMap((hit) => amountOf(hit, before, thisYear) ?? [])
  return named ?? (fields.make ? readPriceOf(fields) : undefined)
}

function amountAlone(text: string): MoneyHit | undefined {
  const [hit, ...more] = findMoney(text)
  if (!hit || more.length) return undefined
  const [left, right] = [text.slice(0, hit.at), text.slice(hit.end)]
  return !/[-−]$/.test(left) && filler.test(`${left} ${right}`) ? hit : undefined
}

const isYear = ({ currency, grouped, scaled, value }: MoneyHit, thisYear: number) =>
  !currency && !grouped && !scaled && Number.isInteger(value) && value >= 1950 && value <= thisYear + 1

function amountOf(hit: MoneyHit, before: Price | undefined, thisYear: number): Price | undefined {
  if (hit.currency)
    return hit.value > 0 ? { amountMinor: hit.amountMinor, currency: hit.currency } : undefined
  const currency = before?.currency ?? 'USD'
  const top = largeCurrencies.includes(currency) ? most.large : most.small
  if (isYear(hit, thisYear) || hit.value < least || hit.value > top) return undefined
  return { amountMinor: toMinor(hit.value, currency), currency }
}

const readPriceOf = ({ priceMinor, currency }: Fields): Price | undefined =>
  priceMinor && currency ? { amountMinor: priceMinor, currency } : undefined

/** The price of a text; where none is called so, the first amount that is not called something else. */
export function offerPrice(raw: string, fields: Fields): Price | undefined {
  const known = readPriceOf(fields)
  if (known) return known
  const text = hideContacts(raw)
  const hits = findMoney(text).filter((hit) => hit.value > 0 && priceSign(text, hit) !== 'other')
  const best = hits.find((hit) => hit.currency) ?? hits.find(({ scaled, grouped }) => scaled || grouped)
  return (
    best && { amountMinor: toMinor(best.value, best.currency ?? 'USD'), currency: best.currency ?? 'USD' }
  )
}
