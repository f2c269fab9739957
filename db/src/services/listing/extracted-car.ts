import { toMinor } from '@cartie/shared/domain/money'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { CarFacts } from '@cartie/shared/schemas/listing'

/** The car that facts were made of, to be saved later than it was read. Unknown values are absent again. */
export function toExtractedCar(facts: CarFacts): ExtractedCar {
  const { price, seller, provenance, source, sourceUrl, sourceId, sourceChatId, sourceMessageId, ...rest } =
    facts
  const fields = {
    ...rest,
    ...(price ? { priceMinor: toMinor(price.amount, price.currency), currency: price.currency } : {}),
    sellerName: seller.name,
    sellerPhone: seller.phone,
    sellerKind: seller.kind,
  }
  // Facts always show a status; only one that was read may be written over what the inventory knows.
  const unread = (field: string) => field === 'status' && !provenance.status
  const known = Object.entries(fields).filter(
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
