/** A number as it stands in a text, before anybody decides what it counts. */
export interface NumberHit {
  at: number
  end: number
  value: number
  /** Written with separators between groups of three digits. */
  grouped: boolean
  /** The separator between the groups, if any. */
  separator: string
}

const grouped = /(\d{1,3})([ .,'])(\d{3})((?:\2\d{3})*)(?!\d)(?:([.,])(\d{1,2})(?!\d))?/y
const plain = /\d+(?:[.,]\d{1,3}(?!\d))?/y

/**
 * The next number at or after `from` in a folded text, told from its grouping: "12.500" and "12 500" are
 * twelve thousand and a half thousand, "12.50" and "2,0" have decimals, "1.099.999,00" has both.
 */
export function numberAt(folded: string, from: number): NumberHit | undefined {
  grouped.lastIndex = from
  const group = grouped.exec(folded)
  if (group && group[1] !== '0' && group[1] !== '00' && group[5] !== group[2]) {
    const value = Number(`${group[1]}${group[3]}${(group[4] ?? '').replace(/\D/g, '')}.${group[6] ?? 0}`)
    return { at: from, end: grouped.lastIndex, value, grouped: true, separator: group[2] ?? '' }
  }
  plain.lastIndex = from
  const simple = plain.exec(folded)
  if (!simple || simple[0].length > 20) return undefined
  return {
    at: from,
    end: plain.lastIndex,
    value: Number(simple[0].replace(',', '.')),
    grouped: false,
    separator: '',
  }
}

/** Every number of a folded text, left to right. Linear in its length. */
export function numbersIn(folded: string): NumberHit[] {
  const hits: NumberHit[] = []
  const digit = /\d/g
  while (digit.test(folded)) {
    const hit = numberAt(folded, digit.lastIndex - 1)
    if (hit) {
      hits.push(hit)
      digit.lastIndex = hit.end
    } else {
      const run = /\d+/y
      run.lastIndex = digit.lastIndex - 1
      run.test(folded)
      digit.lastIndex = run.lastIndex
    }
  }
  return hits
}

/**
 * Whether a letter stands at a position of a folded text or after one space there. Without one there is neither a
 * scale nor a unit, and that is far cheaper to see than to try their patterns.
 */
export function wordFollows(folded: string, at: number): boolean {
  const c = folded.charCodeAt(at)
  return (c <= 32 ? folded.charCodeAt(at + 1) : c) >= 97
}

const thousand =
  /\s?(?:тис(?:яч[аі]?|\.)?|тыс(?:яч[аи]?|\.)?|tys(?:iecy|\.)?|tis(?:yach|ic)?\.?|thousand|tkm(?=\b)|k(?=km\b)|[kк](?![\p{L}]|\.? ?[сc](?![\p{L}]))\.?|т(?=[. ]{0,2}км)|т(?![\p{L}])\.?)/uy
const million = /\s?(?:млн|mln|million|mio|мільйон\p{L}{0,3}|миллион\p{L}{0,3})\.?/uy

/** The factor that a word right after a number gives it ("тис", "k", "млн"), and where that word ends. */
export function scaleAfter(folded: string, end: number): { factor: number; end: number } {
  if (!wordFollows(folded, end)) return { factor: 1, end }
  thousand.lastIndex = end
  if (thousand.test(folded)) {
    // "tkm" is a scale and a unit at once: the unit must stay readable.
    const last =
      folded.slice(end, thousand.lastIndex).trim() === 'tkm' ? thousand.lastIndex - 2 : thousand.lastIndex
    return { factor: 1000, end: last }
  }
  million.lastIndex = end
  if (million.test(folded)) return { factor: 1_000_000, end: million.lastIndex }
  return { factor: 1, end }
}
