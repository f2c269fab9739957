import type { ExtractedCar } from '@cartie/shared/domain/car'
import { parseBodyType } from '@cartie/shared/domain/body-type'
import { parseColor } from '@cartie/shared/domain/color'
import { parseDrive } from '@cartie/shared/domain/drive'
import { parseFuel } from '@cartie/shared/domain/fuel'
import { findMake } from '@cartie/shared/domain/makes'
import { parseTransmission } from '@cartie/shared/domain/transmission'
import { Evidence } from './evidence.ts'
import { addBareValues, addVisiblePrices } from './extractors/page-text.ts'
import { addSpecs, specPairs } from './extractors/spec-pairs.ts'
import { readDataAttributes } from './extractors/data-attributes.ts'
import { galleryPhotos } from './extractors/gallery.ts'
import { OPEN } from './html-scan.ts'
import type { HtmlScan } from './html-scan.ts'
import { addRaw } from './interpret.ts'
import { finishCar } from './finish-car.ts'
import type { PageContext } from './page-context.ts'
import { identified } from './identity.ts'
import type { Card } from './search-cards.ts'
import { sourceFor } from './sites/registry.ts'

const placeWord = /location|city|place|region|ort|lieu|ville|miasto|lokal/i
const placeName =
  /(?:class|data-[\w-]+)\s*=\s*["'][^"']*(?:location|city|place(?!holder|ment)|region|ort\b|lieu|ville|miasto|lokal)/i

/** Where a card says the place of the car: an element that is called so. */
function addPlace(car: Evidence, scan: HtmlScan, card: Card, page: PageContext): void {
  for (let i = card.box; i < (scan.stop[card.box] as number); i++) {
    if (scan.kind[i] !== OPEN) continue
    const tag = scan.tag(i).slice(0, 500)
    if (!placeWord.test(tag) || !placeName.test(tag)) continue
    const text = scan.text(i, 100).replace(/\s+[-–|•]\s+.*$/, '')
    if (card.title.length > 5 && text.includes(card.title.slice(0, 12))) continue
    if (/\p{L}{3}/u.test(text) && text.length < 60) return addRaw(car, 'location', text, 'spec', 0.6, page)
  }
  for (const { text, parent } of card.chunks) {
    if (isPlaceAmongFacts(card, text, parent, page)) addRaw(car, 'location', text, 'text', 0.35, page)
    if (/^(?:[A-Z]{1,2}[- ]?)?(?:\d{5}|(?!19|20)\d{4})\s+\p{Lu}[\p{L} .-]{2,40}$/u.test(text))
      return addRaw(car, 'location', text, 'text', 0.5, page)
  }
}

/** "2025 | 4 466 mil | LANDSKRONA": a word beside year and mileage that is nothing of a car. */
function isPlaceAmongFacts(card: Card, text: string, parent: number, { dictionary }: PageContext): boolean {
  if (!/^\p{Lu}[\p{L} .'-]{2,30}$/u.test(text) || text.split(' ').length > 3) return false
  if (!card.chunks.some((c) => c.parent === parent && /\d{4}|km|mil/i.test(c.text))) return false
  return !(
    parseFuel(text) ??
    parseTransmission(text) ??
    parseBodyType(text) ??
    parseColor(text) ??
    parseDrive(text) ??
    findMake(text, dictionary)?.make
  )
}

/** Reads one card into a car, as far as it tells. */
export function readCard(scan: HtmlScan, card: Card, page: PageContext, seenAt: string): ExtractedCar {
  const car = new Evidence(page.dictionary)
  const stop = scan.stop[card.box] as number
  if (card.title) addRaw(car, 'title', card.title, 'text', 0.75, page)
  readDataAttributes(scan, card.box, Math.min(stop, card.box + 400), car, page)
  addSpecs(car, specPairs(scan, card.chunks), page)
  addVisiblePrices(car, scan, card.chunks, -1, page)
  addBareValues(car, card.chunks, -1, page)
  addLines(car, card, page)
  addPlace(car, scan, card, page)
  const photos = galleryPhotos(
    scan,
    [
      [0, card.box],
      [stop, scan.count],
    ],
    [],
    { ...page, url: card.url ?? page.url },
  )
  if (photos.length) car.add('images', photos.slice(0, 12), photos[0], 'spec', 0.5)
  const finished = finishCar(car, sourceFor(card.url ?? page.url), seenAt)
  const id = cardId(scan, card)
  return identified(finished, card.url, id)
}

/** Lines such as "2025 | 4 466 mil | LANDSKRONA" and "05/2025 • 1.980 km • 116 kW" in one text. */
function addLines(car: Evidence, card: Card, page: PageContext): void {
  for (const { text } of card.chunks) {
    if (text.length < 6 || text.length > 220) continue
    for (const part of text.split(/\s*[•|·,;–]\s+|\s{2,}/)) {
      const km = /(?:^|\s)(\d[\d .,'\u00a0]*\s?(?:тис\.?\s?|тыс\.?\s?|k)?(?:км|km|mi(?:les)?|mil)\b)/i.exec(
        part,
      )?.[1]
      if (km && part.length < 40)
        addRaw(car, 'mileage', km.replace(/^(?:19|20)\d{2}\s+(?=\d)/, ''), 'text', 0.45, page)
      if (
        /^(?:\p{L}[\p{L} .]{2,30})?\s?(?:\d{1,2}[./-])?(?:19[6-9]|20[0-3])\d(?:\s(?:р|г)\.?)?$/u.test(part) &&
        part.length < 45
      )
        addRaw(car, 'year', part, 'text', 0.4, page)
    }
    const leading = /^((?:19[6-9]|20[0-3])\d)[\s,–|-]+\d[\d .\u00a0]*\s?(?:km|км|тис|тыс|mil)/i.exec(
      text,
    )?.[1]
    if (leading) addRaw(car, 'year', leading, 'text', 0.5, page)
  }
}

function cardId(scan: HtmlScan, card: Card): string | undefined {
  for (let i = card.box, n = 0; n < 6 && i < (scan.stop[card.box] as number); i++) {
    if (scan.kind[i] !== OPEN) continue
    n++
    for (const name of [
      'data-id',
      'data-ad-id',
      'data-listing-id',
      'data-advertid',
      'data-model-id',
      'data-item-id',
      'data-guid',
      'data-vehicle-id',
      'id',
    ]) {
      const value = scan.tag(i).includes(name) ? scan.attr(i, name) : undefined
      const id =
        value === undefined ? undefined : /^\D{0,12}(\d{4,}|[\da-f]{8}-[\da-f-]{20,})$/i.exec(value)?.[1]
      if (id) return id
    }
  }
  return undefined
}
