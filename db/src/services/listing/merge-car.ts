import type { CarField, CarFields, Provenance } from '@cartie/shared/domain/car'
import type { CarListing } from '@cartie/shared/schemas/listing'

/** A car with the origin of each field, as it is stored or as it was just read. */
export interface KnownCar {
  fields: Partial<CarFields>
  provenance: Partial<Record<CarField, Provenance>>
}

export interface StoredCar extends KnownCar {
  lockedFields: readonly CarField[]
  conflicts: CarListing['conflicts']
}

export interface Merged extends KnownCar {
  conflicts: CarListing['conflicts']
  /** Fields whose value differs now. */
  changedFields: CarField[]
  /** A locked field was seen with another value than the time before. */
  newConflict: boolean
}

/** What an advert changes during its life: the latest reading counts, however it was read. */
const volatile: ReadonlySet<CarField> = new Set(['priceMinor', 'currency', 'mileageKm', 'status'])

/** Amount and currency are one value to a person. */
export const partnerOf = (field: CarField): CarField | undefined =>
  field === 'priceMinor' ? 'currency' : field === 'currency' ? 'priceMinor' : undefined

/** Whether two values of a field are one; lists by their members. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((v, i) => v === b[i]))

/**
 * What is known of a car after it was read again. A person's fields stay and a differing reading becomes a
 * conflict; what was not read this time stays; a less certain reading does not replace a more certain one,
 * except where adverts change.
 */
export function mergeCar(stored: StoredCar, read: KnownCar, seenAt: string): Merged {
  const locked = new Set(stored.lockedFields)
  const fields: Record<string, unknown> = { ...stored.fields }
  const provenance = { ...stored.provenance }
  const conflicts = { ...stored.conflicts }
  const changedFields: CarField[] = []
  let newConflict = false
  for (const [field, value] of Object.entries(read.fields) as [CarField, unknown][]) {
    const before = stored.fields[field]
    const origin = read.provenance[field]
    const mate = partnerOf(field)
    if (locked.has(field) || (mate && locked.has(mate))) {
      if (sameValue(before, value)) delete conflicts[field]
      else {
        newConflict ||= !sameValue(conflicts[field]?.value, value)
        conflicts[field] = { value, extractor: origin?.extractor ?? 'text', seenAt }
      }
      continue
    }
    if (before !== undefined && !volatile.has(field) && isWeaker(origin, stored.provenance[field])) continue
    if (sameValue(before, value)) {
      if (origin && origin.confidence > (provenance[field]?.confidence ?? 0)) provenance[field] = origin
      continue
    }
    if (origin) provenance[field] = origin
    fields[field] = value
    changedFields.push(field)
  }
  return { fields, provenance, conflicts, changedFields, newConflict }
}

// A person's value without a lock was given back to the parser, so it does not count as more certain.
const isWeaker = (read: Provenance | undefined, before: Provenance | undefined): boolean =>
  before !== undefined && before.extractor !== 'person' && (read?.confidence ?? 0) < before.confidence
