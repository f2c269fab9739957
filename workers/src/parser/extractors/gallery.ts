import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { absoluteUrl } from '../page-context.ts'
import type { PageContext } from '../page-context.ts'
import type { Ranges } from '../regions.ts'
import { gaps } from '../regions.ts'
import { distinctPhotos, fromSrcset, mayBePhoto, photoKey } from './images.ts'

const lazy = [
  'data-zoom-image',
  'data-full',
  'data-large',
  'data-big',
  'data-original',
  'data-src',
  'data-lazy',
  'data-lazy-src',
  'data-image',
  'data-img',
  'data-url',
  'data-flickity-lazyload',
  'src',
]
/** Where a background begins, a layer's picture, and the end of a declaration. */
const layer =
  /(background(?:-image)?\s{0,9}:)|url\(\s{0,9}(?:"([^"]{1,1500})"|'([^']{1,1500})'|([^"')\s]{1,1500}))\s{0,9}\)|;/gi
const imageLink = /\.(?:jpe?g|png|webp|avif)(?:$|[?#])/i

/** The first picture of a background's layers that may be a photo: before it stand patterns, icons and data. */
function backgroundPhoto(style: string, base: string): string | undefined {
  let isBackground = false
  for (const [, begins, ...quoted] of style.slice(0, 6_000).matchAll(layer)) {
    const address = quoted.find((one) => one !== undefined)
    if (address === undefined) isBackground = begins !== undefined
    else if (isBackground) {
      const url = absoluteUrl(address, base)
      if (url !== undefined && mayBePhoto(url)) return url
    }
  }
  return undefined
}

function addressOf(scan: HtmlScan, i: number): string | undefined {
  const tag = scan.tag(i)
  if (tag.length > 6_000) return undefined
  for (const name of lazy) {
    if (!tag.includes(name)) continue
    const value = scan.attr(i, name)
    if (value && value.length < 1_500 && !value.startsWith('data:') && /[/.]/.test(value)) return value
  }
  const set = scan.attr(i, 'srcset') ?? scan.attr(i, 'data-srcset')
  return set ? fromSrcset(set) : undefined
}

/** The host and the folders of an address with its digits and long ids blotted out: photos of one gallery share it. */
function family(url: string): string {
  const { host, pathname, search } = new URL(url)
  const folders = pathname
    .split('/')
    .slice(0, -1)
    .map((part) => (part.length > 12 || /\d{2}/.test(part) ? '#' : part))
  const file = (pathname.split('/').at(-1) ?? '')
    .replace(/[\da-f]{6,}|\d+/gi, '#')
    .replace(/^[\w%-]{10,}(?=\.|$)/, '#')
  return `${host.replace(/\d+/g, '#')}/${folders.join('/')}|${/\.\w+$/.exec(file)?.[0] ?? file.slice(0, 12)}|${search ? '?' : ''}`
}

/** Whether an image stands inside a link to another page, as the photos of other adverts do. */
function linksAway(scan: HtmlScan, i: number, page: PageContext): boolean {
  for (let p = scan.parent[i] as number, n = 0; p >= 0 && n < 5; p = scan.parent[p] as number, n++) {
    if (scan.name[p] !== 'a') continue
    const href = absoluteUrl(scan.attr(p, 'href') ?? '', page.base)
    if (href === undefined || imageLink.test(href)) return false
    const [bare] = href.split(/[#?]/)
    const [own] = page.url.split(/[#?]/)
    return bare !== own && !/gall|photo|image|foto|bild|zdjec|pictures/i.test(href)
  }
  return false
}

/** Photos in the markup that belong to the page's own gallery: one family of addresses, not inside links to other pages. */
export function galleryPhotos(
  scan: HtmlScan,
  leaveOut: Ranges,
  seeds: readonly string[],
  page: PageContext,
): string[] {
  const families = new Map<string, string[]>()
  const add = (raw: string | undefined) => {
    const url = raw === undefined ? undefined : absoluteUrl(raw, page.base)
    if (url === undefined || !mayBePhoto(url)) return
    const key = family(url)
    const list = families.get(key)
    if (list) list.push(url)
    else families.set(key, [url])
  }
  const look = (i: number): void => {
    const name = scan.name[i] as string
    if (name === 'a') {
      if (imageLink.test(scan.attr(i, 'href') ?? '')) add(scan.attr(i, 'href'))
    } else if (name === 'img' || name === 'source') {
      if (!linksAway(scan, i, page)) add(addressOf(scan, i))
    } else if (name.length < 5 && scan.styled(i) && scan.tag(i).includes('background')) {
      if (!linksAway(scan, i, page)) add(backgroundPhoto(scan.attr(i, 'style') ?? '', page.base))
    }
  }
  for (const [from, to] of gaps(leaveOut, scan.count))
    for (let i = from; i < to; i++) if (scan.kind[i] === OPEN) look(i)
  const seedUrls = seeds.map((s) => absoluteUrl(s, page.base)).filter((u): u is string => u !== undefined)
  const seedKeys = new Set(seedUrls.map(photoKey))
  const seedFamilies = new Set(seedUrls.map(family))
  const scored = [...families].map(([key, urls]) => {
    const photos = distinctPhotos(urls, page.base)
    const seeded = seedFamilies.has(key) || photos.some((u) => seedKeys.has(photoKey(u)))
    return { photos, score: photos.length + (seeded ? 100 : 0) }
  })
  const own = scored.filter((s) => s.score >= 100).map((s) => s.photos)
  const largest = scored.filter((s) => s.score < 100).sort((a, b) => b.score - a.score)[0]?.photos ?? []
  const seen = own.flat().length
  // A lone preview image of another address family says little: a clearly larger gallery then is the car's.
  const galleries = seen >= 3 || (seen > 0 && largest.length < 3) ? own : [...own, largest]
  return galleries.length === 1 ? (galleries[0] ?? []) : distinctPhotos(galleries.flat(), page.base)
}

/** Offers the gallery; more photos are worth more than the one photo of a meta tag. */
export function addGallery(
  car: Evidence,
  scan: HtmlScan,
  leaveOut: Ranges,
  seeds: readonly string[],
  page: PageContext,
): void {
  const photos = galleryPhotos(scan, leaveOut, seeds, page)
  if (photos.length) car.add('images', photos, photos[0], 'spec', 0.5 + Math.min(0.2, photos.length * 0.02))
}
