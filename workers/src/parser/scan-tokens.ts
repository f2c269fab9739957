import { decodeEntities } from './entities.ts'
import type { PageText } from './page-text.ts'
import { giveBack, grown, takeArrays } from './scan-arrays.ts'
import type { ScanArrays } from './scan-arrays.ts'
import * as tags from './tag-names.ts'

/** The kinds of tokens of a scanned page. */
export const OPEN = 1
export const CLOSE = 2
export const TEXT = 3

/** Bits that the scan adds to those of the name: an attribute that may hide the element, or an `itemprop`. */
export const MAY_HIDE = 256
export const HAS_PROP = 512

/** A text with every run of white space as one space; the same string where there is nothing to do. */
function oneSpaced(text: string): string {
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c <= 32 ? c !== 32 || before === 32 : c >= 160 && !(c > 160 && c < 0x1680))
      return text.replace(/\s+/g, ' ')
    before = c
  }
  return text
}

/** The tokens of a scanned page and what can be read of them: attributes and texts are cut out of `html` when asked for. */
export class ScanTokens {
  readonly html: PageText
  count = 0
  kind!: Uint8Array
  start!: Int32Array
  end!: Int32Array
  /** The index of the open tag that holds this token; -1 at the top. */
  parent!: Int32Array
  /** For an open tag: the index just after its last token. */
  stop!: Int32Array
  readonly name: string[] = []
  /** Index of each raw-text element's open tag (script, style, title, …); their content is one TEXT token. */
  readonly scripts: number[] = []
  /** The open tags with an `itemprop`. */
  readonly props: number[] = []
  /** The greatest depth, all tags counted. */
  maxDepth = 0
  #arrays: ScanArrays
  #marks!: Uint16Array
  #attributes!: Int32Array
  #attributesEnd!: Int32Array
  /** How many places of `#attributes` are filled. */
  #filled = 0

  constructor(html: PageText, tokens: number) {
    this.html = html
    this.#arrays = takeArrays(tokens)
    this.#adopt()
  }

