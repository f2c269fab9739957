import type { Span } from './make-search.ts'
import { findPhoneHits } from './phone.ts'

const filler = '¤'
const noise =
  /https?:\/\/\S{1,300}|(?<![\p{L}\d])t\.me\/\S{1,100}|@[A-Za-z0-9_]{3,40}|(?<![\p{L}\p{N}])[A-Za-z0-9]{17}(?![\p{L}\p{N}])|(?<!\d)\d{1,2}[:]\d{2}(?!\d)|(?<![\d.])\d{1,2}[.]\d{1,2}[.]\d{2,4}(?![\d.])|(?<!\p{L})(?:id|лот|lot|код|арт|№)[ :№#]{0,3}\d{4,}/giu

/** Covers parts of a text with a filler of the same length, so that positions stay. */
export function cover(text: string, spans: readonly Span[]): string {
  let result = text
  for (const { at, end } of spans)
    result = result.slice(0, at) + filler.repeat(Math.max(0, end - at)) + result.slice(end)
  return result
}

/** Places of a text whose digits are no price, distance or year: phones, links, VINs, hours, dates, ids. */
export function noiseSpans(text: string): Span[] {
  const others = [...text.matchAll(noise)].map((m) => ({ at: m.index, end: m.index + m[0].length }))
  return [...findPhoneHits(text), ...others]
}
