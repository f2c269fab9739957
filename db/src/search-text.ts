import type { Dictionary } from '@cartie/shared/domain/dictionary'
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
 * and digits between its quotes, so no input can change its meaning. A word that a dictionary was told of also finds
 * what it means. Null where there is no word.
 */
export function searchQuery(typed: string, dictionary?: Dictionary): string | null {
  const words = textWords(typed, 10)
  if (!words.length) return null
  const meant = dictionary?.own.length ? meanings(dictionary) : undefined
  const parts: string[] = []
  for (let at = 0; at < words.length;) {
    const count = [3, 2, 1].find((n) => meant?.has(words.slice(at, at + n).join(' '))) ?? 1
    const said = words.slice(at, at + count)
    const means = meant?.get(said.join(' '))
    parts.push(means ? `((${allOf(said)}) | (${allOf(means)}))` : allOf(said))
    at += count
  }
  return parts.join(' & ')
}

const allOf = (words: readonly string[]): string => words.map((word) => `'${word}':*`).join(' & ')

const meaningsBy = new WeakMap<Dictionary, ReadonlyMap<string, string[]>>()

/** By the folded words of each own word, those of what it means. */
function meanings(dictionary: Dictionary): ReadonlyMap<string, string[]> {
  const known =
    meaningsBy.get(dictionary) ??
    new Map(
      dictionary.own.map(({ name, word }) => [textWords(word, 4).join(' '), textWords(name, 10)] as const),
    )
  meaningsBy.set(dictionary, known)
  return known
}
