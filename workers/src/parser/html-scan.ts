import { PageText } from './page-text.ts'
import { CLOSE, HAS_PROP, MAY_HIDE, OPEN, ScanTokens, TEXT } from './scan-tokens.ts'
import * as tags from './tag-names.ts'

export { CLOSE, OPEN, TEXT }
export interface ScanLimits {
  depth: number
  nodes: number
  attributes: number
}

/** Above these a page is refused before any tree is built: a tree builder would take seconds or gigabytes. */
export const scanLimits: ScanLimits = { depth: 512, nodes: 200_000, attributes: 200 }

export class TooComplexError extends Error {}

const closesSame: Record<string, ReadonlySet<string>> = {
  li: new Set(['ul', 'ol', 'menu']),
  td: new Set(['tr', 'table']),
  th: new Set(['tr', 'table']),
  tr: new Set(['table', 'tbody', 'thead', 'tfoot']),
  dt: new Set(['dl']),
  dd: new Set(['dl']),
  option: new Set(['select', 'datalist']),
  a: new Set(['div', 'td', 'table', 'section', 'article', 'li', 'body']),
}
const twins: Record<string, string> = { dt: 'dd', dd: 'dt', td: 'th', th: 'td' }
const isSpace = (c: number) => c === 32 || c === 10 || c === 9 || c === 13 || c === 12

/**
 * A page as flat token arrays with parent links: made in one pass, about a millisecond for 300 kB, without a DOM.
 * Attributes and texts are read lazily out of `html`.
 */
export class HtmlScan extends ScanTokens {
  /** What the attributes of the tag just read add to its bits. */
  #extra = 0
  /** The open tags around the place that is scanned, outermost first. */
  readonly #stack: number[] = []
  /** How many of them nest. */
  #depth = 0

  /** @throws TooComplexError where the page goes over the limits. */
  constructor(html: PageText | string, limits: ScanLimits = scanLimits) {
    super(PageText.of(html), Math.min(limits.nodes * 3, Math.max(64, html.length >> 4)) + 16)
    this.#scan(limits)
  }

