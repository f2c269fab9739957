import type { Evidence } from '../evidence.ts'
import { decodeEntities } from '../entities.ts'
import type { HtmlScan } from '../html-scan.ts'
import { OPEN } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import { labelField } from '../label-field.ts'
import type { PageContext } from '../page-context.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'

export interface PageMeta {
  /** Content by lower-case name or property; the first of each. */
  values: Map<string, string>
  images: string[]
  title: string
  canonical?: string
  next?: string
  robots: string
}

/** Reads the meta and link tags and the title. */
export function readMeta(scan: HtmlScan): PageMeta {
  const meta: PageMeta = { values: new Map(), images: [], title: '', robots: '' }
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN) continue
    const name = scan.name[i]
    if (name === 'meta') {
      const key = (
        scan.attr(i, 'property') ??
        scan.attr(i, 'name') ??
        scan.attr(i, 'itemprop') ??
        ''
      ).toLowerCase()
      const content = scan.attr(i, 'content')
      if (key === '' || !content) continue
      if (
        key === 'og:image' ||
        key === 'og:image:secure_url' ||
        key === 'twitter:image' ||
        key === 'twitter:image:src'
      )
        meta.images.push(content)
      if (!meta.values.has(key)) meta.values.set(key, content)
    } else if (name === 'link') {
      const rel = scan.attr(i, 'rel')?.toLowerCase()
      const href = rel === 'canonical' || rel === 'next' ? scan.attr(i, 'href') : undefined
      if (href && rel === 'canonical') meta.canonical ??= href
      else if (href) meta.next ??= href
    } else if (name === 'title' && meta.title === '' && scan.parent[i + 1] === i)
      meta.title = decodeEntities(scan.html.slice(scan.start[i + 1] as number, scan.end[i + 1]))
        .replace(/\s+/g, ' ')
        .trim()
  }
  meta.robots = meta.values.get('robots') ?? ''
  return meta
}

const direct: Record<string, RawField> = {
  'product:brand': 'make',
  'og:brand': 'make',
  'product:condition': 'condition',
  'product:availability': 'status',
  'og:availability': 'status',
  'geo.placename': 'location',
  'og:locality': 'location',
  'product:color': 'color',
  'vehicle:make': 'make',
  'vehicle:model': 'model',
  'vehicle:year': 'year',
  'og:phone_number': 'sellerPhone',
  'product:mileage': 'mileage',
}

/** Offers what the meta tags say of one car. */
export function addMeta(car: Evidence, meta: PageMeta, page: PageContext): void {
  const { values } = meta
  for (const kind of ['product:price', 'og:price', 'product:sale_price', 'product:original_price']) {
    const amount = values.get(`${kind}:amount`) ?? (kind === 'og:price' ? undefined : values.get(kind))
    if (amount)
      addRaw(
        car,
        'price',
        amount,
        'meta',
        kind.includes('original') ? 0.3 : 0.8,
        page,
        values.get(`${kind}:currency`),
      )
  }
  for (const [key, field] of Object.entries(direct)) {
    const value = values.get(key)
    if (value) addRaw(car, field, value, 'meta', 0.65, page)
  }
  const title = values.get('og:title') ?? values.get('twitter:title')
  if (title) addRaw(car, 'title', title.replace(/\s[|•·–—]\s[^|•·–—]{2,40}$/, ''), 'meta', 0.6, page)
  if (meta.title)
    addRaw(car, 'title', meta.title.replace(/\s[|•·–—-]\s[^|•·–—]{2,40}$/, ''), 'meta', 0.45, page)
  const description = values.get('og:description') ?? values.get('description')
  if (description) addRaw(car, 'description', description, 'meta', 0.4, page)
  // Cards for messengers: label and data come in pairs.
  for (let n = 1; n <= 4; n++) {
    const label = values.get(`twitter:label${n}`)
    const data = values.get(`twitter:data${n}`)
    const field = label ? (labelField(label) ?? keyField(label)) : undefined
    if (field && data) addRaw(car, field, data, 'meta', 0.6, page)
  }
}
