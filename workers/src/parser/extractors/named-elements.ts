import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'

export type NameKind = 'aside' | 'place' | 'seller' | 'phone'

const words =
  /(similar|related|recommend|suggested|also[-_]?like|(?:other|more)[-_]?ads|recently|last[-_]?(?:viewed|seen)|cross[-_]?sell|upsell|analog)|(location|city|add?ress?e?|adres|region|localit|branch|place)|(seller|dealer|owner|vendor|contact|card-firm)|(phone|telefon|tel-)/gi
const naming = /(?:^|\s)(?:class|id|data-[\w-]+|itemprop|name|aria-label)\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)$/i
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

/**
 * The elements whose class, id or data attribute tells what they are: blocks of other cars, places, sellers,
 * telephones. Found in one pass over the tags.
 */
export function namedElements(scan: HtmlScan): Record<NameKind, number[]> {
  const out: Record<NameKind, number[]> = { aside: [], place: [], seller: [], phone: [] }
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN) continue
    const name = scan.name[i] as string
    const size = (scan.end[i] as number) - (scan.start[i] as number)
    if (size < name.length + 9 || size > 2_000 || never.has(name)) continue
    const tag = scan.tag(i)
    words.lastIndex = 0
    for (let m = words.exec(tag), n = 0; m && n < 6; m = words.exec(tag), n++) {
      if (!naming.test(tag.slice(0, m.index))) continue
      const list =
        out[
          m[1] !== undefined
            ? 'aside'
            : m[2] !== undefined
              ? 'place'
              : m[3] !== undefined
                ? 'seller'
                : 'phone'
        ]
      if (list.at(-1) !== i && list.length < 400) list.push(i)
    }
  }
  return out
}
