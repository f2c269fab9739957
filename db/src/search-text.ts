import { fold } from '@cartie/shared/domain/fold'

/** One word of a text: letters and digits of any alphabet. */
export const wordPattern = /[\p{L}\p{N}]+/gu

/** The first `most` different words of a text, folded and cut to 60 characters. */
export function textWords(text: string, most: number): string[] {
  const words = new Set<string>()
  for (const [word] of fold(text).matchAll(wordPattern)) {
    words.add(word.slice(0, 60))
    if (words.size >= most) break
  }
  return [...words]
}

/**
 * What a person typed as a tsquery: every word must begin a word of what is searched. Holds nothing but letters
 * and digits between its quotes, so no input can change its meaning. Null where there is no word.
 */
export function searchQuery(typed: string): string | null {
  const words = textWords(typed, 10)
  return words.length ? words.map((word) => `'${word}':*`).join(' & ') : null
}
