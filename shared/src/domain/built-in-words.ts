import { cityRows } from './cities.data.ts'
import type { WordKind } from './word-kinds.ts'
import { modelsOfRow, spellingsOf } from './make-row.ts'
import { makeRows } from './makes.data.ts'

/** A name of the built-in dictionary with its other spellings. */
export interface NamedWords {
  kind: WordKind
  make: string | null
  name: string
  words: readonly string[]
}

let known: readonly NamedWords[] | undefined

/** All that Cartie brings, for people to look at; made when it is first asked for. */
export const builtInWords = (): readonly NamedWords[] => (known ??= [...cars(), ...towns()])

const cars = (): NamedWords[] =>
  makeRows.flatMap((row) => [
    { kind: 'make' as const, make: null, name: row.make, words: spellingsOf(row.spellings) },
    ...modelsOfRow(row).map(({ name, spellings }) => ({
      kind: 'model' as const,
      make: row.make,
      name,
      words: spellings,
    })),
  ])

const towns = (): NamedWords[] =>
  cityRows
    .trim()
    .split('\n')
    .map((row) => {
      const [name = '', spellings = ''] = row.split(' = ')
      return { kind: 'city', make: null, name, words: spellingsOf(spellings.replaceAll(' / ', ',')) }
    })
