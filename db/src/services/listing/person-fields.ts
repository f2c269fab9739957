import type { CarField, CarFields, Provenance } from '@cartie/shared/domain/car'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { toMinor } from '@cartie/shared/domain/money'
import { canonicalMake, canonicalModel } from '@cartie/shared/domain/makes'
import { normalizePhone } from '@cartie/shared/domain/phone'
import type { ListingInput } from '@cartie/shared/schemas/listing'
import { cleanFields } from './clean-fields.ts'

/** The fields that a person wrote: a value, or null where the person emptied it. */
export type PersonFields = { [F in CarField]?: CarFields[F] | null }

const phoneOf = (phone: string | null) => (phone === null ? null : (normalizePhone(phone) ?? phone))

/**
 * What a person wrote, as fields of a car: price in minor units, the phone in E.164 where it can be told, make and
 * model under the names that the parser gives them where they are known ("бмв" → "BMW"), else as they were written.
 * `knownMake` is the car's where the person writes none.
 */
export function personFields(input: ListingInput, dictionary: Dictionary, knownMake?: string): PersonFields {
  const { price, seller, sourceUrl: _url, sourceChatId: _chat, sourceMessageId: _message, ...rest } = input
  const given: Record<string, unknown> = { ...rest }
  if (price !== undefined) {
    given.priceMinor = price && toMinor(price.amount, price.currency)
    given.currency = price && price.currency
  }
  if (seller !== undefined) {
    given.sellerName = seller.name
    given.sellerPhone = phoneOf(seller.phone)
    given.sellerKind = seller.kind
  }
  const clean = cleanFields(given)
  if (clean.make) clean.make = canonicalMake(clean.make, dictionary)
  const make = given.make === undefined ? knownMake : clean.make
  if (clean.model) clean.model = canonicalModel(make ?? '', clean.model, dictionary)
  const names = Object.keys(given).filter((field) => given[field] !== undefined) as CarField[]
  return Object.fromEntries(names.map((field) => [field, clean[field] ?? null]))
}

/** The origin of a value that somebody typed. */
export const typedBy = (value: unknown, seenAt: string): Provenance => ({
  extractor: 'person',
  confidence: 1,
  raw: (Array.isArray(value) ? value.join(' ') : String(value ?? '')).slice(0, 120).toWellFormed(),
  seenAt,
})
