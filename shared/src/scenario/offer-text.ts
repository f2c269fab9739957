import { cleanText } from '../domain/clean-text.ts'
import { findMoney, toMinor } from '../domain/money.ts'
import { findPhoneHits } from '../domain/phone.ts'
import { parsePost } from '../domain/post-text.ts'
import { findMakeModel } from '../domain/makes.ts'
import type { OfferDraft } from './effect.ts'

const address = /https?:\/\/[^\s<>"]{3,1900}/i
const handles = /(?:https?:\/\/|t\.me\/|wa\.me\/)\S+|(?<![\p{L}\p{N}.])@\w{3,}/giu

/**
 * What a dealer's message offers, without anybody's contacts; undefined without a price. `thisYear` bounds the
 * car's year. An amount without a currency is dollars.
 */
export function readOffer(
  raw: string,
  thisYear: number,
): Omit<OfferDraft, 'requestId' | 'photos'> | undefined {
  const text = cleanText(raw).slice(0, 4000).toWellFormed().trim()
  const post = parsePost(text, { now: new Date(Date.UTC(thisYear, 6)) })
  const fields = post.kind === 'cars' ? (post.cars[0]?.fields ?? {}) : {}
  const named = findMakeModel(text)
  const price = priceOf(text, fields)
  if (!price) return undefined
  const make = fields.make ?? named?.make
  const model = fields.model ?? named?.model
  const url = address.exec(text)?.[0]
  const details = withoutContacts(text)
  return {
    title: (details.split('\n')[0] ?? '').slice(0, 120).toWellFormed() || [make, model].join(' ').trim(),
    price,
    details,
    ...(make ? { make } : {}),
    ...(model ? { model } : {}),
    ...(fields.year ? { year: fields.year } : {}),
    ...(fields.mileageKm ? { mileageKm: fields.mileageKm } : {}),
    ...(fields.vin ? { vin: fields.vin } : {}),
    ...(url ? { url } : {}),
  }
}

function priceOf(text: string, { priceMinor, currency }: { priceMinor?: number; currency?: string }) {
  if (priceMinor && currency) return { amountMinor: priceMinor, currency }
  const hits = findMoney(text).filter(({ value }) => value > 0)
  const best = hits.find((hit) => hit.currency) ?? hits.find(({ scaled, grouped }) => scaled || grouped)
  return (
    best && { amountMinor: toMinor(best.value, best.currency ?? 'USD'), currency: best.currency ?? 'USD' }
  )
}

/** Offers reach the client before anybody's contacts do. */
function withoutContacts(text: string): string {
  let out = ''
  let from = 0
  for (const { at, end } of findPhoneHits(text)) {
    out += text.slice(from, at)
    from = end
  }
  return (out + text.slice(from))
    .replace(handles, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}
