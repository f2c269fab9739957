import { beginsLikeMake, makeOf, nearMake, soloOf, type MakeEntry, type ModelEntry } from './make-index.ts'
import { townOf } from './town-index.ts'
import type { WordKind } from './word-kinds.ts'
import { compactKeys } from './words.ts'

/** A spelling that somebody added to the built-in ones: `word` means what is called `name`. */
export interface OwnWord {
  kind: WordKind
  /** The make of a model; null for all else. */
  make: string | null
  name: string
  word: string
}

/** By what makes, models and towns are recognised. Nothing changes one once it is made. */
export interface Dictionary {
  /** The make under a compact folded key ("мерседесбенц"). */
  makeOf: (key: string) => MakeEntry | undefined
  /** The make and model under the key of a model that only one make has. */
  soloOf: (key: string) => { entry: MakeEntry; model: ModelEntry } | undefined
  /** The make whose long name differs from this folded word in one letter. */
  nearMake: (word: string) => MakeEntry | undefined
  /** Whether the name of a make begins with the first three letters of this folded word. */
  beginsLikeMake: (word: string) => boolean
  /** The canonical English name of the town under a key. */
  townOf: (key: string) => string | undefined
  /** What was laid over the built-in words, the strongest level last. */
  own: readonly OwnWord[]
}

/** The words that Cartie brings. */
export const builtIn: Dictionary = { makeOf, soloOf, nearMake, beginsLikeMake, townOf, own: [] }

/** A shorter model's own word tells no make by itself. */
const shortestSolo = 3

/**
 * The built-in words with others laid over them; where two say different things of one word, the later one holds. A
 * model's own word tells its make too, unless it is short, a number, or another make's as well.
 */
export function dictionaryWith(own: readonly OwnWord[]): Dictionary {
  if (!own.length) return builtIn
  const makes = new Map<string, MakeEntry>()
  const copies = new Map<MakeEntry, MakeEntry>()
  const solos = new Map<string, { entry: MakeEntry; model: ModelEntry }>()
  const clashes = new Set<string>()
  const towns = new Map<string, string>()
  const ours = new Set<MakeEntry>()
  const here = (entry: MakeEntry | undefined) => entry && (copies.get(entry) ?? entry)
  const find = (key: string) => makes.get(key) ?? here(makeOf(key))
  const named = (name: string): MakeEntry => {
    const keys = compactKeys(name)
    const known = keys.map(find).find(Boolean)
    if (known) return known
    const entry = blankMake(name)
    ours.add(entry)
    put(makes, keys, entry, makeOf)
    return entry
  }
  /** A built-in make is never changed: its copy stands in for it. */
  const ownCopy = (entry: MakeEntry): MakeEntry => {
    if (ours.has(entry)) return entry
    const copy = { ...entry, models: new Map(entry.models) }
    copies.set(entry, copy)
    ours.add(copy)
    return copy
  }
  // Models first would copy a make after its own words had named it.
  for (const { make, name, kind } of own) if (kind === 'model') ownCopy(named(make ?? name))
  for (const { kind, make, name, word } of own) {
    const keys = compactKeys(word)
    if (kind === 'city') put(towns, keys, canonicalTown(name), townOf)
    else if (kind === 'make') put(makes, keys, named(name), makeOf)
    else {
      const entry = named(make ?? '')
      const model = compactKeys(name)
        .map((key) => entry.models.get(key))
        .find(Boolean) ?? { name, solo: false }
      put(entry.models, [...keys, ...compactKeys(name).slice(0, 1)], model, () => undefined)
      const [key = ''] = keys
      if (key.length < shortestSolo || !/\p{L}/u.test(key) || find(key)) continue
      const before = solos.get(key) ?? soloOf(key)
      if (before && here(before.entry) !== entry) clashes.add(key)
      solos.set(key, { entry, model })
    }
  }
  const heads = new Set([...makes.keys()].map((key) => key.slice(0, 3)))
  return {
    makeOf: find,
    soloOf(key) {
      const solo = clashes.has(key) ? undefined : (solos.get(key) ?? soloOf(key))
      return solo && { entry: here(solo.entry)!, model: solo.model }
    },
    nearMake: (word) => here(nearMake(word)),
    beginsLikeMake: (word) => heads.has(word.slice(0, 3)) || beginsLikeMake(word),
    townOf: (key) => towns.get(key) ?? townOf(key),
    own,
  }
}

const canonicalTown = (name: string): string =>
  compactKeys(name)
    .map(townOf)
    .find((town) => town !== undefined) ?? name

const blankMake = (make: string): MakeEntry => ({
  make,
  needsModel: false,
  models: new Map(),
  sounds: new Map(),
  patterns: [],
  codes: new Map(),
})

/** The spelling itself holds whatever it meant before; forms that were made from it only where they mean nothing yet. */
function put<T>(
  into: Map<string, T>,
  [spelling, ...forms]: readonly string[],
  value: T,
  before: (key: string) => unknown,
) {
  if (spelling !== undefined) into.set(spelling, value)
  for (const key of forms) if (!into.has(key) && before(key) === undefined) into.set(key, value)
}
