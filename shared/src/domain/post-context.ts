/** A value as a post shows it. */
export interface Reading<T> {
  value: T
  /** The text as it stands in the post. */
  raw: string
  /** 0 to 1. */
  confidence: number
}

/** What stands before a place in its line, at most `most` characters. */
export function leftOf(folded: string, at: number, most = 48): string {
  const start = Math.max(folded.lastIndexOf('\n', at - 1) + 1, at - most)
  return folded.slice(start, at)
}

/** What stands after a place in its line, at most `most` characters. */
export function rightOf(folded: string, end: number, most = 32): string {
  const stop = folded.indexOf('\n', end)
  return folded.slice(end, Math.min(stop < 0 ? folded.length : stop, end + most))
}

/** The whole line that holds a place. */
export function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const stop = text.indexOf('\n', at)
  return text.slice(start, stop < 0 ? text.length : stop)
}

/** A raw piece of a post for its provenance: one line, at most 120 characters. */
export const rawPiece = (text: string, at: number, end: number): string =>
  text.slice(at, end).replace(/\s+/g, ' ').trim().slice(0, 120)
