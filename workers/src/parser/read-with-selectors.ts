import { load } from 'cheerio'
import type { CheerioAPI } from 'cheerio'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { CarField, ExtractedCar } from '@cartie/shared/domain/car'
import type { PageResult } from '@cartie/shared/domain/page-result'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import { decodePage } from './decode-page.ts'
import { Evidence } from './evidence.ts'
import { dictionaryOf, readPage } from './extract.ts'
import type { PageInput } from './extract.ts'
import { distinctPhotos, fromSrcset } from './extractors/images.ts'
import { finishCar } from './finish-car.ts'
import { HtmlScan, TooComplexError } from './html-scan.ts'
import { addRaw } from './interpret.ts'
import { markedHtml } from './marked-html.ts'
import { absoluteUrl, pageContext } from './page-context.ts'
import type { PageContext } from './page-context.ts'
import type { RawField } from './raw-field.ts'
import { sourceFor } from './sites/registry.ts'

export type Matches = Partial<Record<CarField, { count: number; text: string }>>

export interface SelectorReading {
  result: PageResult
  /** For each rule how many elements it matches, and the first one's text. */
  matches: Matches
  /** The page without scripts, matched elements marked; only where it was asked for. */
  html: string | null
}

const rawOf: Partial<Record<CarField, RawField>> = {
  priceMinor: 'price',
  mileageKm: 'mileage',
  engineVolumeL: 'engineVolume',
  powerHp: 'power',
}
/** A selector that a person wrote for this very field is trusted above every rule. */
const trust = 0.98

interface Found {
  count: number
  text: string
  values: string[]
}

function find(
  $: CheerioAPI,
  within: string | undefined,
  rule: { selector: string; attribute?: string | undefined },
  all: boolean,
): Found {
  try {
    const matched = within === undefined ? $(rule.selector) : $(within).find(rule.selector)
    const values: string[] = []
    matched.slice(0, all ? 60 : 1).each((_, element) => {
      const node = $(element)
      const attribute = rule.attribute ?? (all ? undefined : node.is('meta') ? 'content' : undefined)
      const set = node.attr('srcset')
      const value =
        attribute !== undefined
          ? node.attr(attribute)
          : all
            ? (node.attr('data-src') ??
              node.attr('src') ??
              node.attr('href') ??
              (set ? fromSrcset(set) : undefined))
            : node.text()
      if (value) values.push(value.slice(0, 20_000))
    })
    return {
      count: matched.length,
      text: (values[0] ?? '').replace(/\s+/g, ' ').trim().slice(0, 300),
      values,
    }
  } catch {
    // A selector that is not CSS matches nothing; the parser lab shows the count.
    return { count: 0, text: '', values: [] }
  }
}

/** Reads the fields of one advert by the profile's selectors. */
function byRules(
  $: CheerioAPI,
  rules: SiteProfileInput['rules'],
  page: PageContext,
): { car: Evidence; matches: Matches } {
  const car = new Evidence(page.dictionary)
  const matches: Matches = {}
  const currency = rules.currency ? find($, undefined, rules.currency, false).text : undefined
  for (const [field, rule] of Object.entries(rules) as [
    CarField,
    { selector: string; attribute?: string },
  ][]) {
    const found = find($, undefined, rule, field === 'images')
    matches[field] = { count: found.count, text: found.text }
    if (field === 'images') {
      const photos = distinctPhotos(found.values, page.base)
      if (photos.length) car.add('images', photos, photos[0], 'profile', trust)
      continue
    }
    const value = found.values[0]
    if (value !== undefined && field !== 'currency')
      addRaw(
        car,
        rawOf[field] ?? (field as RawField),
        value.trim(),
        'profile',
        trust,
        page,
        currency || undefined,
      )
  }
  return { car, matches }
}

