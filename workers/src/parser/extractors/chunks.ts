import { cleanLine } from '@cartie/shared/domain/clean-text'
import { OPEN, TEXT } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { skipRanges } from '../regions.ts'
import type { Ranges } from '../regions.ts'

/** One piece of visible text between two tags. */
export interface Chunk {
  text: string
  /** The token of the text. */
  token: number
  /** The open tag around it. */
  parent: number
}

const silent = new Set([
  'script',
  'style',
  'svg',
  'template',
  'select',
  'option',
  'textarea',
  'title',
  'iframe',
  'noscript',
  'head',
  'nav',
])

/** The visible texts of a page in order, without scripts, menus, option lists and the given ranges. */
export function chunksOf(scan: HtmlScan, leaveOut: Ranges, limit = 6_000): Chunk[] {
  const out: Chunk[] = []
  for (let i = 0; i < scan.count && out.length < limit; i++) {
    const from = skipRanges(leaveOut, i)
    if (from !== i) {
      i = from - 1
      continue
    }
    const kind = scan.kind[i]
    if (kind === OPEN && silent.has(scan.name[i] as string)) {
      i = (scan.stop[i] as number) - 1
      continue
    }
    if (kind !== TEXT) continue
    let text = scan.raw(i)
    const parent = scan.parent[i] as number
    let last = i
    while (scan.kind[last + 1] === TEXT && scan.parent[last + 1] === parent) text += scan.raw(++last)
    const clean = text.length > 3_000 ? text.slice(0, 3_000) : cleanLine(text)
    if (clean !== '') out.push({ text: clean, token: i, parent })
    i = last
  }
  return out
}

/** Whether `i` lies inside the element opened at `box`. */
export const inside = (scan: HtmlScan, box: number, i: number): boolean =>
  box >= 0 && i > box && i < (scan.stop[box] as number)

/** The nearest common box of two tokens, at most `steps` above the first; -1 if it is farther. */
export function commonBox(scan: HtmlScan, a: number, b: number, steps: number): number {
  let box = scan.parent[a] as number
  for (let n = 0; n <= steps && box >= 0; n++) {
    if (inside(scan, box, b)) return box
    box = scan.parent[box] as number
  }
  return -1
}
