import { canonicalCity } from './cities.ts'
import { cleanLine } from './clean-text.ts'
import type { Dictionary, OwnWord } from './dictionary.ts'
import { canonicalMake, canonicalModel } from './makes.ts'
import { compactKeys, wordsOf } from './words.ts'

/** Why a word can't stand in a dictionary, and what to do, in English. */
export const wordProblems = {
  no_make: 'A model belongs to a make: name the make.',
  no_name: 'Say what it is called: the name that cars get.',
  no_word: 'Write the word that people use.',
  too_short: 'One letter or a bare number would be found everywhere: write a longer word.',
  too_many_words: 'A name has at most four words: write it shorter.',
} as const
export type WordProblem = keyof typeof wordProblems

/** In which field a problem lies. */
export const problemField: Record<WordProblem, 'make' | 'name' | 'word'> = {
  no_make: 'make',
  no_name: 'name',
  no_word: 'word',
  too_short: 'word',
  too_many_words: 'word',
}

const mostWords = { make: 4, model: 4, city: 3 }

/** The key under which a word is one with all its spellings ("Зе-Кар" and "зе кар"); empty for no word. */
export const wordKey = (word: string): string => compactKeys(word)[0] ?? ''

/** A word as it is kept: spaces tidied, make, model and town under the names that they have already. */
export function tidyWord({ kind, make, name, word }: OwnWord, dictionary: Dictionary): OwnWord {
  const owner = kind === 'model' && make ? canonicalMake(make, dictionary) : null
  const names = {
    make: () => canonicalMake(name, dictionary),
    model: () => canonicalModel(owner ?? '', name, dictionary),
    city: () => canonicalCity(name, dictionary),
  }
  return { kind, make: owner || null, name: cleanLine(name) && names[kind](), word: cleanLine(word) }
}

/** What is wrong with a tidied word; undefined where it can be kept. */
export function wordProblem({ kind, make, name, word }: OwnWord): WordProblem | undefined {
  if (kind === 'model' && !make) return 'no_make'
  if (!wordKey(name)) return 'no_name'
  const key = wordKey(word)
  if (!key) return 'no_word'
  if (kind !== 'model' && (key.length < 2 || !/\p{L}/u.test(key))) return 'too_short'
  if (wordsOf(word).length > mostWords[kind]) return 'too_many_words'
  return undefined
}