/** The profile's values win; what the general rules had found stays to be seen as losers. */
function overlaid(general: ExtractedCar | undefined, own: ExtractedCar): ExtractedCar {
  if (!general) return own
  const losers = { ...general.losers, ...own.losers }
  for (const field of Object.keys(own.fields) as CarField[]) {
    const before = general.provenance[field]
    const value = general.fields[field]
    if (before && JSON.stringify(value) !== JSON.stringify(own.fields[field]))
      losers[field] = [
        { value, extractor: before.extractor, confidence: before.confidence },
        ...(losers[field] ?? []),
      ].slice(0, 6)
  }
  return {
    ...general,
    fields: { ...general.fields, ...own.fields },
    provenance: { ...general.provenance, ...own.provenance },
    losers,
  }
}

function cardsOf(
  $: CheerioAPI,
  card: NonNullable<SiteProfileInput['card']>,
  page: PageContext,
  general: readonly ExtractedCar[],
): ExtractedCar[] {
  const known = new Map(
    general.flatMap((car) => (car.sourceUrl ? [[canonicalUrl(car.sourceUrl), car] as const] : [])),
  )
  const out = new Map<string, ExtractedCar>()
  try {
    $(card.selector)
      .slice(0, 300)
      .each((_, element) => {
        const node = $(element)
        const link = card.link
          ? node.find(card.link).first()
          : node.is('a')
            ? node
            : node.find('a[href]').first()
        const url = absoluteUrl(link.attr('href') ?? '', page.base)
        if (url === undefined) return
        const key = canonicalUrl(url)
        out.set(
          key,
          known.get(key) ?? {
            fields: { title: link.text().replace(/\s+/g, ' ').trim().slice(0, 300) },
            provenance: {},
            losers: {},
            source: sourceFor(url),
            sourceUrl: url,
          },
        )
      })
  } catch {
    return []
  }
  return [...out.values()]
}

/**
 * The second stage: builds a tree and reads the page by a profile's selectors, over what the general rules find.
 * Runs in a thread that can be ended. `preview` also makes the marked page of the parser lab.
 */
export function readWithSelectors(
  page: PageInput,
  profile: SiteProfileInput,
  preview: boolean,
  seenAt = new Date().toISOString(),
): SelectorReading {
  const general = readPage(page, seenAt)
  if (general.kind === 'none' && general.outcome !== 'not_a_car')
    return { result: general, matches: {}, html: null }
  const { text: pieces } = decodePage(page.bytes, page.contentType)
  try {
    // The scan refuses what a tree builder would choke on.
    new HtmlScan(pieces)
  } catch (error) {
    if (error instanceof TooComplexError)
      return { result: { kind: 'none', outcome: 'failed', reason: 'too_complex' }, matches: {}, html: null }
    throw error
  }
  const context = pageContext(page.url, pieces.head(20_000), dictionaryOf(page))
  const $ = load(pieces.toString(), {
    xml: { xmlMode: false, decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: false },
  })
  const { car, matches } = byRules($, profile.rules, context)
  const html = preview ? markedHtml($, profile.rules, context.base) : null
  return { result: merged(general, car, profile, $, context, seenAt), matches, html }
}

function merged(
  general: PageResult,
  car: Evidence,
  profile: SiteProfileInput,
  $: CheerioAPI,
  page: PageContext,
  seenAt: string,
): PageResult {
  if (profile.card && general.kind !== 'listing') {
    const cars = cardsOf($, profile.card, page, general.kind === 'search' ? general.cars : [])
    if (cars.length) return { ...(general.kind === 'search' ? general : {}), kind: 'search', cars }
  }
  const asListing =
    general.kind === 'listing' ||
    (car.has('title') && (car.has('priceMinor') || car.has('year') || car.has('make')))
  if (!asListing || car.size === 0) return general
  const own = finishCar(car, sourceFor(page.url), seenAt)
  const base =
    general.kind === 'listing'
      ? general.car
      : { fields: {}, provenance: {}, losers: {}, source: sourceFor(page.url), sourceUrl: page.url }
  return { ...(general.kind === 'listing' ? general : {}), kind: 'listing', car: overlaid(base, own) }
}
