import { findPhoneHits, normalizePhone } from '@cartie/shared/domain/phone'
import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { skipRanges } from '../regions.ts'
import type { Ranges } from '../regions.ts'
import type { Chunk } from './chunks.ts'
import type { NameKind } from './named-elements.ts'

function within(scan: HtmlScan, i: number, names: ReadonlySet<string>): boolean {
  for (let p = scan.parent[i] as number; p >= 0; p = scan.parent[p] as number)
    if (names.has(scan.name[p] as string)) return true
  return false
}
const frame = new Set(['header', 'footer', 'nav'])

/** Of several numbers the one that is called a mobile; else the first that is no fax. */
function likeliestPhone(printed: string, country: string): string | undefined {
  // A masked number beside a whole one would run into it.
  const text = printed.replace(/(?:\+?\d{1,3} ?)?(?:\(\d{2,4}\) ?)?\*[* ()-]*(?:\d{1,4}(?!\d))?/g, (mask) =>
    ' | '.padEnd(mask.length),
  )
  const hits = findPhoneHits(text, country)
  const before = (at: number) => text.slice(Math.max(0, at - 14), at)
  const mobile = hits.find((hit) =>
    /(?:cep|mob\p{L}*|моб\p{L}*|gsm|handy|portable|m[oó]vil|cell\w*|kom[oó]rk\w*)[^\p{L}]*$/iu.test(
      before(hit.at),
    ),
  )
  return (mobile ?? hits.find((hit) => !/fax|факс/i.test(before(hit.at))))?.phone
}

/** Telephone numbers of `tel:` links, of elements named so, and of the text; masked ones are left out. */
export function addPhones(
  car: Evidence,
  scan: HtmlScan,
  leaveOut: Ranges,
  named: readonly number[],
  chunks: () => readonly Chunk[],
  page: PageContext,
): void {
  const { html } = scan
  let found = 0
  for (
    let at = scan.find('tel:'), n = 0;
    at >= 0 && n < 60 && found < 8;
    at = scan.find('tel:', at + 4), n++
  ) {
    const i = scan.tagAt(at)
    if (i < 0 || skipRanges(leaveOut, i) !== i) continue
    const raw = /^tel:(?:\/\/)?([^"'\s>?]{5,30}(?:\s[\d() -]{1,20})?)/.exec(html.slice(at, at + 60))?.[1]
    const phone = raw === undefined ? undefined : normalizePhone(decodeURIComponentSafe(raw), page.country)
    if (!phone) continue
    car.add('sellerPhone', phone, raw, 'spec', (within(scan, i, frame) ? 0.4 : 0.75) - found++ * 0.02)
  }
  // Boxes around one number are all named so: each text is read once.
  const read = new Map<string, string | undefined>()
  for (const i of named.slice(0, 24)) {
    if (skipRanges(leaveOut, i) !== i) continue
    const text = scan.name[i] === 'input' ? (scan.attr(i, 'value') ?? '') : scan.text(i, 170)
    const content =
      scan.attr(i, 'data-phone') ?? scan.attr(i, 'data-phone-number') ?? scan.attr(i, 'data-number')
    const said = `${content ?? ''} ${text}`
    const phone = read.has(said) ? read.get(said) : likeliestPhone(said, page.country)
    read.set(said, phone)
    if (phone) car.add('sellerPhone', phone, text, 'spec', within(scan, i, frame) ? 0.35 : 0.65)
  }
  if (car.has('sellerPhone', 0.5)) return
  for (const { text, token } of chunks()) {
    if (text.length < 9 || !/\d{2,}.*\d{2,}/.test(text)) continue
    const phone = likeliestPhone(text, page.country)
    if (phone && !/fax|факс/i.test(text)) {
      car.add('sellerPhone', phone, text, 'text', within(scan, token, frame) ? 0.25 : 0.45)
      return
    }
  }
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Seller and place by what their elements are called: `seller__name`, `data-testid="location"`. */
export function addNamedBoxes(
  car: Evidence,
  scan: HtmlScan,
  leaveOut: Ranges,
  named: Record<NameKind, number[]>,
  heading: number,
  page: PageContext,
): void {
  const seen = new Set<number>()
  const each = (elements: readonly number[], test: RegExp, take: (text: string, order: number) => void) => {
    let order = 0
    {
      for (const i of elements) {
        if (seen.has(i) || scan.kind[i] !== OPEN || skipRanges(leaveOut, i) !== i) continue
        const tag = scan.tag(i)
        if (tag.length > 1_500 || !test.test(tag) || within(scan, i, frame)) continue
        const text = scan.text(i, 130)
        if (text.length < 2 || text.length > 110) continue
        seen.add(i)
        take(text, order++)
        if (order > 6) return
      }
    }
  }
  if (!car.has('sellerName', 0.7)) {
    each(
      named.seller,
      /(?:seller|dealer|owner|vendor|contact)[\w\s-]*?(?:name|title)|(?:name|title)[-_]?(?:seller|dealer)|card-firm/i,
      (text, n) => addRaw(car, 'sellerName', text, 'spec', 0.6 - n * 0.04, page),
    )
  }
  if (!car.has('location', 0.7)) addPlaces(car, scan, leaveOut, named.place, heading, page)
}

const placeName =
  /(?:class|id|data-testid|data-cy|data-qa(?:-id)?|data-click-label|itemprop)\s*=\s*["'][^"']*(?:location|city|adr?dress|adres|region|localit|branch|place)(?!holder|ment)/i
const posted =
  /\s*[-–|•]\s*(?:\p{L}+ )?(?:\d{1,2}[:. ]|today|azi|сьогодні|сегодня|heute|dzisiaj|reactualizat|odświeżono|оновлено).*$/iu
const noPlace =
  /@|https?:|cookie|\d\s?%|search|select|choose|wählen|обрати|выбрать|özellik|specif|\bmap\b|show|view|directions|anfahrt|route|karte|карт|mapa|показати|показать/i

/** The element that is called a place and stands nearest to the heading. */
function addPlaces(
  car: Evidence,
  scan: HtmlScan,
  leaveOut: Ranges,
  elements: readonly number[],
  heading: number,
  page: PageContext,
): void {
  const found: { text: string; far: number }[] = []
  {
    for (const i of elements.slice(0, 120)) {
      if (scan.kind[i] !== OPEN || skipRanges(leaveOut, i) !== i || within(scan, i, frame)) continue
      const tag = scan.tag(i)
      if (tag.length > 1_500 || !placeName.test(tag)) continue
      const text = scan.text(i, 130).replace(posted, '')
      if (text.length < 3 || text.length > 90 || !/\p{L}{3}/u.test(text) || noPlace.test(text)) continue
      found.push({ text, far: i >= heading ? i - heading : (heading - i) * 3 })
    }
  }
  found.sort((a, b) => a.far - b.far)
  found.slice(0, 4).forEach(({ text }, n) => addRaw(car, 'location', text, 'spec', 0.55 - n * 0.04, page))
}
