/** How far a match may lie over the end of a piece, in characters to each side. */
const seam = 2_500

/**
 * The text of a page in pieces of some 16 KB. One string of all of it would be memory that is new for each page and as
 * dear to touch for the first time as all reading of it; pieces live where all short-lived strings do.
 */
export class PageText {
  readonly length: number
  readonly #pieces: readonly string[]
  /** Where each piece begins, and where the last one ends. */
  readonly #starts: number[] = [0]
  /** The piece that was read last, and from where to where it goes. */
  #at = 0
  #piece = ''
  #from = 0
  #to = 0

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces.length ? pieces : ['']
    let length = 0
    for (const piece of this.#pieces) this.#starts.push((length += piece.length))
    this.length = length
    this.#turnTo(0)
  }

  /** A text that is there as one string, or in pieces already. */
  static of(text: string | PageText): PageText {
    return typeof text === 'string' ? new PageText([text]) : text
  }

  /** Makes the piece that holds a position the current one; the first or last one for a position outside. */
  #turnTo(position: number): void {
    const starts = this.#starts
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= position) low = middle
      else high = middle - 1
    }
    this.#at = low
    this.#piece = this.#pieces[low] as string
    this.#from = starts[low] as number
    this.#to = starts[low + 1] as number
  }

  charCodeAt(position: number): number {
    if (position < this.#from || position >= this.#to) this.#turnTo(position)
    return this.#piece.charCodeAt(position - this.#from)
  }

  /** Where a text stands as a whole from one position on and before another; -1 if nowhere. */
  indexOf(text: string, from = 0, to = this.length): number {
    if (from < this.#from || from >= this.#to) this.#turnTo(from)
    const over = text.length - 1
    for (let k = this.#at; ; k++) {
      const piece = this.#pieces[k] as string
      const start = this.#starts[k] as number
      const end = start + piece.length
      const found = piece.indexOf(text, from - start)
      if (found >= 0) return start + found + text.length <= to ? start + found : -1
      if (end >= to || k + 1 === this.#pieces.length) return -1
      if (over <= 0) continue
      const left = Math.max(from, end - over, 0)
      const between = this.slice(left, end + over).indexOf(text)
      if (between >= 0) return left + between + text.length <= to ? left + between : -1
    }
  }

  includes(text: string): boolean {
    return this.indexOf(text) >= 0
  }

  startsWith(text: string, at = 0): boolean {
    if (at < this.#from || at >= this.#to) this.#turnTo(at)
    return at + text.length <= this.#to
      ? this.#piece.startsWith(text, at - this.#from)
      : this.slice(at, at + text.length) === text
  }

  /** As of a string, for positions that are not negative. */
  slice(from: number, to = this.length): string {
    if (from < this.#from || from >= this.#to) this.#turnTo(from)
    if (to <= this.#to) return this.#piece.slice(from - this.#from, to < from ? 0 : to - this.#from)
    let out = this.#piece.slice(from - this.#from)
    for (let k = this.#at + 1; k < this.#pieces.length && (this.#starts[k] as number) < to; k++)
      out += (this.#pieces[k] as string).slice(0, to - (this.#starts[k] as number))
    return out
  }

  /** The pieces that hold the first so many characters. */
  head(length: number): PageText {
    return new PageText(this.#pieces.filter((_, k) => (this.#starts[k] as number) < length))
  }

  /**
   * The first match within a range of a pattern that is neither global nor sticky. Matches of over 2,500 characters may be
   * missed; `^` and `$` mean the ends of pieces, and the match's index its place in one.
   */
  exec(pattern: RegExp, from = 0, to = this.length): RegExpExecArray | null {
    for (let at = from; ;) {
      if (at < this.#from || at >= this.#to) this.#turnTo(at)
      const end = this.#to
      const piece = this.slice(at, Math.min(end, to))
      const match = pattern.exec(piece)
      // One that ends with its piece may go on in the next.
      if (end >= to || (match && match.index + match[0].length < piece.length)) return match
      const left = Math.max(at, end - seam)
      const over = pattern.exec(this.slice(left, Math.min(to, end + seam)))
      if (over && left + over.index < end) return over
      at = end
    }
  }

  /** Whether a pattern matches within a range, as `exec` does. */
  test(pattern: RegExp, from?: number, to?: number): boolean {
    return this.exec(pattern, from, to) !== null
  }

  /** All of it as one string. */
  toString(): string {
    return this.#pieces.join('')
  }
}
