import type { CarFacts } from '@cartie/shared/schemas/listing'
import { unknownFacts } from '../listing/car-facts.ts'
import { factFields } from '../listing/extracted-car.ts'
import { packProvenance, unpackProvenance, type StoredProvenance } from '../listing/provenance-column.ts'

/**
 * What a page said of a car, as its item keeps it: the API's shape without what is unknown, its provenance packed.
 * Half as large, and size is what ending an item costs.
 */
export type StoredFacts = Partial<Omit<CarFacts, 'provenance'>> & {
  /** Items that ended before it was packed have the API's. */
  provenance: StoredProvenance | CarFacts['provenance']
}

/** Facts to be stored. */
export function packFacts({ provenance, ...facts }: CarFacts): StoredFacts {
  const known = Object.entries(facts).filter(([, value]) => value !== null)
  return {
    ...(Object.fromEntries(known) as Partial<CarFacts>),
    provenance: packProvenance(provenance, factFields(facts)),
  }
}

/** The facts that were stored. */
export function unpackFacts({ provenance, ...stored }: StoredFacts): CarFacts {
  const facts = { ...unknownFacts, ...stored }
  return {
    ...facts,
    provenance: isPacked(provenance) ? unpackProvenance(provenance, factFields(facts)) : provenance,
  }
}

const isPacked = (provenance: StoredFacts['provenance']): provenance is StoredProvenance =>
  'by' in provenance && Array.isArray(provenance.by)
