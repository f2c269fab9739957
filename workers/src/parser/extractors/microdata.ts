import type { HtmlScan } from '../html-scan.ts'
import type { JsValue } from './js-literal.ts'
import { listOf } from './ld-nodes.ts'
import type { LdNode } from './ld-nodes.ts'

function valueOf(scan: HtmlScan, i: number): string {
  const name = scan.name[i] as string
  const content = scan.attr(i, 'content')
  if (content !== undefined) return content
  if (name === 'img' || name === 'source' || name === 'iframe')
    return scan.attr(i, 'src') ?? scan.attr(i, 'data-src') ?? ''
  if (name === 'a' || name === 'link' || name === 'area') {
    const text = name === 'link' ? '' : scan.text(i, 500)
    return text === '' ? (scan.attr(i, 'href') ?? '') : text
  }
  if (name === 'time') return scan.attr(i, 'datetime') ?? scan.text(i, 100)
  if (name === 'data' || name === 'meter') return scan.attr(i, 'value') ?? scan.text(i, 500)
  if (name === 'meta') return ''
  return scan.text(i, 12_000)
}

function put(node: LdNode, key: string, value: JsValue): void {
  if (key === '__proto__' || value === '' || value === undefined) return
  const known = node[key]
  node[key] = known === undefined ? value : [...listOf(known), value].slice(0, 80)
}

/**
 * The microdata of a page as nodes in the shape of JSON-LD, read from the tags that have an `itemprop`.
 * Properties outside of any scope are gathered in a node without a type.
 */
export function microdataNodes(scan: HtmlScan): LdNode[] {
  if (scan.props.length === 0) return []
  const scopes = new Map<number, LdNode>()
  const tops: LdNode[] = []
  const orphan: LdNode = {}
  const scopeOf = (i: number): LdNode => {
    for (let p = scan.parent[i] as number; p >= 0; p = scan.parent[p] as number) {
      const known = scopes.get(p)
      if (known) return known
      const tag = scan.tag(p)
      if (!tag.includes('itemscope') && !tag.includes('itemtype')) continue
      const node: LdNode = { '@type': scan.attr(p, 'itemtype')?.trim() ?? '' }
      scopes.set(p, node)
      const prop = tag.includes('itemprop') ? scan.attr(p, 'itemprop') : undefined
      if (prop) for (const key of prop.split(/\s+/)) put(scopeOf(p), key, node)
      else tops.push(node)
      return node
    }
    return orphan
  }
  for (const i of scan.props.slice(0, 3_000)) {
    const prop = scan.attr(i, 'itemprop')
    if (!prop) continue
    const tag = scan.tag(i)
    if (tag.includes('itemscope')) {
      // A scope without properties of its own still carries its text, such as a brand's name.
      const node = scopes.get(i) ?? { '@type': scan.attr(i, 'itemtype')?.trim() ?? '' }
      if (!scopes.has(i)) {
        scopes.set(i, node)
        for (const key of prop.split(/\s+/)) put(scopeOf(i), key, node)
      }
      continue
    }
    for (const key of prop.split(/\s+/)) put(scopeOf(i), key, valueOf(scan, i))
  }
  if (Object.keys(orphan).length >= 3) tops.push({ ...orphan, '@type': 'Product' })
  return tops
}
