import type { CarField, Extractor, Provenance } from '@cartie/shared/domain/car'

type Origins = Partial<Record<CarField, Provenance>>
/** The values of a car's fields; unknown ones are absent or null. */
type Values = Readonly<Partial<Record<CarField, unknown>>>

/**
 * Provenance as it is stored. Fields of one origin stand together, and a raw text that is just the value is left
 * out: a quarter of the size of the API's shape, and size is what an upsert costs.
 */
export interface StoredProvenance {
  /** Extractor, confidence, time, and the names of its fields. */
  by?: [extractor: Extractor, confidence: number, seenAt: string, fields: string][]
  raw?: Partial<Record<CarField, string>>
  /** Written over the rest by statements that change one field of many cars. */
  over?: Origins
}

const plain = (value: unknown): string =>
  (Array.isArray(value) ? value.join(',') : String(value ?? '')).slice(0, 120)

/** Packs the origins of a car's fields. */
export function packProvenance(origins: Origins, fields: Values): StoredProvenance {
  const groups: { first: Provenance; names: string[] }[] = []
  const raw: StoredProvenance['raw'] = {}
  for (const [field, origin] of Object.entries(origins) as [CarField, Provenance][]) {
    const group = groups.find(({ first }) => isOneOrigin(first, origin))
    if (group) group.names.push(field)
    else groups.push({ first: origin, names: [field] })
    if (origin.raw !== plain(fields[field])) raw[field] = origin.raw
  }
  return {
    by: groups.map(({ first: f, names }) => [f.extractor, f.confidence, f.seenAt, names.join(' ')]),
    raw,
  }
}

const isOneOrigin = (a: Provenance, b: Provenance): boolean =>
  a.extractor === b.extractor && a.confidence === b.confidence && a.seenAt === b.seenAt

/** The origins of a car's fields as they were packed. */
export function unpackProvenance({ by = [], raw = {}, over }: StoredProvenance, fields: Values): Origins {
  const origins: Origins = {}
  for (const [extractor, confidence, seenAt, names] of by) {
    for (const field of names.split(' ') as CarField[]) {
      origins[field] = { extractor, confidence, raw: raw[field] ?? plain(fields[field]), seenAt }
    }
  }
  return { ...origins, ...over }
}
