import { fold, latinTwin } from './fold.ts'

/** A word or decimal number of a text, folded, with its place and its look in Latin letters. */
export interface Word {
  at: number
  end: number
  folded: string
  twin: string
  /** What stands between the word before and this one lets them be read as one name ("CX-5", "e tron"). */
  joins: boolean
  /** The word begins a new line. */
  newLine: boolean
}

const word = /\d+[.,]\d+(?![\p{L}\d.,]*[.,]\d)|[\p{L}\p{N}]+/gu

/** What may stand inside of a name: "CX-5", "e tron". */
const joint = /^(?:[ \-./'_&]{0,3}|:)$/

/** Words of a text, at most `most` of them, left to right. */
export function wordsOf(text: string, most = 4000): Word[] {
  const folded = fold(text)
  const words: Word[] = []
  let end = 0
  for (const match of folded.matchAll(word)) {
    const gap = folded.slice(end, match.index)
    const plain = match[0]
    words.push({
      at: match.index,
      end: match.index + plain.length,
      folded: plain,
      twin: latinTwin(plain) ?? plain,
      joins: words.length > 0 && (gap === ' ' || (joint.test(gap) && !gap.includes('. '))),
      newLine: gap.includes('\n'),
    })
    end = match.index + plain.length
    if (words.length >= most) break
  }
  return words
}

/** Keys under which the run of `count` words from `from` may stand in a dictionary: as written, and by look. */
export function keysOf(words: Word[], from: number, count: number): string[] {
  let plain = ''
  let twin = ''
  for (let i = from; i < from + count; i++) {
    const part = words[i]
    if (!part || (i > from && !part.joins)) return []
    plain += part.folded
    twin += part.twin
  }
  const last = words[from + count - 1]
  const forms = last
    ? nominatives(last.folded).map((form) => plain.slice(0, plain.length - last.folded.length) + form)
    : []
  return plain === twin ? [plain, ...forms] : [plain, twin, ...forms]
}

const endings: readonly (readonly [RegExp, string[]])[] = [
  [/ію$|ії$/, ['ія']],
  [/ию$|ии$/, ['ия']],
  [/ою$|ой$|ами$/, ['а']],
  [/ом$|ем$|ові$|еві$|ів$|ов$/, ['', 'о']],
  [/у$/, ['а', '']],
  [/[иіые]$/, ['а', '']],
  [/а$|я$/, ['', 'ь', 'й']],
  [/ю$/, ['я', 'ь']],
]

/** Possible nominatives of a declined Cyrillic word of five letters or more ("тойоту" → "тойота"). */
function nominatives(word: string): string[] {
  if (word.length < 5 || !/^[а-яіїєґ']+$/.test(word)) return []
  return endings
    .flatMap(([ending, replacements]) =>
      ending.test(word) ? replacements.map((r) => word.replace(ending, r)) : [],
    )
    .filter((form) => form.length >= 4)
}

/** Keys of a whole name, without what is no letter or digit: "CX-5" → "cx5". */
export function compactKeys(name: string): string[] {
  const words = wordsOf(name.replace(/[.,]/g, ' '), 12).map((part) => ({ ...part, joins: true }))
  const keys = keysOf(words, 0, words.length)
  return keys[0] ? keys : []
}
