import { toMinor } from '@cartie/shared/domain/money'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { CarFacts } from '@cartie/shared/schemas/listing'

/** The fields of a car that facts tell, amounts in minor units; unknown values are null. */
export function factFields<F extends Pick<CarFacts, 'price' | 'seller'>>({ price, seller, ...rest }: F) {
  return {
    ...rest,
    ...(price ? { priceMinor: toMinor(price.amount, price.currency), currency: price.currency } : {}),
    sellerName: seller.name,
    sellerPhone: seller.phone,
    sellerKind: seller.kind,
  }
}

/** The car that facts were made of, to be saved later than it was read. Unknown values are absent again. */
export function toExtractedCar({ provenance, ...facts }: CarFacts): ExtractedCar {
  const { source, sourceUrl, sourceId, sourceChatId, sourceMessageId, ...told } = facts
  // Facts always show a status; only one that was read may be written over what the inventory knows.
  const unread = (field: string) => field === 'status' && !provenance.status
  const known = Object.entries(factFields(told)).filter(
    ([field, v]) => v !== null && !(Array.isArray(v) && !v.length) && !unread(field),
  )
  return {
    fields: Object.fromEntries(known),
    provenance,
    losers: {},
    source,
    ...(sourceUrl === null ? {} : { sourceUrl }),
    ...(sourceId === null ? {} : { sourceId }),
    ...(sourceChatId === null ? {} : { sourceChatId }),
    ...(sourceMessageId === null ? {} : { sourceMessageId }),
  }
}
