import { OPEN } from './html-scan.ts'
import type { HtmlScan } from './html-scan.ts'
import { absoluteUrl } from './page-context.ts'
import type { PageContext } from './page-context.ts'

/** The names of headings. */
export const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Of links and their texts: what leads to anything but an advert. */
export const notAdvert =
  /favou?r|compar|login|sign|register|finanz|finance|leasing|credit|dealer(?:s|ship)?\/|haendler|händler|\/sellers?\/|\/user|profile|\/shop|share|facebook|twitter|whatsapp|viber|telegram|mailto|print|report|javascript|\/help|\/login|privacy|\/jamfor|insurance|history[-_]?report|carfax|autocheck|calculator|#$/i
const addressId =
  /\d{5,}|[-/_](?:id|ref|ID)[-_=]?[\w-]{0,90}\d|\/[\w-]{0,90}\d{3}[\w-]{0,90}(?:\.html?|\/)?$|[?&](?:id|ad|adid|car|vehicle|stock)\w{0,40}=|[A-HJ-NPR-Z0-9]{17}|[\da-f]{8}-[\da-f]{4}|(?:[a-z0-9]{1,60}-){3}[a-z0-9]/i

interface Link {
  /** Without fragment. */
  url: string
  worth: number
}

/** Where an element leads to and how much that looks like an advert. */
function linkAt(scan: HtmlScan, i: number, page: PageContext): Link | undefined {
  const raw =
    scan.name[i] === 'a'
      ? scan.attr(i, 'href')
      : scan.tag(i).includes('data-')
        ? (scan.attr(i, 'data-href') ?? scan.attr(i, 'data-url') ?? scan.attr(i, 'data-link'))
        : undefined
  if (!raw || notAdvert.test(raw)) return undefined
  const url = absoluteUrl(raw, page.base)?.replace(/#.*$/, '')
  if (url === undefined || url.split('?')[0] === page.url.split('?')[0]) return undefined
  const worth =
    (addressId.test(url.replace(/^https?:\/\/[^/]+/, '')) ? 5 : 0) +
    (/\.(?:jpe?g|png|webp)(?:$|\?)/i.test(url) ? -9 : 1)
  return { url, worth }
}

/** The link of a token. */
export type Links = (i: number) => Link | undefined

/** The links of a page, each read once: boxes within boxes ask for the same ones. */
export function linksOf(scan: HtmlScan, page: PageContext): Links {
  const known = new Map<number, Link | undefined>()
  return (i) => {
    if (!known.has(i)) known.set(i, linkAt(scan, i, page))
    return known.get(i)
  }
}

/** The address of the advert inside a card. */
export function advertLink(scan: HtmlScan, from: number, to: number, linkOf: Links): string | undefined {
  const links = new Map<string, number>()
  let inHeading = -1
  for (let i = from; i < to; i++) {
    if (scan.kind[i] !== OPEN) continue
    if (headings.has(scan.name[i] as string)) inHeading = scan.stop[i] as number
    const link = linkOf(i)
    if (link) links.set(link.url, (links.get(link.url) ?? 0) + link.worth + (i < inHeading ? 2 : 0))
  }
  let best: string | undefined
  let score = 0
  for (const [url, worth] of links) {
    if (worth > score) {
      best = url
      score = worth
    }
  }
  return best
}
