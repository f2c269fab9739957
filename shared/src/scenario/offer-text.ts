import type { CarFields } from '../domain/car.ts'
import { cleanText } from '../domain/clean-text.ts'
import { findMoney, toMinor } from '../domain/money.ts'
import { hideContacts } from '../domain/hide-contacts.ts'
import { parsePost } from '../domain/post-text.ts'
import { findMakeModel } from '../domain/makes.ts'
import type { OfferDraft } from './effect.ts'

const address = /https?:\/\/[^\s<>"]{3,1900}/i

/**
 * What a dealer's messages offer, without anybody's contacts; undefined without a price. What a later message says goes
 * before what an earlier one said. `thisYear` bounds the car's year. An amount without a currency is dollars.
 */
export function readOffer(
  said: string | readonly string[],
  thisYear: number,
): Omit<OfferDraft, 'requestId' | 'photos'> | undefined {
  const messages = [said].flat().map((one) => cleanText(one).trim())
  const text = messages.join('\n').slice(0, 4000).toWellFormed().trim()
  const read = (one: string) => {
    const post = parsePost(one, { now: new Date(Date.UTC(thisYear, 6)) })
    return post.kind === 'cars' ? (post.cars[0]?.fields ?? {}) : {}
  }
  const later = messages.slice(1).map((one) => correction(one, read(one), thisYear))
  const whole = read(text)
  const fields = Object.assign(whole, ...later.map((one) => one.fields)) as typeof whole
  const named = findMakeModel(text)
  const price = later.findLast((one) => one.price)?.price ?? priceOf(text, fields)
  if (!price) return undefined
  const make = fields.make ?? named?.make
  const model = fields.model ?? named?.model
  const url = address.exec(text)?.[0]
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

/** What a message adds to those before it. A number alone is a year where it can be one, else the price. */
function correction(text: string, fields: Partial<CarFields>, thisYear: number) {
  const alone = /^\d{4,9}$/.exec(text.replace(/[\s\u00a0]/g, ''))?.[0]
  if (alone === undefined) {
    const { year, mileageKm, vin } = fields
    const told = { ...(year ? { year } : {}), ...(mileageKm ? { mileageKm } : {}), ...(vin ? { vin } : {}) }
    return { fields: told, price: priceOf(text, fields) }
  }
  const number = Number(alone)
  const isYear = number >= 1950 && number <= thisYear + 1
  return isYear
    ? { fields: { year: number }, price: undefined }
    : { fields: {}, price: { amountMinor: toMinor(number, 'USD'), currency: 'USD' } }
}

function priceOf(text: string, { priceMinor, currency }: { priceMinor?: number; currency?: string }) {
  if (priceMinor && currency) return { amountMinor: priceMinor, currency }
  const hits = findMoney(text).filter(({ value }) => value > 0)
  const best = hits.find((hit) => hit.currency) ?? hits.find(({ scaled, grouped }) => scaled || grouped)
  return (
    best && { amountMinor: toMinor(best.value, best.currency ?? 'USD'), currency: best.currency ?? 'USD' }
  )
}
