import { fold } from './fold.ts'

/** Rules of one closed vocabulary: the first pattern that matches a folded text wins. */
export type Rules<T> = readonly (readonly [value: T, pattern: RegExp])[]

/** Letters of a folded text: small Latin and Cyrillic. Far cheaper to compile than `\p{L}`. */
const letters = 'a-zЀ-ӿ'

/**
 * A pattern for folded text in which `<` stands for the beginning of a word and `>` for its end, over Latin
 * and Cyrillic letters: JavaScript's `\b` knows only ASCII. `\p{L}` stands for one such letter.
 */
export function wordPattern(source: string, flags = 'u'): RegExp {
  let inClass = false
  const bounded = source.replace(/\\p\{L\}|\\p\{N\}|\\.|\[|\]|\(\?<[=!]|<|>/g, (token) => {
    if (token === '\\p{L}') return inClass ? letters : `[${letters}]`
    if (token === '\\p{N}') return '\\d'
    if (token === '[') inClass = true
    if (token === ']') inClass = false
    if (token === '<' && !inClass) return `(?<![${letters}\\d])`
    if (token === '>' && !inClass) return `(?![${letters}\\d])`
    return token
  })
  return new RegExp(bounded, flags)
}

/** The value of the first rule that matches the first 500 characters of a raw text. */
export function firstMatch<T>(raw: string, rules: Rules<T>): T | undefined {
  const folded = fold(raw.slice(0, 500)).trim()
  return rules.find(([, pattern]) => pattern.test(folded))?.[0]
}
