import { builtIn, type Dictionary } from './dictionary.ts'
import type { MakeEntry, ModelEntry } from './make-index.ts'
import { findModel } from './model-search.ts'
import { keysOf, wordsOf, type Word } from './words.ts'

export interface Span {
  at: number
  end: number
}

/** A make in a text, by word index and by position. */
export interface MakePlace extends Span {
  entry: MakeEntry
  explicit: boolean
  /** Index of the first word, and of the word after the last. */
  from: number
  to: number
  /** The dictionary's key under which it was found. */
  key: string
  /** The model, where it is what names the make or is glued to it. */
  model?: ModelEntry
}

export interface CarPlace {
  make: string
  model?: string
  entry: MakeEntry
  /** The make is written, not implied by a model. */
  explicit: boolean
  /** The model is in the dictionary. */
  known: boolean
  spans: Span[]
}

const longestName = 4

/** The first make of a text that is written out, or else implied by a model, or else written with one typo. */
export function locateMake(text: string, dictionary: Dictionary = builtIn): MakePlace | undefined {
  return firstMake(wordsOf(text, 600), text, dictionary)
}

const firstMake = (words: Word[], text: string, dictionary: Dictionary): MakePlace | undefined =>
  writtenMake(words, text, dictionary) ?? impliedMake(words, dictionary) ?? misspelledMake(words, dictionary)

/** Make and model of a text: the first written make and the model near it, else the first model that implies one. */
export function locateCar(text: string, dictionary: Dictionary = builtIn): CarPlace | undefined {
  const words = wordsOf(text, 600)
  const place = firstMake(words, text, dictionary)
  return place && carAt(place, words, text, dictionary)
}

/** Completes a make's place with the model that stands near it. */
export function carAt(place: MakePlace, words: Word[], text: string, dictionary: Dictionary): CarPlace {
  const base = {
    make: place.entry.make,
    entry: place.entry,
    explicit: place.explicit,
    spans: [{ at: place.at, end: place.end }],
  }
  if (place.model) return { ...base, model: place.model.name, known: true }
  const found = findModel(place.entry, words, place.from, place.to, text)
  const elder =
    place.entry.elder && !found?.known ? dictionary.makeOf(place.entry.elder.toLowerCase()) : undefined
  const older = elder && findModel(elder, words, place.from, place.to, text)
  if (elder && older?.known)
    return {
      ...base,
      make: elder.make,
      entry: elder,
      model: older.name,
      known: true,
      spans: [...base.spans, { at: older.at, end: older.end }],
    }
  if (!found) return { ...base, known: false }
  return {
    ...base,
    model: found.name,
    known: found.known,
    spans: [...base.spans, { at: found.at, end: found.end }],
  }
}

/** The first make that is written out. */
function writtenMake(words: Word[], text: string, dictionary: Dictionary): MakePlace | undefined {
  for (let i = 0; i < words.length; i++) {
    const place = writtenAt(words, text, i, dictionary)
    if (place) return place
  }
  return undefined
}

/** The first model that only one make has. */
function impliedMake(words: Word[], dictionary: Dictionary): MakePlace | undefined {
  for (let i = 0; i < words.length; i++) {
    const place = impliedAt(words, i, dictionary)
    if (place) return place
  }
  return undefined
}

/** The make that is written from word `i` on. */
export function writtenAt(
  words: Word[],
  text: string,
  i: number,
  dictionary: Dictionary,
): MakePlace | undefined {
  for (let count = Math.min(longestName, words.length - i); count > 0; count--) {
    for (const key of keysOf(words, i, count)) {
      const entry = dictionary.makeOf(key)
      const place = entry && placeOf(entry, true, words, i, i + count, key)
      if (place && counts(place, key, words, text)) return place
    }
  }
  return gluedMake(words, i, dictionary)
}

/** The make that is implied by the model from word `i` on. */
export function impliedAt(words: Word[], i: number, dictionary: Dictionary): MakePlace | undefined {
  for (let count = Math.min(longestName, words.length - i); count > 0; count--) {
    for (const key of keysOf(words, i, count)) {
      const solo = dictionary.soloOf(key)
      if (solo) return { ...placeOf(solo.entry, false, words, i, i + count, key), model: solo.model }
    }
  }
  return undefined
}

/** The first make written with one letter wrong, in the first forty words. */
export function misspelledMake(words: Word[], dictionary: Dictionary): MakePlace | undefined {
  for (let i = 0; i < Math.min(words.length, 40); i++) {
    const entry = dictionary.nearMake(words[i]?.twin ?? '') ?? dictionary.nearMake(words[i]?.folded ?? '')
    if (entry) return placeOf(entry, true, words, i, i + 1, '')
  }
  return undefined
}

function placeOf(
  entry: MakeEntry,
  explicit: boolean,
  words: Word[],
  from: number,
  to: number,
  key: string,
): MakePlace {
  return { entry, explicit, key, from, to, at: words[from]?.at ?? 0, end: words[to - 1]?.end ?? 0 }
}

/** A name that is also a common word, or has two letters, is a make only beside one of its models. */
function counts(place: MakePlace, key: string, words: Word[], text: string): boolean {
  if (!place.entry.needsModel && (key.length > 2 || key === 'vw')) return true
  const model = findModel(place.entry, words, place.from, place.to, text)
  if (model?.known && Math.abs(model.from - place.to) <= 1) return true
  return place.entry.make === 'MG' && model !== undefined && /^MG/.test(text.slice(place.at))
}

/** "BMWX5", "Mazda6": a make with its model glued to it. */
function gluedMake(words: Word[], index: number, dictionary: Dictionary): MakePlace | undefined {
  const word = words[index]
  if (!word || word.folded.length < 5 || word.folded.length > 24) return undefined
  for (const form of word.folded === word.twin ? [word.folded] : [word.folded, word.twin]) {
    if (!dictionary.beginsLikeMake(form)) continue
    for (let length = form.length - 1; length >= 3; length--) {
      const entry = dictionary.makeOf(form.slice(0, length))
      const model = entry?.models.get(form.slice(length))
      if (entry && model) return { ...placeOf(entry, true, words, index, index + 1, form), model }
    }
  }
  return undefined
}
