import { cleanText } from '@cartie/shared/domain/clean-text'
import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { findMakeModel } from '@cartie/shared/domain/makes'
import { parsePost } from '@cartie/shared/domain/post-text'
import { linkIn, offerPrice } from '@cartie/shared/scenario/offer-text'
import type { VariantFacts } from './variant-facts.ts'

/** What a text offers, as far as it says: a title always, all else only where it stands there. */
export function factsOfText(
  raw: string,
  dictionary: Dictionary,
  now = new Date(),
): Partial<VariantFacts> & { title: string } {
  const text = cleanText(raw).trim()
  const post = parsePost(text, { now, dictionary })
  const fields = post.kind === 'cars' ? (post.cars[0]?.fields ?? {}) : {}
  const { year, mileageKm, vin, location, fuel, transmission, bodyType, drive, color, engineVolumeL } = fields
  const named = findMakeModel(text, dictionary)
  const make = fields.make ?? named?.make
  const model = fields.model ?? named?.model
  const price = offerPrice(text, fields)
  const told = { make, model, year, mileageKm, vin, url: linkIn(text) }
  const amount = { priceMinor: price?.amountMinor, currency: price?.currency }
  const more = { location, fuel, transmission, bodyType, drive, color, engineVolumeL }
  const name = [make, model, year].filter(Boolean).join(' ')
  return {
    title: name || (hideContacts(text).split('\n')[0] ?? '').slice(0, 120).toWellFormed() || '—',
    details: text.slice(0, 5000).toWellFormed(),
    ...Object.fromEntries(
      Object.entries({ ...told, ...amount, ...more }).filter(([, value]) => value !== undefined),
    ),
  }
}
