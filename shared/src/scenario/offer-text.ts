import { cleanText } from '../domain/clean-text.ts'
import { findMoney, toMinor } from '../domain/money.ts'
import { hideContacts } from '../domain/hide-contacts.ts'
import { parsePost } from '../domain/post-text.ts'
import { findMakeModel } from '../domain/makes.ts'
import type { OfferDraft } from './effect.ts'

const address = /https?:\/\/[^\s<>"]{3,1900}/i

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
  const details = hideContacts(text)
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
