import { parseFuel } from '@cartie/shared/domain/fuel'
import { findDistances } from '@cartie/shared/domain/mileage'
import { findMoney } from '@cartie/shared/domain/money'
import { parseTransmission } from '@cartie/shared/domain/transmission'
import { findVin } from '@cartie/shared/domain/vin'
import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import type { Ranges } from '../regions.ts'
import { skipRanges } from '../regions.ts'
import type { Chunk } from './chunks.ts'

/** Words beside an amount that is no asking price: rates, deposits, old, net and list prices, fees. */
export const besidePrice =
  /month|\/\s?mo\b|p\.?\s?m\.?\b|pcm|monat|mtl|mois|mensual|mes\b|mese\b|mensil|mies|lun[aăi]|месец|місяц|міс\b|мес\b|månad|\/mån|m[åa]n\b|mnd|maand|kk\b|aylık|měsíc|hó\b|deposit|anzahlung|apport|entrada|acconto|wpłat|avans|перш\p{L}+ внес|первон|insats|rate[n]?\b|rata|leas|лізинг|лизинг|finan[cz]|кредит|credit|kredit|was\b|rrp|uvp|msrp|neupreis|list price|katalog|statt|instead|старая|стара ціна|old price|ancien|antes|prezzo originale|exkl|excl|without vat|netto|net price|net\b|без пдв|без ндс|ohne mwst|hors taxe|\bht\b|iva excl|moms|save|spar|знижк|скидк|discount|rabat|reduc|versicherung|insurance|road tax|tax\b|steuer|доставк|delivery|liefer|überführung|avgift|fee\b|from\b|від \d|от \d|ab \d|cashback|bonus|per week|\/ ?tydz|mwst\. ausweis/iu
const priceClass = /price|prix|preis|prezzo|precio|cena|pret\b|pris|prijs|amount|цена|cost/i
const notPriceClass =
  /(?<![a-z])old|was[-_]|previous|strike|cross|monthly|month|rate\b|deposit|financ|leas|credit|net[-_]|vat|discount|sav|original|rrp|tooltip|similar|related/i

const struck = new Set(['del', 's', 'strike'])

function classPath(scan: HtmlScan, chunk: Chunk, steps: number): { names: string; struck: boolean } {
  let names = ''
  let isStruck = false
  for (let p = chunk.parent, n = 0; p >= 0 && n < steps; p = scan.parent[p] as number, n++) {
    if (struck.has(scan.name[p] as string)) isStruck = true
    const tag = scan.tag(p)
    if (tag.length < 600)
      names += ` ${scan.attr(p, 'class') ?? ''} ${scan.attr(p, 'id') ?? ''} ${scan.attr(p, 'data-testid') ?? scan.attr(p, 'data-qa-id') ?? ''}`
    if (/line-through/.test(tag)) isStruck = true
  }
  return { names, struck: isStruck }
}

/** The first h1 outside of the left-out parts, as token; -1 if there is none. */
export function mainHeading(scan: HtmlScan, leaveOut: Ranges): number {
  for (let i = scan.name.indexOf('h1'); i >= 0; i = scan.name.indexOf('h1', i + 1)) {
    if (scan.kind[i] === OPEN && skipRanges(leaveOut, i) === i && scan.text(i, 300).length > 2) return i
  }
  return -1
}

