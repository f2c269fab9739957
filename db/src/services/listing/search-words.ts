import type { CarField, CarFields } from '@cartie/shared/domain/car'
import { fold } from '@cartie/shared/domain/fold'

const searched = ['title', 'make', 'model', 'vin', 'location'] as const
const wordPattern = /[\p{L}\p{N}]+/gu

/** The words of a text, folded, each once and at most `most` of them. */
export function wordsOf(text: string, most: number): string[] {
  const words = new Set<string>()
  for (const [word] of fold(text).matchAll(wordPattern)) {
    words.add(word.slice(0, 60))
    if (words.size >= most) break
  }
  return [...words]
}

/** Facts that filters name exactly, each with the letter of its tag. */
const tagged = { make: 'm', model: 'n', fuel: 'f', transmission: 'g', bodyType: 'b', source: 's' } as const
export type TaggedField = keyof typeof tagged

/** A fact as a word that nobody can type. Spellings may share one: the exact condition stands beside it. */
const tag = (field: TaggedField, value: string): string =>
  `=${tagged[field]}${(value.toLowerCase().match(wordPattern) ?? []).join('').slice(0, 60)}`

/** The words by which a car is found, each once: of title, make, model, VIN and place, folded, and its tags. */
export function searchWords(car: Partial<CarFields>, source: string): string[] {
  const words = wordsOf(searched.map((field) => car[field] ?? '').join(' '), 100)
  for (const field of Object.keys(tagged) as TaggedField[]) {
    const value = field === 'source' ? source : car[field]
    if (value) words.push(tag(field, value))
  }
  return words
}

/** Whether a field is one of those. */
export const isSearched = (field: CarField): boolean =>
  field in tagged || (searched as readonly CarField[]).includes(field)

/** A tsquery for cars that have one of these values in each of these fields. */
export const tagQuery = (wanted: { [F in TaggedField]?: readonly string[] | undefined }): string[] =>
  (Object.entries(wanted) as [TaggedField, readonly string[] | undefined][]).flatMap(([field, values]) =>
    values?.length ? [`(${values.map((value) => `'${tag(field, value)}'`).join(' | ')})`] : [],
  )

/**
 * What a person typed as a tsquery: every word must begin a word of the car. Holds nothing but letters and
 * digits between its quotes, so no input can change its meaning. Null where there is no word.
 */
export function searchQuery(typed: string): string | null {
  const words = wordsOf(typed, 10)
  return words.length ? words.map((word) => `'${word}':*`).join(' & ') : null
}
