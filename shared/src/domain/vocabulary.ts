import { fold } from './fold.ts'

/** Rules of one closed vocabulary: the first pattern that matches a folded text wins. */
export type Rules<T> = readonly (readonly [value: T, pattern: RegExp])[]

/**
 * A pattern for folded text in which `<` stands for the beginning of a word and `>` for its end, over the
 * letters of every language: JavaScript's `\b` knows only ASCII.
 */
export function wordPattern(source: string, flags = 'u'): RegExp {
  return new RegExp(
    source.replace(/(?<!\?)<(?![=!])/g, '(?<![\\p{L}\\p{N}])').replace(/>/g, '(?![\\p{L}\\p{N}])'),
    flags,
  )
}

/** The value of the first rule that matches the first 500 characters of a raw text. */
export function firstMatch<T>(raw: string, rules: Rules<T>): T | undefined {
  const folded = fold(raw.slice(0, 500)).trim()
  return rules.find(([, pattern]) => pattern.test(folded))?.[0]
}
