import { OPEN } from './html-scan.ts'
import type { HtmlScan } from './html-scan.ts'

const heading =
  /^(?:.{0,30})(?:similar|related|recommended|you (?:may|might) (?:also )?like|more (?:cars |vehicles |ads )?from|other (?:cars|ads|vehicles)|recently viewed|recommendations|схож[іи]|подібн|рекоменд|похож|інші (?:авто|оголошення|пропозиції)|другие (?:авто|объявления)|також дивляться|ähnliche|weitere (?:fahrzeuge|angebote)|das könnte|similaires|véhicules? similaire|vous aimerez|autres annonces|similares|otros anuncios|te puede interesar|relacionad|simili|potrebbe(?:ro)? interess|altri annunci|podobne|inne ogłoszenia|polecane|asemănătoare|anunțuri (?:similare|recomandate)|подобни|препоръчани|slični|preporučen|vergelijkbare|andere (?:auto|advertenties)|liknande|lignende|benzer|podobné|hasonló)/iu
const containers = new Set(['div', 'section', 'aside', 'ul', 'ol', 'article', 'table'])

/** Half-open ranges of tokens to leave out, in order. */
export type Ranges = [from: number, to: number][]

/**
 * The parts of a listing page that speak of other cars: blocks marked or headed as similar, recommended or last
 * viewed. A block that holds the main heading, or most of the page, is never left out.
 */
export function asideRanges(scan: HtmlScan, marked: readonly number[]): Ranges {
  const h1 = scan.name.indexOf('h1')
  const ranges: Ranges = []
  const leaveOut = (i: number): void => {
    const to = scan.stop[i] as number
    const size = to - i
    if (size < 3 || size > scan.count * 0.7 || (h1 >= i && h1 < to)) return
    ranges.push([i, to])
  }
  for (const i of marked) if (containers.has(scan.name[i] as string)) leaveOut(i)
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN) continue
    const name = scan.name[i] as string
    if (name.length !== 2 || name < 'h2' || name > 'h6' || name === 'hr') continue
    if (
      (scan.end[scan.stop[i] as number] ?? 0) - (scan.start[i] as number) > 900 ||
      !heading.test(scan.text(i, 90))
    )
      continue
    let box = scan.parent[i] as number
    // A heading's own wrapper holds nothing else: the block is one or two steps out.
    for (
      let step = 0;
      step < 2 && box > 0 && (scan.stop[box] as number) - (scan.stop[i] as number) < 12;
      step++
    )
      box = scan.parent[box] as number
    if (box > 0) leaveOut(box)
  }
  return merged(ranges)
}

function merged(ranges: Ranges): Ranges {
  const sorted = ranges.sort((a, b) => a[0] - b[0])
  const out: Ranges = []
  for (const range of sorted) {
    const last = out.at(-1)
    if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1])
    else out.push([...range])
  }
  return out
}

/** Where to go on if `token` lies in a range; `token` itself if it does not. */
export function skipRanges(ranges: Ranges, token: number): number {
  for (const [from, to] of ranges) {
    if (token < from) return token
    if (token < to) return to
  }
  return token
}

/** What lies outside of the ranges, of so many tokens. */
export function gaps(ranges: Ranges, count: number): Ranges {
  const out: Ranges = []
  let from = 0
  for (const [start, stop] of ranges) {
    if (start > from) out.push([from, start])
    from = Math.max(from, stop)
  }
  if (from < count) out.push([from, count])
  return out
}
