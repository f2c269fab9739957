import type { CarField, CarFields } from '@cartie/shared/domain/car'
import { fold } from '@cartie/shared/domain/fold'

const searched = ['title', 'make', 'model', 'vin', 'location'] as const
const wordPattern = /[\p{L}\p{N}]+/gu

function wordsOf(text: string, most: number): string[] {
  const words = new Set<string>()
  for (const [word] of fold(text).matchAll(wordPattern)) {
    words.add(word.slice(0, 60))
    if (words.size >= most) break
  }
  return [...words]
}

/** The words by which a car is found: title, make, model, VIN and place, folded, each once. */
export const searchWords = (car: Partial<CarFields>): string[] =>
  wordsOf(searched.map((field) => car[field] ?? '').join(' '), 100)

/** Whether a field is one of those. */
export const isSearched = (field: CarField): boolean => (searched as readonly CarField[]).includes(field)

/**
 * What a person typed as a tsquery: every word must begin a word of the car. Holds nothing but letters and
 * digits between its quotes, so no input can change its meaning. Null where there is no word.
 */
export function searchQuery(typed: string): string | null {
  const words = wordsOf(typed, 10)
  return words.length ? words.map((word) => `'${word}':*`).join(' & ') : null
}
