import type { CarField } from '@cartie/shared/domain/car'
import { partnerOf, sameValue, type KnownCar, type StoredCar } from './merge-car.ts'
import { typedBy, type PersonFields } from './person-fields.ts'

export interface Edited extends KnownCar {
  lockedFields: CarField[]
  conflicts: StoredCar['conflicts']
  /** Whether anything, a lock included, is other than before. */
  differs: boolean
}

/**
 * A car after a person's edit. A given field is locked, except one that was unknown and is left empty: a form
 * that sends its blanks does not keep the parser from filling them. A field that is unlocked takes the value
 * that the parser last saw there.
 */
export function editCar(
  stored: StoredCar,
  given: PersonFields,
  unlock: readonly CarField[],
  seenAt: string,
): Edited {
  const fields: Record<string, unknown> = { ...stored.fields }
  const provenance = { ...stored.provenance }
  const conflicts = { ...stored.conflicts }
  const locked = new Set(stored.lockedFields)
  let differs = false
  for (const [field, value] of Object.entries(given) as [CarField, unknown][]) {
    const before = stored.fields[field] ?? null
    const changes = !sameValue(before, value)
    // The same value once more answers an open conflict: the person keeps theirs.
    if (!changes && (value === null || locked.has(field)) && !(field in conflicts)) continue
    differs = true
    locked.add(field)
    if (value === null) delete fields[field]
    else fields[field] = value
    if (changes) provenance[field] = typedBy(value, seenAt)
    delete conflicts[field]
  }
  for (const field of unlock.flatMap((f) => [f, partnerOf(f) ?? f])) {
    if (!locked.delete(field)) continue
    differs = true
    const seen = conflicts[field]
    delete conflicts[field]
    if (field in given) continue
    delete provenance[field]
    if (seen) fields[field] = seen.value
  }
  return { fields, provenance, conflicts, lockedFields: [...locked], differs }
}
