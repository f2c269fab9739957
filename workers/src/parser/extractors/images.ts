import { absoluteUrl } from '../page-context.ts'
import type { JsValue } from './js-literal.ts'

const notCar =
  /(?:logo|avatar|icons?[/_.-]|[/_.-]icon|sprite|placeholder|no-?(?:photo|image|img|foto)|blank\.|pixel|1x1|spacer|loader|loading|badge|banner|flag[s/_-]|captcha|qr-?code|payment|favicon|default[-_]?(?:image|img|photo)|\/static\/(?:img|images)\/|watermark\.|map[-_.]?(?:static|tile)|staticmap|userpic|profile[-_]?pic|emoji)/i
const extension = /\.(?:jpe?g|png|webp|avif|gif|heic)(?:$|[?#;/:!@])/i
const best = [
  'original',
  'full',
  'fullsize',
  'xxl',
  'xl',
  'xlarge',
  'big',
  'large',
  'max',
  'huge',
  'orig',
  'hd',
  'high',
  'highres',
  'zoom',
  'url',
  'src',
  'uri',
  'href',
  'link',
  'contenturl',
  'image',
  'imageurl',
  'photo',
  'value',
  'path',
  'medium',
  'md',
  'formats',
  'sizes',
  'urls',
  'small',
  'thumb',
  'thumbnail',
  'thumbnailurl',
]
const rankOf = new Map(best.map((key, i) => [key, i]))

/** Whether an address may be a photo of a car: not a logo, an icon, an avatar or a placeholder. */
export function mayBePhoto(url: string): boolean {
  const from = url.indexOf('/', 'https://'.length)
  const path = from < 0 ? '' : url.slice(from)
  return (
    path.length > 3 &&
    !notCar.test(path) &&
    !/\.(?:svg|mp4|webm|m3u8|js|css|html?|php|pdf|ico)(?:$|[?#])/i.test(path)
  )
}

/** An address without scheme, fragment and what its query says of size. */
function bareAddress(url: string): string {
  const bare = url.slice(url.indexOf('://') + 3)
  if (!/[#?&]/.test(bare)) return bare
  return bare
    .replace(/#.*$/, '')
    .replace(/\?(?:(?!.*(?:[?&](?:f|id|u|file|src|img|image|photo|url|path|name|guid)=)).*)$/, '')
    .replace(/[?&](?:w|h|width|height|size|s|q|quality|format|fm|fit|auto|dpr|c|crop|rule|type)=[^&]*/g, '')
}

/** One key for all sizes of one photo, whatever number its server has. `url` is absolute. */
export function photoKey(url: string): string {
  return bareAddress(url)
    .replace(/^([^/.\d]*)\d+(?=[^/.]*\.)/, '$1')
    .replace(/(?:[/_-]|;s=|@|=)(?:w|h)?\d{2,4}x\d{0,4}(?:x\d+|c)?(?=[/_.;:-]|$)/gi, '')
    .replace(
      /\/(?:s|m|l|xl|xxl|xs|sm|md|lg|thumb|thumbs?|small|medium|large|big|full|orig|original|preview|\d{2,4}|w\d+|h\d+)(?=\/)/gi,
      '',
    )
    .replace(
      /[_-](?:s|m|l|xl|xxl|b|fx|f|thumb|small|medium|large|big|full|orig|preview|\d+w)(?=\.\w+$)/gi,
      '',
    )
    .replace(/;s=\d+x\d+(?:;q=\d+)?/i, '')
    .replace(/@\dx/, '')
    .replace(/(?:\.(?:jpe?g|png|webp|avif|gif))+(?:\/.*)?$/i, '')
    .toLowerCase()
}

function widthHint(url: string): number {
  const pair = /(?<![\da-f])(\d{2,4})x(\d{0,4})(?=c?(?![\da-f]))/i.exec(url)
  if (pair) return Number(pair[1])
  const width = /(?:[?&](?:w|width)=|[/_-]w?)(\d{3,4})(?:[/_.&]|$)/i.exec(url)
  if (width) return Number(width[1])
  if (/(?:orig|full|large|big|xxl|zoom)/i.test(url)) return 1500
  return /(?:thumb|small|mini|preview|[_/-]s\.|_m\.)/i.test(url) ? 100 : 800
}

/** Absolute addresses without repeats across sizes; of each photo the largest size stands. At most 60. */
export function distinctPhotos(urls: readonly string[], base: string): string[] {
  const kept = new Map<string, { url: string; width?: number }>()
  for (const candidate of urls) {
    // Some sites leave the size to the reader.
    const url = absoluteUrl(candidate.replace('{width}', '1000').replace('{height}', '700'), base)
    if (url === undefined || !mayBePhoto(url)) continue
    const key = photoKey(url)
    const known = kept.get(key)
    if (!known) kept.set(key, { url })
    else if (known.url !== url) {
      const width = widthHint(url)
      known.width ??= widthHint(known.url)
      if (width > known.width) {
        known.url = url
        known.width = width
      }
    }
    if (kept.size >= 60) break
  }
  return [...kept.values()].map((photo) => photo.url)
}

/** Of `a.jpg 1x, b.jpg 2x` the largest. */
export function fromSrcset(srcset: string): string | undefined {
  let chosen: string | undefined
  let size = -1
  for (const part of srcset.split(/,\s+|,(?=https?:|\/)/)) {
    const [url, descriptor = '1x'] = part.trim().split(/\s+/)
    const n = Number.parseFloat(descriptor)
    if (url && n > size) {
      chosen = url
      size = n
    }
  }
  return chosen
}

/** The addresses of photos in a JSON value: a string, a list, an object with sizes. */
export function photosIn(value: JsValue, depth = 0): string[] {
  if (depth > 5 || value === null || value === undefined) return []
  if (typeof value === 'string') {
    const text = value.trim()
    if (!text.includes('/') && !extension.test(text)) return []
    if (text.includes(',http')) return text.split(/,(?=https?:)/)
    return /^(?:https?:)?\/|\.\w{3,4}$|%/.test(text) ? [text] : []
  }
  if (Array.isArray(value)) return value.slice(0, 120).flatMap((v) => photosIn(v, depth + 1))
  if (typeof value !== 'object') return []
  const entries = Object.entries(value)
    .filter(
      ([key]) => !/^(?:alt|title|caption|description|name|type|id|width|height|@type|@context)$/i.test(key),
    )
    .sort(([a], [b]) => (rankOf.get(a.toLowerCase()) ?? 50) - (rankOf.get(b.toLowerCase()) ?? 50))
  const numbered = entries.filter(([key]) => /^\d+$/.test(key))
  if (numbered.length > 1 && numbered.length === entries.length)
    return numbered.flatMap(([, v]) => photosIn(v, depth + 1))
  for (const [, v] of entries) {
    const found = photosIn(v, depth + 1)
    if (found.length) return found
  }
  return []
}
