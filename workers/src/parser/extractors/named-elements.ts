import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import type { PageText } from '../page-text.ts'

export type NameKind = 'aside' | 'place' | 'seller' | 'phone'

const words =
  /(similar|related|recommend|suggested|also[-_]?like|(?:other|more)[-_]?ads|recently|last[-_]?(?:viewed|seen)|cross[-_]?sell|upsell|analog)|(location|city|add?ress?e?|adres|region|localit|branch|place)|(seller|dealer|owner|vendor|contact|card-firm)|(phone|telefon|tel-)/gi
const kinds: readonly NameKind[] = ['aside', 'place', 'seller', 'phone']
const naming = /^(?:class|id|itemprop|name|aria-label|data-.+)$/i
const never = new Set([
  'script',
  'style',
  'link',
  'meta',
  'path',
  'option',
  'svg',
  'html',
  'body',
  'head',
  'base',
  'br',
  'img',
  'form',
  'select',
  'textarea',
  'label',
])

/** Whether the attribute at a place of the page says what its element is. */
function isNaming(html: PageText, from: number, to: number): boolean {
  if (to - from === 5 && html.startsWith('class', from)) return true
  const c = html.charCodeAt(from) | 32
  // a, c, d, i, n
  if (c !== 97 && c !== 99 && c !== 100 && c !== 105 && c !== 110) return false
  return to - from < 200 && naming.test(html.slice(from, to))
}

/** The kinds that a name speaks of, one bit each. */
function kindsIn(value: string): number {
  let bits = 0
  words.lastIndex = 0
  for (let m = words.exec(value), n = 0; m && n < 6; m = words.exec(value), n++)
    bits |= m[1] !== undefined ? 1 : m[2] !== undefined ? 2 : m[3] !== undefined ? 4 : 8
  return bits
}

/**
 * The elements whose class, id or data attribute tells what they are: blocks of other cars, places, sellers,
 * telephones. Found in one pass over the tags; most names stand on a page many times and are read once.
 */
export function namedElements(scan: HtmlScan): Record<NameKind, number[]> {
  const out: Record<NameKind, number[]> = { aside: [], place: [], seller: [], phone: [] }
  const { html } = scan
  const known = new Map<string, number>()
  let bits = 0
  const take = (name: number, nameEnd: number, from: number, to: number) => {
    if (to - from < 4 || !isNaming(html, name, nameEnd)) return
    const value = html.slice(from, to)
    let found = known.get(value)
    if (found === undefined) known.set(value, (found = kindsIn(value)))
    bits |= found
  }
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN) continue
    const name = scan.name[i] as string
    const size = (scan.end[i] as number) - (scan.start[i] as number)
    if (size < name.length + 9 || size > 2_000 || never.has(name)) continue
    bits = 0
    scan.eachAttribute(i, take)
    if (bits === 0) continue
    kinds.forEach((kind, n) => {
      if (bits & (1 << n) && out[kind].length < 400) out[kind].push(i)
    })
  }
  return out
}