  #scan(limits: ScanLimits): void {
    const { html } = this
    const stack = this.#stack
    let nodes = 0
    let at = 0
    for (;;) {
      const lt = html.indexOf('<', at)
      const textEnd = lt < 0 ? html.length : lt
      if (textEnd > at) this.#text(at, textEnd, this.#top())
      if (lt < 0) break
      const c = html.charCodeAt(lt + 1)
      if (c === 33) {
        if (html.startsWith('<!--', lt)) {
          const close = html.indexOf('-->', lt + 4)
          at = close < 0 ? html.length : close + 3
        } else {
          const gt = html.indexOf('>', lt)
          at = gt < 0 ? html.length : gt + 1
        }
        continue
      }
      if (c === 47) {
        const gt = html.indexOf('>', lt)
        if (gt < 0) break
        const { name, flags } = tags.tagNameAt(html, lt + 2)
        if (name !== '') {
          const low = Math.max(0, stack.length - 64)
          for (let s = stack.length - 1; s >= low; s--) {
            if (this.name[stack[s] as number] !== name) continue
            this.#popTo(s + 1)
            this.push(CLOSE, lt, gt + 1, this.#top(), name, flags)
            this.#pop()
            break
          }
        }
        at = gt + 1
        continue
      }
      if (!((c >= 97 && c <= 122) || (c >= 65 && c <= 90))) {
        if (c === 63) {
          const gt = html.indexOf('>', lt)
          at = gt < 0 ? html.length : gt + 1
        } else {
          this.#text(lt, lt + 1, this.#top())
          at = lt + 1
        }
        continue
      }
      const { name, flags } = tags.tagNameAt(html, lt + 1)
      const gt = this.#tagEnd(lt + 1 + name.length, limits)
      if (++nodes > limits.nodes) throw new TooComplexError('too many nodes')
      if (flags & tags.CLOSES_SAME) {
        const stoppers = closesSame[name] as ReadonlySet<string>
        for (let s = stack.length - 1; s >= 0 && s > stack.length - 12; s--) {
          const open = this.name[stack[s] as number] as string
          if (open === name || open === twins[name]) {
            this.#popTo(s)
            break
          }
          if (stoppers.has(open)) break
        }
      }
      if (flags & tags.ENDS_PARAGRAPH && stack.length && this.name[this.#top()] === 'p') this.#pop()
      const i = this.push(OPEN, lt, gt, this.#top(), name, flags | this.#extra)
      if (this.#extra & HAS_PROP) this.props.push(i)
      at = gt
      if (flags & tags.VOID || html.charCodeAt(gt - 2) === 47) continue
      if (flags & tags.RAW_TEXT) {
        this.scripts.push(i)
        at = this.#rawText(i, name, gt)
        continue
      }
      // Loose tags that were never closed stop nesting instead of growing the tree without end.
      if (flags & tags.LOOSE) {
        if (stack.length >= limits.depth) continue
      } else if (++this.#depth > limits.depth) throw new TooComplexError('too deep')
      stack.push(i)
      if (stack.length > this.maxDepth) this.maxDepth = stack.length
    }
    this.#popTo(0)
  }

  #top(): number {
    const { length } = this.#stack
    return length ? (this.#stack[length - 1] as number) : -1
  }

  #pop(): void {
    const i = this.#stack.pop() as number
    this.stop[i] = this.count
    if ((this.marksOf(i) & tags.LOOSE) === 0) this.#depth--
  }

  #popTo(position: number): void {
    while (this.#stack.length > position) this.#pop()
  }

  #text(from: number, to: number, parent: number): void {
    if (to - from < 40) {
      let i = from
      while (i < to && isSpace(this.html.charCodeAt(i))) i++
      // Whitespace alone is kept as a one-character token only where it separates words.
      if (i === to) {
        const last = this.count - 1
        if (
          last < 0 ||
          (this.kind[last] === TEXT && isSpace(this.html.charCodeAt((this.end[last] as number) - 1)))
        )
          return
      }
    }
    this.push(TEXT, from, to, parent, '', 0)
  }

  /** Notes the attributes of a tag whose name ends at `from`. The index after the tag's `>`, quotes respected. */
  #tagEnd(from: number, limits: ScanLimits): number {
    const { html } = this
    const { length } = html
    let attributes = 0
    let i = from
    this.#extra = 0
    while (i < length) {
      let c = html.charCodeAt(i)
      if (c === 62) return i + 1
      if (c === 47 || isSpace(c)) {
        i++
        continue
      }
      const name = i++
      while (i < length && (c = html.charCodeAt(i)) !== 61 && c !== 62 && c !== 47 && !isSpace(c)) i++
      const nameEnd = i
      if (++attributes > limits.attributes) throw new TooComplexError('too many attributes')
      while (i < length && isSpace(html.charCodeAt(i))) i++
      if (html.charCodeAt(i) !== 61) {
        this.#note(name, nameEnd, -1, -1)
        i = nameEnd
        continue
      }
      i++
      while (i < length && isSpace(html.charCodeAt(i))) i++
      const q = html.charCodeAt(i)
      if (q === 34 || q === 39) {
        const close = html.indexOf(q === 34 ? '"' : "'", i + 1)
        if (close < 0) {
          const gt = html.indexOf('>', i)
          const end = gt < 0 ? length : gt
          this.#note(name, nameEnd, i + 1, end)
          return gt < 0 ? length : gt + 1
        }
        this.#note(name, nameEnd, i + 1, close)
        i = close + 1
      } else {
        const value = i
        while (i < length && (c = html.charCodeAt(i)) !== 62 && !isSpace(c)) i++
        this.#note(name, nameEnd, value, i)
      }
    }
    return length
  }

  #note(name: number, nameEnd: number, value: number, valueEnd: number): void {
    const { html } = this
    this.note(name, nameEnd, value, valueEnd)
    const size = nameEnd - name
    const last = html.charCodeAt(nameEnd - 1) | 32
    if (size === 8) {
      if (last === 112 && html.startsWith('itemprop', name)) this.#extra |= HAS_PROP
    } else if (last === 110) {
      if (size === 6 && (html.charCodeAt(name) | 32) === 104) this.#extra |= MAY_HIDE
    }
    // `style`, `data-style` and the like
    if (last === 101 && size >= 5 && (html.charCodeAt(nameEnd - 2) | 32) === 108) this.#extra |= MAY_HIDE
  }

  #rawText(open: number, name: string, from: number): number {
    const { html } = this
    let close = html.indexOf(`</${name}`, from)
    if (close < 0) {
      close = html.indexOf(`</${name.toUpperCase()}`, from)
      if (close < 0) close = name === 'script' || name === 'style' ? html.length : from
    }
    if (close > from) this.push(TEXT, from, close, open, '', 0)
    this.stop[open] = this.count
    const gt = html.indexOf('>', close)
    return gt < 0 ? html.length : close === from && !html.startsWith('</', close) ? from : gt + 1
  }
}
