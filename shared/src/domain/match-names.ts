import { canonicalCity, findCities } from './cities.ts'
import { cleanLine } from './clean-text.ts'
import { parseColor } from './color.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { fold } from './fold.ts'
import { canonicalMake, canonicalModel, findMakeModel } from './makes.ts'

const most = 20_000

/** The same texts come again and again where thousands of cars meet thousands of wishes: each is read once by a dictionary. */
function remember<T>(read: (text: string, dictionary: Dictionary) => T) {
  const known = new WeakMap<Dictionary, Map<string, T>>()
  return (text: string, dictionary: Dictionary = builtIn): T => {
    const mine = known.get(dictionary) ?? new Map<string, T>()
    if (!mine.size) known.set(dictionary, mine)
    const before = mine.get(text)
    if (before !== undefined) return before
    const value = read(text, dictionary)
    if (mine.size >= most) mine.clear()
    mine.set(text, value)
    return value
  }
}

/** By what two spellings of one make are equal: "бмв" and "BMW". */
export const makeKey = remember((raw, words) => fold(canonicalMake(raw, words)))

/** How a make may be written where it is stored: one that nobody lists keeps the case in which it came. */
export const makeSpellings = remember((raw, words): string[] => {
  const make = canonicalMake(raw, words)
  const own = words.own.flatMap(({ kind, name, word }) =>
    kind === 'make' && fold(name) === fold(make) ? [word] : [],
  )
  const low = make.toLowerCase()
  const capital = low.replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase())
  return [...new Set([raw, make, low, make.toUpperCase(), capital, ...own])]
})

/** By what two spellings of one colour are equal: "чорний" and "black". */
export const colorKey = remember((raw) => parseColor(raw) ?? fold(cleanLine(raw)))

/** By what two spellings of one town are equal: "м. Київ" and "Kyiv". */
export const cityKey = remember((raw, words) => fold(canonicalCity(raw, words)))

/** What a model is called: its name as it is stated, and the known line that it belongs to ("320d", "3 Series"). */
export interface ModelNames {
  stated: string
  line: string
}

const splitter = '\u001f'
const namesOf = remember((both, words): ModelNames => {
  const [make = '', raw = ''] = both.split(splitter)
  const stated = fold(canonicalModel(make, raw, words))
  return { stated, line: fold(findMakeModel(`${make} ${raw}`, words)?.model ?? stated) }
})

/** The names of a model of a make. */
export const modelNames = (make: string, model: string, dictionary: Dictionary = builtIn): ModelNames =>
  namesOf(make + splitter + model, dictionary)

/** Where an advert says that a car is. */
export interface Place {
  towns: readonly string[]
  text: string
  /** It names a region or the country alone. */
  vague: boolean
}

/** The towns of an advert's place, and whether it names any. */
export const placeOf = remember((location, words): Place => {
  const towns = findCities(location, words).map(({ city }) => fold(city))
  const text = fold(cleanLine(location))
  const vague = !towns.length && /(?:^|[^\p{L}])(?:обл|oblast|region|украин|україн|ukrain)/u.test(text)
  return { towns, text, vague }
})
