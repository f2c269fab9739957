/**
 * Makes a search for a text in UTF-8 bytes, from a position on; it returns -1 where there is none. Only the `rare`
 * piece of the text is looked for (at most six bytes, beginning with a byte that pages seldom hold): the native search
 * leaps from one first byte to the next, which is several times faster than a search for the whole text.
 */
export function bytesFinder(text: string, rare: Buffer | string): (buffer: Buffer, from?: number) => number {
  const whole = Buffer.from(text)
  const piece = Buffer.from(rare)
  const offset = whole.indexOf(piece)
  return (buffer, from = 0) => {
    for (let at = buffer.indexOf(piece, from + offset); at >= 0; at = buffer.indexOf(piece, at + 1)) {
      const start = at - offset
      const end = start + whole.length
      if (end <= buffer.length && whole.compare(buffer, start, end) === 0) return start
    }
    return -1
  }
}
