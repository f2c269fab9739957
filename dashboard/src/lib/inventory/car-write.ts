import type { CarField } from '@cartie/shared/domain/car'
import { toMajor } from '@cartie/shared/domain/money'
import type { CarListing, ListingInput } from '@cartie/shared/schemas/listing'

/** A car's own value of a field, as the API takes it; a price and a seller are written whole. */
export function inputOf(car: CarListing, field: CarField): Partial<ListingInput> {
  if (field === 'priceMinor' || field === 'currency') return { price: car.price }
  if (field === 'sellerName' || field === 'sellerPhone' || field === 'sellerKind')
    return { seller: car.seller }
  if (field === 'postedAt') return {}
  if (field === 'title') return car.title ? { title: car.title } : {}
  return { [field]: car[field] }
}

/** What the parser saw in a locked field, as the reader is shown it: a price as an amount with its currency. */
export function conflictValue(car: CarListing, field: CarField): unknown {
  const seen = car.conflicts[field]?.value
  if (field !== 'priceMinor' || typeof seen !== 'number') return seen
  const currency = String(car.conflicts.currency?.value ?? car.price?.currency ?? 'USD')
  return { amount: toMajor(seen, currency), currency }
}

/** Fields whose conflict is shown: an amount's currency is told with the amount. */
export const conflictsOf = (car: CarListing): CarField[] =>
  (Object.keys(car.conflicts) as CarField[]).filter(
    (field) => field !== 'currency' || !car.conflicts.priceMinor,
  )
