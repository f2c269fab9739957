import { cleanText } from '@cartie/shared/domain/clean-text'
import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { parsePost } from '@cartie/shared/domain/post-text'
import { readOffer } from '@cartie/shared/scenario/offer-text'
import type { VariantFacts } from './variant-facts.ts'

const address = /https?:\/\/[^\s<>"]{3,1900}/i

/** What a text offers, as far as it says: a title always, all else only where it stands there. */
export function factsOfText(raw: string, now = new Date()): Partial<VariantFacts> & { title: string } {
  const text = cleanText(raw).trim()
  const post = parsePost(text, { now })
  const fields = post.kind === 'cars' ? (post.cars[0]?.fields ?? {}) : {}
  const offer = readOffer(text, now.getUTCFullYear())
  const { make, model, year, mileageKm, vin, location, fuel, transmission, bodyType, drive, color } = fields
  const name = [make ?? offer?.make, model ?? offer?.model, year ?? offer?.year].filter(Boolean).join(' ')
  const told = {
    make: make ?? offer?.make,
    model: model ?? offer?.model,
    year: year ?? offer?.year,
    mileageKm: mileageKm ?? offer?.mileageKm,
    vin: vin ?? offer?.vin,
    url: offer?.url ?? address.exec(text)?.[0],
    priceMinor: offer?.price.amountMinor,
    currency: offer?.price.currency,
    engineVolumeL: fields.engineVolumeL,
  }
  const more = { location, fuel, transmission, bodyType, drive, color }
  return {
    title: name || (hideContacts(text).split('\n')[0] ?? '').slice(0, 120).toWellFormed() || '—',
    details: text.slice(0, 5000).toWellFormed(),
    ...Object.fromEntries(Object.entries({ ...told, ...more }).filter(([, value]) => value !== undefined)),
  }
}
