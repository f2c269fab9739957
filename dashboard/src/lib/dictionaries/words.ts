import type { WordKind } from '@cartie/shared/domain/word-kinds'
import type { WordProblem } from '@cartie/shared/domain/own-word'
import type { WordLevel } from '@cartie/shared/schemas/dictionary'
import { m } from '#lib/paraglide/messages.js'

export const kindTabs: Record<WordKind, () => string> = {
  make: m.dictionary_makes,
  model: m.dictionary_models,
  city: m.dictionary_cities,
}

export const kindWords: Record<WordKind, () => string> = {
  make: m.dictionary_make,
  model: m.dictionary_model,
  city: m.dictionary_city,
}

export const levelWords: Record<WordLevel, () => string> = {
  workspace: m.dictionary_level_workspace,
  global: m.dictionary_level_global,
  built_in: m.dictionary_level_built_in,
}

export const problemWords: Record<WordProblem, () => string> = {
  no_make: m.dictionary_problem_no_make,
  no_name: m.dictionary_problem_no_name,
  no_word: m.dictionary_problem_no_word,
  too_short: m.dictionary_problem_too_short,
  too_many_words: m.dictionary_problem_too_many_words,
}
