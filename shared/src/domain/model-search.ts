import { soundKey } from './fold.ts'
import { withinOneEdit, type MakeEntry } from './make-index.ts'
import { isNoModel } from './no-model-words.ts'
import { keysOf, type Word } from './words.ts'

export interface ModelPlace {
  name: string
  known: boolean
  from: number
  at: number
  end: number
}

/** How many words after a make its model may stand. */
const reach = 9

/**
 * The model of a make that stands at words `from`…`to`: the nearest known one after it, right before it, one
 * that sounds alike or has one typo, a generation code, or the printed word where none is known.
 */
export function findModel(
  entry: MakeEntry,
  words: Word[],
  from: number,
  to: number,
  text: string,
): ModelPlace | undefined {
  const last = Math.min(words.length, to + reach)
  return (
    within(entry, words, from, to) ??
    after(entry, words, to, last, text) ??
    before(entry, words, from) ??
    alike(entry, words, to, Math.min(last, to + 3)) ??
    coded(entry, words, from, last) ??
    printed(words, to, text)
  )
}

/** The make's own words may begin the model's name: "Range Rover Sport". */
function within(entry: MakeEntry, words: Word[], from: number, to: number): ModelPlace | undefined {
  for (let count = Math.min(4, words.length - from); count >= to - from; count--) {
    for (const key of keysOf(words, from, count)) {
      const model = entry.models.get(key)
      const rest = keysOf(words, to, from + count - to)
      if (model && !rest.some((part) => entry.models.has(part)))
        return {
          name: model.name,
          known: true,
          from: to,
          at: words[from]?.at ?? 0,
          end: words[from + count - 1]?.end ?? 0,
        }
    }
  }
  return undefined
}

function after(
  entry: MakeEntry,
  words: Word[],
  to: number,
  last: number,
  text: string,
): ModelPlace | undefined {
  let lines = 0
  for (let i = to; i < last; i++) {
    if (words[i]?.newLine && ++lines > 2) return undefined
    for (let count = Math.min(4, last - i); count > 0; count--) {
      for (const key of keysOf(words, i, count)) {
        if (!reachable(key, i - to, words, i, count, text)) continue
        const name = entry.models.get(key)?.name ?? (count <= 3 ? byPattern(entry, key) : undefined)
        if (name)
          return { name, known: true, from: i, at: words[i]?.at ?? 0, end: words[i + count - 1]?.end ?? 0 }
      }
    }
  }
  return undefined
}

function byPattern(entry: MakeEntry, key: string): string | undefined {
  for (const [pattern, name] of entry.patterns) {
    if (!pattern.test(key)) continue
    const raw = key.replace(pattern, name)
    const compact = raw.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    return entry.models.get(compact)?.name ?? raw.replace(/^[a-z]/, (c) => c.toUpperCase())
  }
  return undefined
}

/** A short or numeric name is a model only close to its make, and a number only where it counts nothing else. */
function reachable(
  key: string,
  distance: number,
  words: Word[],
  index: number,
  count: number,
  text: string,
): boolean {
  if (/^\d+$/.test(key)) {
    const word = words[index]
    const next = words[index + count]
    if (!word || !(distance === 0 || isLabel(words[index - 1]))) return false
    if (count > 1 && key.length < 5) return false
    const gap = text.slice(words[index - 1]?.end ?? word.at, word.at)
    if (/[,;|•]/.test(gap) && key.length < 3) return false
    const tail = text.slice(word.end, word.end + 3)
    if (/^ ?[$€₴%]/.test(tail) || (/^[.,]\d/.test(tail) && count === 1)) return false
    if (next && !next.newLine && isUnit(next.folded) && next.at - (words[index + count - 1]?.end ?? 0) <= 2)
      return false
    return true
  }
  if (/^[\p{L}]$/u.test(key)) return distance === 0
  if (/^[\p{L}]{2}$/u.test(key)) return distance <= 1
  if (/\d/.test(key) && key.length <= 3 && count > 1) return distance <= 2
  return true
}

const unit =
  /^(?:р|рік|року|год|года|г|рр|км|km|kms|тис|тыс|т|к|k|грн|usd|eur|uah|у|л|hp|к?с|дол|доларів|долларов|баксів|штук|шт|міс|мес|власник\p{L}*|хозяин|хазяїн|двер\p{L}*|місц\p{L}*|мест|міст|miles|mi|миль|ст|ступ\p{L}*|євро|евро|euro|tys|tis|rik|god|year|покоління)$/u
const isUnit = (word: string): boolean => unit.test(word)
const isLabel = (word?: Word): boolean =>
  word !== undefined && /^(?:модель|model|модел|марка|серия|серія)$/.test(word.folded)

/** "X5 BMW", "Golf VW": only a name with a letter, right before the make in its line. */
function before(entry: MakeEntry, words: Word[], from: number): ModelPlace | undefined {
  if (words[from]?.newLine) return undefined
  for (let count = Math.min(3, from); count > 0; count--) {
    for (const key of keysOf(words, from - count, count)) {
      const lettered = /\p{L}/u.test(key) && key.length > 1
      const name = lettered ? (entry.models.get(key)?.name ?? byPattern(entry, key)) : undefined
      if (name)
        return {
          name,
          known: true,
          from: from - count,
          at: words[from - count]?.at ?? 0,
          end: words[from - 1]?.end ?? 0,
        }
    }
  }
  return undefined
}

function alike(entry: MakeEntry, words: Word[], to: number, last: number): ModelPlace | undefined {
  for (let i = to; i < last; i++) {
    const word = words[i]
    if (!word || word.folded.length < 4 || word.newLine || /^\d+$/.test(word.folded)) continue
    for (let count = Math.min(2, last - i); count > 0; count--) {
      const key = keysOf(words, i, count)[0]
      const model = key
        ? (entry.sounds.get(soundKey(key)) ?? (i === to ? oneTypo(entry, key) : undefined))
        : undefined
      if (model)
        return {
          name: model.name,
          known: true,
          from: i,
          at: word.at,
          end: words[i + count - 1]?.end ?? word.end,
        }
    }
  }
  return undefined
}

function oneTypo(entry: MakeEntry, key: string): { name: string } | undefined {
  if (key.length < 5 || /\d/.test(key)) return undefined
  for (const [known, model] of entry.models) {
    if (
      known.length >= 5 &&
      !/\d/.test(known) &&
      known.charAt(0) === key.charAt(0) &&
      withinOneEdit(known, key)
    )
      return model
  }
  return undefined
}

function coded(entry: MakeEntry, words: Word[], from: number, last: number): ModelPlace | undefined {
  for (let i = Math.max(0, from - 3); i < last; i++) {
    const word = words[i]
    const name = word && (entry.codes.get(word.twin) ?? entry.codes.get(word.folded))
    if (word && name) return { name, known: true, from: i, at: word.at, end: word.end }
  }
  return undefined
}

/** The word after a make where the dictionary does not know it: Latin, capital or with digits, and no common word. */
function printed(words: Word[], to: number, text: string): ModelPlace | undefined {
  const word = words[to]
  if (!word || word.newLine || !word.joins) return undefined
  const raw = text.slice(word.at, word.end)
  if (!/^(?:[A-Z][A-Za-z]{2,14}|(?=.*\d)(?=.*\p{L})[\p{L}\d]{2,8})$/u.test(raw) || isNoModel(word.folded))
    return undefined
  return { name: raw, known: false, from: to, at: word.at, end: word.end }
}
