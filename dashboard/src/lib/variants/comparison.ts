import type { Variant } from '@cartie/shared/schemas/variant'

/** The facts that are compared, in the order of the rows. */
export const comparedFacts = [
  'price',
  'year',
  'mileageKm',
  'transmission',
  'fuel',
  'engineVolumeL',
  'drive',
  'bodyType',
  'color',
  'location',
  'vin',
] as const
export type ComparedFact = (typeof comparedFacts)[number]
export type Best = ReadonlyMap<string, ReadonlySet<ComparedFact | 'score'>>

/** Of which facts less, or more, is better; of the others none is. */
const better: Partial<Record<ComparedFact | 'score', 'least' | 'most'>> = {
  price: 'least',
  mileageKm: 'least',
  year: 'most',
  score: 'most',
}

/** What no client is to get any more takes no part. */
const out: readonly Variant['status'][] = ['REJECTED', 'DECLINED']

/** Rows that say something: at least one of the cars has the fact. */
export const toldFacts = (variants: readonly Variant[]): ComparedFact[] =>
  comparedFacts.filter((fact) => variants.some((one) => one[fact] !== null))

/**
 * Where each variant is the best of those that are still in question, by variant id. One alone, or all alike, is no
 * best; prices are compared within the currency that most have.
 */
export function bestOf(variants: readonly Variant[]): Best {
  const best = new Map<string, Set<ComparedFact | 'score'>>()
  const running = variants.filter((one) => !out.includes(one.status))
  const currency = mostUsed(running.flatMap((one) => one.price?.currency ?? []))
  for (const [fact, which] of Object.entries(better) as [ComparedFact | 'score', 'least' | 'most'][]) {
    const known = running.flatMap((one) => {
      const value = valueOf(one, fact, currency)
      return value === null ? [] : [{ id: one.id, value }]
    })
    const values = known.map((one) => one.value)
    const top = which === 'least' ? Math.min(...values) : Math.max(...values)
    if (known.length < 2 || values.every((value) => value === top)) continue
    for (const { id, value } of known) if (value === top) best.set(id, (best.get(id) ?? new Set()).add(fact))
  }
  return best
}

function valueOf(variant: Variant, fact: ComparedFact | 'score', currency: string | undefined) {
  if (fact === 'price') return variant.price?.currency === currency ? (variant.price?.amount ?? null) : null
  const value = variant[fact]
  return typeof value === 'number' ? value : null
}

function mostUsed(words: readonly string[]): string | undefined {
  const counts = Map.groupBy(words, (word) => word)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
}