/** Amounts of the visible text that may be the asking price, the likeliest with the greatest confidence. */
export function addVisiblePrices(
  car: Evidence,
  scan: HtmlScan,
  chunks: readonly Chunk[],
  heading: number,
  page: PageContext,
): void {
  let found = 0
  for (let c = 0; c < chunks.length && found < 14; c++) {
    const chunk = chunks[c] as Chunk
    if (chunk.text.length > 70 || !/\d{3}|\d[.,' ]\d{3}|\dk\b/i.test(chunk.text)) continue
    const { text, near, start } = amountAround(chunks, c)
    const hits = findMoney(text, page.currency ? { currency: page.currency } : {}).filter(
      (h) => h.currency !== undefined && h.value >= 100,
    )
    const hit = hits[0]
    if (!hit?.currency) continue
    const rest = `${text.slice(0, hit.at)} ${text.slice(hit.end)}`
    if (/\p{L}{3,}.*\p{L}{3,}.*\p{L}{3,}/u.test(rest)) continue
    const { names, struck: isStruck } = classPath(scan, chunk, 4)
    const wrong = besidePrice.test(rest) || besidePrice.test(near) || isStruck
    const named = priceClass.test(names)
    const otherClass = notPriceClass.test(names)
    const after = heading < 0 || (chunks[start] as Chunk).token > heading
    const confidence =
      0.5 +
      (named ? 0.2 : 0) +
      (after ? 0.06 : -0.1) -
      (wrong ? 0.35 : 0) -
      (otherClass ? 0.12 : 0) -
      Math.min(0.2, found * 0.03)
    found++
    car.addPrice(hit.amountMinor, hit.currency, text, 'text', Math.max(0.08, confidence))
    for (const other of hits.slice(1))
      if (other.currency && other.currency !== hit.currency)
        car.addPrice(other.amountMinor, other.currency, text, 'text', Math.max(0.05, confidence - 0.1))
  }
}

/** A neighbour says something of this amount only if it holds none of its own. */
const beside = (text: string): string => (text.length < 40 && !/\d{3}/.test(text) ? text : '')

/** The chunk with a currency that stands alone before or after it joined, and the words beside. */
function amountAround(chunks: readonly Chunk[], c: number): { text: string; near: string; start: number } {
  const chunk = chunks[c] as Chunk
  const before = chunks[c - 1]?.text ?? ''
  const after = chunks[c + 1]?.text ?? ''
  let text = chunk.text
  let start = c
  let prior = before
  let next = after
  if (/^[^\p{L}\d]{0,2}(?:[€$£₴₺₽₸₼₾¥₹₪]|EUR|USD|GBP|CHF|PLN|kr|zł|грн|KM|TL|lei)\.?$/iu.test(before)) {
    text = `${before} ${text}`
    start = c - 1
    prior = chunks[c - 2]?.text ?? ''
  }
  if (
    /^(?:[€$£₴₺₽₸₼₾¥₹₪]|EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|RON|BGN|BAM|UAH|TRY|kr|zł|Kč|Ft|лв\.?|грн\.?|KM|TL|lei|:-|,-|у\.?е\.?)[.*¹²]?$/iu.test(
      after,
    )
  ) {
    text = `${text} ${after}`
    next = chunks[c + 2]?.text ?? ''
  }
  return { text, near: `${beside(prior)} | ${beside(next)}`, start }
}

/** Short texts after the heading that say something by themselves: "180 000 km", "05.2010", "Diesel, Manuell". */
export function addBareValues(
  car: Evidence,
  chunks: readonly Chunk[],
  heading: number,
  page: PageContext,
): void {
  let looked = 0
  for (const { text, token } of chunks) {
    if (token < heading || text.length > 90) continue
    if (++looked > 220) return
    if (text.length < 40) {
      const distance = findDistances(text)[0]
      if (
        distance &&
        // Convertible marks are written as kilometres are.
        !(page.currency === 'BAM' && /\dKM|\d\sKM/.test(text)) &&
        distance.end - distance.at >= text.length - 10 &&
        !/\/|l\s|range|reichweite|autonom|zasięg|запас|rayon|within/i.test(text)
      )
        addRaw(car, 'mileage', text, 'text', 0.55 - looked / 2_000, page)
      if (
        /^\D{0,12}(?:0?\d{1,2}[./-])?(?:19[5-9]|20[0-3])\d(?:\s?(?:р|г|рік|год|yil)\.?)?$/i.test(text) &&
        !/©|copyright/i.test(text)
      )
        addRaw(car, 'year', text, 'text', 0.5 - looked / 2_000, page)
      if (/^\d{2,4}\s?(?:PS|hp|bhp|к\.?с\.?|л\.?с\.?|KM|CV|ch|kW|кВт)\b/i.test(text))
        addRaw(car, 'power', text, 'text', 0.4, page)
      if (/^(?:\d[.,]\d\s?(?:l|л)|\d{3,4}\s?(?:cc|ccm|cm|см|куб))/i.test(text))
        addRaw(car, 'engineVolume', text, 'text', 0.4, page)
    }
    const parts = text.split(/\s*[,;|•·/]\s*/)
    if (parts.length > 8) continue
    for (const part of parts) {
      if (part.length < 3 || part.length > 26 || /\d{3}/.test(part)) continue
      const words = part.split(' ').length
      if (words > 3) continue
      if (!car.has('fuel', 0.6) && parseFuel(part))
        addRaw(car, 'fuel', part, 'text', 0.45 - looked / 2_000, page)
      if (!car.has('transmission', 0.6) && parseTransmission(part))
        addRaw(car, 'transmission', part, 'text', 0.45 - looked / 2_000, page)
    }
  }
}

const yearWord =
  /(?:r\.? ?v\.?|rok(?: v[ýy]roby)?|year|baujahr|bj\.?|ez|erstzulassung|anno|año|ann[ée]e|mise en circulation|godi[nš]\p{L}*|god\.|р\.? ?в\.?|г\.? ?в\.?|рік|год|година|rocznik|model|årsmodell|modellår|bouwjaar|évjárat|vuosimalli)[^\p{L}\d]{0,6}(?:\d{1,2}[./-])?((?:19[6-9]|20[0-3])\d)(?!\d)|(?<!\d)((?:19[6-9]|20[0-3])\d)\s?(?:р\.|г\.|рік|року|год|г\.в|р\.в|yil)/iu
const notOdometer =
  /(?:range|reichweite|autonom|zasięg|запас|service|serwis|servis|кожн|кажд|every|alle|co |to[ -]?service|гарант|warrant|garan|last|vor|před|после|після|distanc|within|delivery|доставк|replaced|changed|zamijenjen|vyměn)[^.]{0,20}$/iu

/** What a description says in running text, for pages that have nothing better. */
export function addFreeText(car: Evidence, text: string, page: PageContext): void {
  const head = text.slice(0, 4_000)
  if (!car.has('mileageKm', 0.3)) {
    const hit = findDistances(head).find(
      (d) => d.km >= 500 && !notOdometer.test(head.slice(Math.max(0, d.at - 40), d.at)),
    )
    if (hit) addRaw(car, 'mileage', head.slice(hit.at, hit.end), 'text', 0.4, page)
  }
  if (!car.has('year', 0.3)) {
    const m = yearWord.exec(head)
    const year = m?.[1] ?? m?.[2]
    if (year) addRaw(car, 'year', year, 'text', 0.4, page)
  }
  if (!car.has('fuel', 0.3)) car.add('fuel', parseFuel(head.slice(0, 500)), head.slice(0, 100), 'text', 0.3)
  if (!car.has('transmission', 0.3))
    car.add('transmission', parseTransmission(head.slice(0, 500)), head.slice(0, 100), 'text', 0.3)
}

const descriptionHead =
  /^(?:опис(?: авто\p{L}*| від продавця)?|описание(?: авто\p{L}*| от продавца)?|коментар(?: продавця)?|комментарий(?: продавца)?|(?:vehicle |seller'?s? |dealer )?(?:description|comments|notes)|(?:fahrzeug)?beschreibung|descri(?:ption|pción|zione|ção|ere)|opis|popis|beskrivning|beskrivelse|omschrijving|açıklama|описание на обявата)\s*:?$/iu

const isHeading = (scan: HtmlScan, { parent }: Chunk): boolean => /^h[1-6]$/.test(scan.name[parent] ?? '')

/** Whether a text is a heading that says "Description". */
export const headsDescription = (scan: HtmlScan, chunk: Chunk): boolean =>
  chunk.text.length < 40 && isHeading(scan, chunk) && descriptionHead.test(chunk.text)

/** The paragraphs under a heading that says "Description", up to the next heading. */
export function addHeadedDescription(
  car: Evidence,
  scan: HtmlScan,
  chunks: readonly Chunk[],
  page: PageContext,
): void {
  const at = chunks.findIndex((chunk) => headsDescription(scan, chunk))
  if (at < 0) return
  const told: string[] = []
  for (const chunk of chunks.slice(at + 1, at + 61)) {
    if (isHeading(scan, chunk)) break
    told.push(chunk.text)
  }
  const text = told.join('\n')
  if (text.length > 30) addRaw(car, 'description', text, 'spec', 0.5, page)
}

const sellerWord =
  /^(?:автосалон|приватна особа|приватний продавець|частное лицо|частник|private seller|privat(?:e |er )?(?:anbieter|verkäufer)|händler|particulier|particular|osoba prywatna|persoană fizică|(?:car )?dealer(?:ship)?|автодилер|rivenditore|concesionario|autosalon)$/iu

/** Whether a text is "Автосалон" or the like by itself: what kind of seller this is. */
export const isSellerWord = ({ text }: Chunk): boolean => text.length < 30 && sellerWord.test(text)

/** The word for the kind of seller under the heading. */
export function addSellerWord(
  car: Evidence,
  chunks: readonly Chunk[],
  heading: number,
  page: PageContext,
): void {
  const word = chunks.find((chunk) => chunk.token > heading && isSellerWord(chunk))
  if (word) addRaw(car, 'sellerKind', word.text, 'text', 0.4, page)
}

/** A vehicle identification number anywhere in the visible text. */
export function addVisibleVin(car: Evidence, chunks: readonly Chunk[]): void {
  for (const { text } of chunks) {
    if (text.length < 17) continue
    const vin = findVin(text)
    if (vin) return car.add('vin', vin, text, 'text', 0.6)
  }
}
