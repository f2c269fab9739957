import { readJson } from './js-literal.ts'
import type { JsValue } from './js-literal.ts'

/** What JSON is made of outside of its strings: numbers, `true`, `false`, `null`, and what parts them. */
const outside = new Uint8Array(128)
for (const c of ' \t\n\r0123456789+-.eEtrufalsn:') outside[c.charCodeAt(0)] = 1
const ending = /\s*(?:[;,)}\]<]|$)/y
const maxDepth = 200
const maxMembers = 400_000

/** The place of the quote that ends the string which begins at `at`; -1 without one. */
function stringEnd(source: string, at: number): number {
  for (let end = source.indexOf('"', at + 1); end >= 0; end = source.indexOf('"', end + 1)) {
    let slashes = 0
    while (source.charCodeAt(end - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return end
  }
  return -1
}

/** The index after the object or list of JSON that begins at `at`; -1 for code and for what is out of bounds. */
function jsonEnd(source: string, at: number): number {
  let depth = 0
  let members = 0
  for (let i = at; i < source.length; i++) {
    const c = source.charCodeAt(i)
    if (c === 34) {
      i = stringEnd(source, i)
      if (i < 0) return -1
    } else if (c === 44) {
      if (++members > maxMembers) return -1
    } else if (c === 123 || c === 91) {
      if (++depth > maxDepth) return -1
    } else if (c === 125 || c === 93) {
      if (--depth === 0) return i + 1
    } else if (c > 127 || outside[c] === 0) return -1
  }
  return -1
}

/**
 * Reads the object or list that begins at `at` natively if it is JSON and nothing is done with it but to assign or
 * pass it; else undefined. Linear, and it ends at the first sign of code.
 */
export function plainJson(source: string, at: number): { value: JsValue; end: number } | undefined {
  const c = source.charCodeAt(at)
  const end = c === 123 || c === 91 ? jsonEnd(source, at) : -1
  ending.lastIndex = end
  if (end < 0 || !ending.test(source)) return undefined
  const text = source.slice(at, end)
  const value = text.includes('__proto__') ? undefined : readJson(text)
  return value === undefined ? undefined : { value, end }
}
