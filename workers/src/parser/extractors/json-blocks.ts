import { decodeEntities } from '../entities.ts'
import { bytesFinder } from '../find-bytes.ts'
import { readJson } from './js-literal.ts'
import type { JsValue } from './js-literal.ts'

const nextLd = bytesFinder('application/ld+json', '+json')
const closing = Buffer.from('</script')

/** The texts of a page's JSON-LD scripts, found by scanning bytes; only these slices are decoded. The page must be UTF-8. */
export function ldTexts(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const out: string[] = []
  for (let at = nextLd(buffer); at >= 0 && out.length < 60; at = nextLd(buffer, at + 1)) {
    const open = buffer.indexOf(62, at)
    if (open < 0 || open - at > 300) continue
    const end = buffer.indexOf(closing, open)
    if (end < 0) break
    if (end - open < 3_000_000) out.push(buffer.toString('utf8', open + 1, end))
    at = end
  }
  return out
}

/** The nesting of brackets of a JSON text, looked at up to `limit`. */
function deeperThan(text: string, limit: number): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) {
      i = text.indexOf('"', i + 1)
      while (i > 0 && text.charCodeAt(i - 1) === 92 && !(text.charCodeAt(i - 2) === 92))
        i = text.indexOf('"', i + 1)
      if (i < 0) return false
    } else if (c === 123 || c === 91) {
      if (++depth > limit) return true
    } else if (c === 125 || c === 93) depth--
  }
  return false
}

/** Repairs what sites get wrong in JSON-LD: raw line breaks and tabs in strings, trailing commas, CDATA, comments, semicolons. */
function repaired(text: string): string {
  return (
    text
      .replace(/^(?:\/\/)?\s{0,9}<!\[CDATA\[|(?:\/\/)?\s{0,9}\]\]>$/g, '')
      .replace(/<!--|-->/g, '')
      // To the end where a string has none: nothing is looked at twice.
      .replace(/\\.|"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, (string) => string.replace(/[\n\r\t]/g, ' '))
      .replace(/,\s*([}\]])/g, '$1')
      .replace(/;\s*$/, '')
  )
}

/** Parses one JSON-LD text; undefined where it can't be read or is hostile (over 3 MB, deeper than 100). Never throws. */
export function parseLd(text: string): JsValue {
  const body = text.trim()
  if (body === '' || body.length > 3_000_000 || deeperThan(body, 100)) return undefined
  return (
    readJson(body) ??
    readJson(repaired(body)) ??
    (body.includes('&quot;') ? readJson(decodeEntities(body)) : undefined)
  )
}
