import type { ExtractedCar } from '@cartie/shared/domain/car'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { findMake, findMakeModel } from '@cartie/shared/domain/makes'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { Evidence } from './evidence.ts'
import { readCarObject } from './extractors/car-object.ts'
import { readLdCar } from './extractors/json-ld.ts'
import type { LdNode } from './extractors/ld-nodes.ts'
import { finishCar } from './finish-car.ts'
import { OPEN } from './html-scan.ts'
import { identified } from './identity.ts'
import { absoluteUrl } from './page-context.ts'
import type { PageContext } from './page-context.ts'
import { readCard } from './read-cards.ts'
import type { PageParts } from './page-parts.ts'
import type { Site } from './site.ts'
import { sourceFor } from './sites/registry.ts'

type Search = Extract<PageResult, { kind: 'search' }>

const resultWords =
  /(\d[\d .,'\u00a0\u202f]{0,20})\+?\s?(?:results?|vehicles?|cars?|used cars|matches|offers?|listings?|ads?\b|annonces?|véhicules?|voitures|angebote|treffer|fahrzeuge|ergebnisse|anuncios|coches|vehículos|resultados|annunci|risultati|auto\b|ogłosze\p{L}*|ofert\p{L}*|wyników|anunțuri|rezultat\p{L}*|обяви|резултат\p{L}*|оголошен\p{L}*|пропозиц\p{L}*|результат\p{L}*|объявлени\p{L}*|предложени\p{L}*|авто\b|oglas\p{L}*|vozila|advertenties|resultaten|annonser|bilar|biler|träffar|treff|ilan|inzerát\p{L}*|vozů|hirdetés|találat)/iu

/** Reads a list of data objects as cars; those without a sign of a car or of an advert are left out. */
export function readItems(
  items: readonly LdNode[],
  page: PageContext,
  site: Site,
  seenAt: string,
  by: 'state' | 'json_ld' | 'api' | 'microdata',
): ExtractedCar[] {
  const out: ExtractedCar[] = []
  for (const item of items.slice(0, 500)) {
    const car = new Evidence(page.dictionary)
    const ids =
      by === 'json_ld' || by === 'microdata'
        ? readLdCar(item, car, page, 0.85, by)
        : readCarObject(item, car, by, 0.8, page)
    if (!car.has('title', 0.2) && !car.has('make', 0.2)) continue
    const sourceUrl =
      (ids.url && absoluteUrl(ids.url, page.base)) ?? (ids.id ? site.urlOf?.(ids.id, page.host) : undefined)
    out.push(identified(finishCar(car, sourceFor(page.url), seenAt), sourceUrl, ids.id))
  }
  return out
}

/** Whether most of a list speaks of cars rather than of houses or phones. */
export function areCars(cars: readonly ExtractedCar[], { dictionary }: PageContext): boolean {
  const sure = cars.filter(({ fields }) => {
    const facts = [
      fields.make !== undefined &&
        findMakeModel(`${fields.make} ${fields.title ?? ''}`, dictionary)?.make !== undefined,
      fields.year !== undefined,
      fields.mileageKm !== undefined,
      fields.fuel !== undefined,
      fields.transmission !== undefined,
    ].filter(Boolean).length
    return facts >= 2 || (facts === 1 && fields.priceMinor !== undefined && fields.make !== undefined)
  }).length
  return cars.length > 0 && sure >= Math.max(1, cars.length * 0.4)
}

/** Merges promoted copies: one car for each address or id. */
export function distinctCars(cars: readonly ExtractedCar[]): ExtractedCar[] {
  const seen = new Map<string, ExtractedCar>()
  for (const car of cars) {
    const key = car.sourceUrl
      ? canonicalUrl(car.sourceUrl)
      : car.sourceId
        ? `#${car.sourceId}`
        : `${car.fields.title}|${car.fields.priceMinor}|${car.fields.mileageKm}|${car.fields.year}`
    if (!seen.has(key)) seen.set(key, car)
  }
  return [...seen.values()]
}

/** Fills what one reading of the list left open out of another one of the same adverts. */
function joined(main: ExtractedCar[], other: readonly ExtractedCar[]): ExtractedCar[] {
  const byUrl = new Map(other.filter((c) => c.sourceUrl).map((c) => [canonicalUrl(c.sourceUrl as string), c]))
  const byId = new Map(other.filter((c) => c.sourceId).map((c) => [c.sourceId as string, c]))
  return main.map((car) => {
    const twin =
      (car.sourceUrl ? byUrl.get(canonicalUrl(car.sourceUrl)) : undefined) ??
      (car.sourceId ? byId.get(car.sourceId) : undefined)
    if (!twin) return car
    return {
      ...twin,
      ...car,
      fields: { ...twin.fields, ...car.fields },
      provenance: { ...twin.provenance, ...car.provenance },
    }
  })
}

/** Reads the page as a list of adverts: from data, from JSON-LD, from cards; the fullest list wins and the others complete it. */
export function readSearch(parts: PageParts, site: Site, seenAt: string): Search {
  const { scan, page, ld } = parts
  const readings: { cars: ExtractedCar[]; worth: number }[] = []
  const offer = (cars: ExtractedCar[], worth: number) => {
    const distinct = distinctCars(cars)
    if (distinct.length > 0 && areCars(distinct, page))
      readings.push({
        cars: distinct,
        worth: worth + distinct.filter((c) => c.fields.priceMinor !== undefined).length / distinct.length,
      })
  }
  for (const list of ld.lists) offer(readItems(list, page, site, seenAt, 'json_ld'), 1.2)
  // Some sites write a script of its own for each card.
  if (ld.singles.length >= 2) offer(readItems(ld.singles, page, site, seenAt, 'json_ld'), 1.1)
  if (parts.micro.length >= 2) offer(readItems(parts.micro, page, site, seenAt, 'microdata'), 1.1)
  const { cards } = parts
  if (cards.length)
    offer(
      cards.map((card) => readCard(scan, card, page, seenAt)),
      1,
    )
  const totals: number[] = []
  const known = Math.max(0, ...readings.map((r) => r.cars.length))
  const poor = readings.every((r) =>
    r.cars.some(
      (c) =>
        c.fields.priceMinor === undefined || c.fields.mileageKm === undefined || c.fields.year === undefined,
    ),
  )
  if (known < 2 || poor) {
    for (const state of parts.states) {
      totals.push(...state.totals)
      for (const list of state.lists.slice(0, 4))
        offer(readItems(list.items, page, site, seenAt, 'state'), 1.15)
    }
  }
  readings.sort((a, b) => b.cars.length * b.worth - a.cars.length * a.worth)
  const [best, ...others] = readings
  let cars = best?.cars ?? []
  for (const other of others) cars = joined(cars, other.cars)
  const next = site.nextPage?.(new URL(page.url), cars.length) ?? nextPageUrl(parts)
  const total = totalResults(parts, totals, cars.length)
  return {
    kind: 'search',
    cars,
    ...(next && cars.length ? { nextPageUrl: next } : {}),
    ...(total !== undefined ? { totalResults: total } : {}),
  }
}

function totalResults(parts: PageParts, totals: readonly number[], seen: number): number | undefined {
  const said = totals.filter((n) => Number.isInteger(n) && n >= seen && n < 1e8)
  if (said.length && seen > 0)
    return Math.min(...said.filter((n) => n > seen), ...(said.includes(seen) ? [seen] : [])) || undefined
  const { scan } = parts
  const texts = [
    parts.heading >= 0 ? scan.text(parts.heading, 200) : '',
    parts.meta.title,
    ...parts.chunks
      .filter((c) => c.text.length < 90 && /\d/.test(c.text))
      .slice(0, 400)
      .map((c) => c.text),
  ]
  for (const text of texts) {
    const m = resultWords.exec(text)
    const n = m ? Number((m[1] as string).replace(/\D/g, '')) : 0
    if (n >= Math.max(1, seen) && n < 1e8 && !/[€$£]|km\b/i.test(text)) return n
  }
  for (const text of texts.slice(0, 40)) {
    const m = /^(\d[\d .,]*)\s(\p{L}.*)$/u.exec(text)
    const n = m ? Number((m[1] as string).replace(/\D/g, '')) : 0
    if (m && n >= Math.max(2, seen) && n < 1e8 && findMake(m[2] as string, parts.page.dictionary)?.at === 0)
      return n
  }
  return undefined
}

const nextWords =
  /^(?:next(?: page)?|›|»|→|>|>>|weiter|nächste(?: seite)?|suivant(?:e)?|page suivante|siguiente|seguinte|próxim[ao]|successiva?|avanti|następn[ay]|dalej|următoarea|înainte|следваща|напред|наступна|далі|вперед|следующая|дальше|sljedeća|sledeća|dalje|volgende|nästa|neste|sonraki|další|következő)$/i

function nextPageUrl(parts: PageParts): string | undefined {
  const { scan, page, meta } = parts
  if (meta.next) return absoluteUrl(meta.next, page.base)
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN || scan.name[i] !== 'a') continue
    const tag = scan.tag(i).slice(0, 2000)
    const rel = /rel\s*=\s*["']?next/i.test(tag)
    if (!rel && !/next|pag|naprij|forward|arrow|href/i.test(tag)) continue
    const marked =
      rel ||
      /(?:class|id|data-[\w-]+|aria-label|title)\s*=\s*["'][^"']*(?:\bnext\b|pagination[-_]?next|next[-_]?page|forward)/i.test(
        tag,
      )
    if (!marked && (scan.end[scan.stop[i] as number] ?? 0) - (scan.start[i] as number) > 700) continue
    if (
      marked ||
      nextWords.test(scan.text(i, 40)) ||
      nextWords.test(scan.attr(i, 'aria-label') ?? '') ||
      nextWords.test(scan.attr(i, 'title') ?? '')
    ) {
      const url = absoluteUrl(scan.attr(i, 'href') ?? '', page.base)
      if (url && url !== page.url && (/\d/.test(url) || rel)) return url
    }
  }
  return undefined
}
