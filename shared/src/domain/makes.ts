import { cleanLine } from './clean-text.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { fold, soundKey } from './fold.ts'
import type { MakeEntry } from './make-index.ts'
import { locateMake, locateCar } from './make-search.ts'
import { compactKeys } from './words.ts'

/** A make found in a text. */
export interface MakeHit {
  make: string
  /** Position and length of what names it. */
  at: number
  length: number
  /** The make itself is written, not only a model that implies it. */
  explicit: boolean
}

/**
 * The first make in a text: a written make ("БМВ", "VW", "Mersedes") or, where none is written, a model
 * that only one make has ("Октавія", "Camry"). On word boundaries of every alphabet.
 */
export function findMake(text: string, dictionary: Dictionary = builtIn): MakeHit | undefined {
  const hit = locateMake(text, dictionary)
  return hit && { make: hit.entry.make, at: hit.at, length: hit.end - hit.at, explicit: hit.explicit }
}

/**
 * Make and model of a title or first line, the longest known model first. `model` is a canonical model name
 * ("320d" → "3 Series"), or the printed word after a known make where the model is not in the dictionary.
 * `rest` is the text without what was read.
 */
export function findMakeModel(
  text: string,
  dictionary: Dictionary = builtIn,
): { make?: string; model?: string; rest: string } | undefined {
  const hit = locateCar(text, dictionary)
  if (!hit) return undefined
  let rest = ''
  let from = 0
  for (const span of [...hit.spans].sort((a, b) => a.at - b.at)) {
    rest += `${text.slice(from, Math.max(from, span.at))} `
    from = Math.max(from, span.end)
  }
  rest += text.slice(from)
  return { make: hit.make, ...(hit.model ? { model: hit.model } : {}), rest: cleanLine(rest) }
}

/** The canonical name of a stated make ("mercedes" → "Mercedes-Benz"); the cleaned input if it is not known. */
export function canonicalMake(raw: string, dictionary: Dictionary = builtIn): string {
  const clean = cleanLine(raw)
  return entryOf(clean, dictionary)?.make ?? clean
}

/** The canonical name of a text that is the name of a make and nothing else; undefined for any other. */
export const knownMake = (raw: string, dictionary: Dictionary = builtIn): string | undefined =>
  entryOf(cleanLine(raw), dictionary)?.make

const namesOfModels = new WeakMap<MakeEntry, ReadonlySet<string>>()

/** The canonical names of the models of a make, in small letters; undefined for a make that is not known. */
export function modelsOf(make: string, dictionary: Dictionary = builtIn): ReadonlySet<string> | undefined {
  const entry = entryOf(make, dictionary)
  if (entry?.make !== make) return undefined
  const names =
    namesOfModels.get(entry) ?? new Set([...entry.models.values()].map(({ name }) => name.toLowerCase()))
  namesOfModels.set(entry, names)
  return names
}

/**
 * A stated model with the make's repetition taken off ("MG 4" → "4") and in its canonical spelling if it is a
 * known name ("октавія" → "Octavia", "3-series" → "3 Series"); else cleaned and otherwise as stated: "320d"
 * stays "320d". A model that is only the make stays.
 */
export function canonicalModel(make: string, raw: string, dictionary: Dictionary = builtIn): string {
  const clean = cleanLine(raw)
  const entry = entryOf(cleanLine(make), dictionary)
  const bare = withoutMake(clean, entry, make, dictionary)
  if (!entry) return bare
  for (const key of compactKeys(bare)) {
    const model = entry.models.get(key)
    if (model) return model.name
  }
  return entry.sounds.get(soundKey(fold(bare)))?.name ?? bare
}

function entryOf(clean: string, dictionary: Dictionary): MakeEntry | undefined {
  for (const key of compactKeys(clean)) {
    const entry = dictionary.makeOf(key)
    if (entry) return entry
  }
  return undefined
}

function withoutMake(
  model: string,
  entry: MakeEntry | undefined,
  make: string,
  dictionary: Dictionary,
): string {
  const words = model.split(/(?<=[\s-])|(?=[\s-])/)
  for (let count = Math.min(words.length - 1, 7); count > 0; count--) {
    const head = words.slice(0, count).join('')
    const same = entry
      ? entryOf(head.trim(), dictionary) === entry
      : fold(head.trim()) === fold(cleanLine(make))
    const rest = words
      .slice(count)
      .join('')
      .replace(/^[\s\-–:,]+/, '')
    const knows = (name: string) =>
      entry !== undefined && compactKeys(name).some((key) => entry.models.has(key))
    if (same && rest && (knows(rest) || !knows(model))) return rest
  }
  return model
}