  #adopt(): void {
    const a = this.#arrays
    this.kind = a.kind
    this.start = a.start
    this.end = a.end
    this.parent = a.parent
    this.stop = a.stop
    this.#marks = a.marks
    this.#attributes = a.attributes
    this.#attributesEnd = a.attributesEnd
  }

  /** Lets the next page use this one's arrays. Nothing of this scan may be read afterwards. */
  release(): void {
    this.count = 0
    giveBack(this.#arrays)
  }

  protected push(
    kind: number,
    start: number,
    end: number,
    parent: number,
    name: string,
    marks: number,
  ): number {
    const i = this.count++
    if (i >= this.kind.length) {
      this.#arrays = grown(this.#arrays)
      this.#adopt()
    }
    this.kind[i] = kind
    this.#marks[i] = marks
    this.start[i] = start
    this.end[i] = end
    this.parent[i] = parent
    this.stop[i] = i + 1
    this.#attributesEnd[i] = this.#filled
    this.name.push(name)
    return i
  }

  /** Notes an attribute of the tag that is pushed next. */
  protected note(name: number, nameEnd: number, value: number, valueEnd: number): void {
    const at = this.#filled
    if (at + 4 > this.#attributes.length) {
      const wider = new Int32Array(this.#attributes.length * 2)
      wider.set(this.#attributes)
      this.#arrays.attributes = wider
      this.#attributes = wider
    }
    this.#attributes[at] = name
    this.#attributes[at + 1] = nameEnd
    this.#attributes[at + 2] = value
    this.#attributes[at + 3] = valueEnd
    this.#filled = at + 4
  }

  /** The bits of a token. */
  protected marksOf(i: number): number {
    return this.#marks[i] as number
  }

  /** The value of an attribute of an open tag, entities decoded; '' for one without a value. */
  attr(i: number, name: string): string | undefined {
    const { html } = this
    const places = this.#attributes
    const size = name.length
    const to = this.#attributesEnd[i] as number
    for (let at = i > 0 ? (this.#attributesEnd[i - 1] as number) : 0; at < to; at += 4) {
      const from = places[at] as number
      if ((places[at + 1] as number) - from !== size || !html.startsWith(name, from)) continue
      const value = places[at + 2] as number
      return value < 0 ? '' : decodeEntities(html.slice(value, places[at + 3]))
    }
    return undefined
  }

  /** Calls back with the places of each attribute of an open tag; the value's are -1 where there is none. */
  eachAttribute(
    i: number,
    take: (name: number, nameEnd: number, value: number, valueEnd: number) => void,
  ): void {
    const places = this.#attributes
    const to = this.#attributesEnd[i] as number
    for (let at = i > 0 ? (this.#attributesEnd[i - 1] as number) : 0; at < to; at += 4)
      take(places[at] as number, places[at + 1] as number, places[at + 2] as number, places[at + 3] as number)
  }

  /** The open tag's source, for cheap substring tests. */
  tag(i: number): string {
    return this.html.slice(this.start[i] as number, this.end[i])
  }

  /** The decoded text of one TEXT token. */
  raw(i: number): string {
    return decodeEntities(this.html.slice(this.start[i] as number, this.end[i]))
  }

  /** Whether an element is hidden by an inline style or the `hidden` attribute. */
  hidden(i: number): boolean {
    if (((this.#marks[i] as number) & MAY_HIDE) === 0) return false
    const tag = this.tag(i)
    return (
      (tag.includes('display') && /display\s*:\s*none/i.test(tag)) ||
      (tag.includes('hidden') && /\shidden(?=[\s>=/])(?!=["']?(?:until|false))/i.test(tag))
    )
  }

  /** Whether an open tag has a `style` attribute, or one whose name ends so. */
  styled(i: number): boolean {
    return ((this.#marks[i] as number) & MAY_HIDE) !== 0
  }

  /** The visible text inside an open tag: words of separate boxes separated, hidden boxes left out, at most `limit` characters. */
  text(i: number, limit = 2_000): string {
    return this.textOf(i + 1, this.stop[i] as number, limit)
  }

  /** The visible text of a range of tokens; `\n` stands where a block or a `<br>` begins. Ends early at `enough` characters. */
  textOf(from: number, to: number, limit = 2_000, lines = false, enough = limit): string {
    let out = ''
    let gap = ''
    // White space counts towards the limit, so that a page of nothing else ends too.
    let read = 0
    for (let t = from; t < to && read < limit && out.length <= enough; t++) {
      const kind = this.kind[t]
      if (kind === TEXT) {
        const text = oneSpaced(this.raw(t))
        const { length } = text
        read += length
        const first = text.charCodeAt(0) === 32 ? 1 : 0
        if (first && gap === '') gap = ' '
        if (length <= first) continue
        const last = text.charCodeAt(length - 1) === 32 ? length - 1 : length
        if (out !== '') out += gap
        out += first || last < length ? text.slice(first, last) : text
        gap = last < length ? ' ' : ''
        continue
      }
      const marks = this.#marks[t] as number
      if (kind === OPEN && (marks & tags.UNSEEN || (marks & MAY_HIDE && this.hidden(t)))) {
        t = (this.stop[t] as number) - 1
        continue
      }
      if (marks & tags.GLUE) continue
      read++
      if (lines && (marks & tags.KEEPS_LINE) === 0) gap = '\n'
      else if (gap === '') gap = ' '
    }
    return out.length > limit ? out.slice(0, limit) : out
  }

  /** Where a text stands at or after a position, long scripts and styles passed over; -1 if nowhere. */
  find(text: string, from = 0): number {
    let at = from
    for (const open of this.scripts) {
      const start = this.start[open + 1] as number
      const end = this.end[open + 1] as number
      if (this.parent[open + 1] !== open || end - start < 1_000 || start < at) continue
      const found = this.html.indexOf(text, at, start)
      if (found >= 0) return found
      at = end
    }
    return this.html.indexOf(text, at)
  }

  /** The index of the open tag whose source holds the character at `position`; -1 if none does. */
  tagAt(position: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.start[middle] as number) <= position) low = middle
      else high = middle - 1
    }
    return this.kind[low] === OPEN &&
      (this.start[low] as number) <= position &&
      (this.end[low] as number) > position
      ? low
      : -1
  }
}
