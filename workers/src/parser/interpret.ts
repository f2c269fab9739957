import type { Extractor } from '@cartie/shared/domain/car'
import { cleanLine } from '@cartie/shared/domain/clean-text'
import { parseBodyType } from '@cartie/shared/domain/body-type'
import { parseColor } from '@cartie/shared/domain/color'
import { parseDrive } from '@cartie/shared/domain/drive'
import { parseEngineVolumeL, parsePowerHp } from '@cartie/shared/domain/engine'
import { parseFuel } from '@cartie/shared/domain/fuel'
import { findMake, knownMake } from '@cartie/shared/domain/makes'
import { parseMileageKm } from '@cartie/shared/domain/mileage'
import { parseMoney, toMinor } from '@cartie/shared/domain/money'
import { normalizePhone } from '@cartie/shared/domain/phone'
import { parseTransmission } from '@cartie/shared/domain/transmission'
import { findVin, isVin } from '@cartie/shared/domain/vin'
import { parseYear } from '@cartie/shared/domain/year'
import { parseCondition } from '@cartie/shared/domain/condition'
import type { Evidence } from './evidence.ts'
import type { PageContext } from './page-context.ts'
import type { RawField } from './raw-field.ts'
import { labelField } from './label-field.ts'
import { htmlToText } from './html-text.ts'
import { statusOf } from './listing-state.ts'

export type RawValue = string | number | boolean

/** A price that is hidden or asked for is often printed as 0 or 1. */
const leastPrice = 20
const kwToHp = 1.35962

function numberOf(value: RawValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return /^-?\d{1,12}(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** Reads a price in major units or as printed. `currency` is what stands beside it, as a code or a sign. */
export function readPrice(
  value: RawValue,
  currency: string | undefined,
  page: PageContext,
): { minor: number; currency: string; sure: boolean } | undefined {
  const said =
    currency === undefined
      ? undefined
      : (parseMoney(`1 ${currency}`, page.currency ? { currency: page.currency } : {})?.currency ??
        (/^[A-Z]{3}$/.test(currency.trim().toUpperCase()) ? currency.trim().toUpperCase() : undefined))
  const number = numberOf(value)
  if (number !== undefined) {
    const code = said ?? page.currency
    if (code === undefined || number < leastPrice || number > 1e11) return undefined
    return { minor: toMinor(number, code), currency: code, sure: said !== undefined }
  }
  if (typeof value !== 'string' || /^\s*\d+(?:\.\d+)?e[+\d]/i.test(value)) return undefined
  const text = value.slice(0, 200)
  const money = parseMoney(text, page.currency ? { currency: page.currency } : {})
  if (!money) return undefined
  const bare = parseMoney(text)
  const code = bare?.currency ? money.currency : (said ?? money.currency)
  if (code === undefined) return undefined
  const minor = code === money.currency ? money.amountMinor : toMinor(money.amountMinor / 100, code)
  return minor < toMinor(leastPrice, code)
    ? undefined
    : { minor, currency: code, sure: bare?.currency !== undefined || said !== undefined }
}

function readMileage(
  value: RawValue,
  page: PageContext,
  unit: 'km' | 'mi' | 'mil' = page.mileageUnit,
): number | undefined {
  const number = numberOf(value)
  if (number === undefined) return typeof value === 'string' ? parseMileageKm(value, { unit }) : undefined
  // No car has driven 450,000 km and more in Swedish miles: such a bare number is in kilometres.
  const own = unit === 'mil' && number > 45_000 ? 'km' : unit
  return number < 0 ? undefined : parseMileageKm(String(Math.round(number)), { unit: own })
}

const dashOnly = /^[\s\-–—?.n/a]*$/i

/** Understands make, model, year and engine out of a title, at a little less than the title's own confidence. */
function addTitle(car: Evidence, text: string, by: Extractor, confidence: number): void {
  const title = cleanLine(text.slice(0, 500))
  if (title.length < 2) return
  car.add('title', title, text, by, confidence)
}

const words: Partial<
  Record<RawField, (car: Evidence, text: string, by: Extractor, confidence: number) => void>
> = {
  fuel: (car, text, by, confidence) => {
    car.add('fuel', parseFuel(text), text, by, confidence)
    if (/\d[.,]\d|\d\s?[лl]\b|\d\s?л/.test(text))
      car.add('engineVolumeL', parseEngineVolumeL(text), text, by, confidence - 0.2)
  },
  transmission: (car, text, by, confidence) => {
    const gearbox = parseTransmission(text)
    car.add('transmission', gearbox, text, by, confidence)
    // "Transmission" and "Transmisie" also name the driven wheels.
    if (gearbox === undefined) car.add('drive', parseDrive(text), text, by, confidence - 0.1)
  },
  bodyType: (car, text, by, confidence) => car.add('bodyType', parseBodyType(text), text, by, confidence),
  drive: (car, text, by, confidence) => car.add('drive', parseDrive(text), text, by, confidence),
  color: (car, text, by, confidence) => {
    if (text.length < 60) car.add('color', parseColor(text) ?? cleanLine(text), text, by, confidence)
  },
  condition: (car, text, by, confidence) => car.add('condition', parseCondition(text), text, by, confidence),
  description: (car, text, by, confidence) => {
    const plain = htmlToText(text)
    if (plain.length > 20)
      car.add('description', plain, text, by, confidence + Math.min(0.1, plain.length / 20_000))
  },
  sellerName: (car, text, by, confidence) => {
    if (text.length < 120 && !/^https?:|^\d+$|^\d+ ?x\b|\breviews?$/i.test(text))
      car.add('sellerName', text, text, by, confidence)
  },
  sellerKind: (car, text, by, confidence) => {
    const kind = /priv|частн|приватн|perso|particul|owner|sahibinden|fizick|osoba prywatna|prive/i.test(text)
      ? 'private'
      : /deal|haendler|händler|pro|salon|автосалон|дилер|компан|business|firm|company|concession|rivenditore|dilere|comerciant|galeriden|handel/i.test(
            text,
          )
        ? 'dealer'
        : undefined
    car.add('sellerKind', kind, text, by, confidence)
  },
  postedAt: (car, text, by, confidence) => {
    const at = /^\d{10}$/.test(text)
      ? Number(text) * 1000
      : /^\d{13}$/.test(text)
        ? Number(text)
        : /^\d{4}-\d\d-\d\d/.test(text)
          ? Date.parse(text.replace(/^(\S+) (\d\d:\d\d(?::\d\d)?)$/, '$1T$2Z'))
          : Number.NaN
    if (at > Date.UTC(2000, 0) && at < Date.now() + 86_400_000)
      car.add('postedAt', new Date(at).toISOString(), text, by, confidence)
  },
  location: (car, text, by, confidence) => {
    const place = cleanLine(text)
    if (
      labelField(place) !== 'location' &&
      place.length > 1 &&
      place.length < 120 &&
      !/^\d+$|^https?:|^-?\d+\.\d+|\b(?:click|tap|map)\b/i.test(place)
    )
      car.add('location', place, text, by, confidence)
  },
}

/**
 * Understands one raw value of a page and offers what it says to the evidence. A value that makes no sense for
 * its field is dropped. `currency` stands beside a price where the page gives it apart.
 */
export function addRaw(
  car: Evidence,
  field: RawField,
  value: RawValue,
  by: Extractor,
  confidence: number,
  page: PageContext,
  currency?: string,
): void {
  const text = typeof value === 'boolean' ? String(value) : typeof value === 'number' ? String(value) : value
  if (text.length > 60_000 && field !== 'description') return
  if (dashOnly.test(text)) return
  switch (field) {
    case 'title':
      return addTitle(car, text, by, confidence)
    case 'make': {
      const name = cleanLine(text)
      if (name.length > 60 || !/\p{L}/u.test(name)) return
      const make = knownMake(name, car.dictionary)
      if (make) return car.add('make', make, text, by, confidence)
      const found = findMake(name, car.dictionary)
      if (found?.explicit) return car.add('make', found.make, text, by, confidence - 0.05)
      if (name.length < 40) car.add('make', name, text, by, confidence - 0.35)
      return
    }
    case 'version':
      return car.remember('version', text)
    case 'model':
      if (text.length < 80 && !/^https?:/.test(text)) car.add('model', cleanLine(text), text, by, confidence)
      return
    case 'year':
      if (typeof value === 'number' && value > 1e11)
        return car.add('year', new Date(value).getUTCFullYear(), text, by, confidence)
      if (text.length < 60) car.add('year', parseYear(text), text, by, confidence)
      return
    case 'price': {
      const price = readPrice(value, currency, page)
      if (price)
        car.addPrice(price.minor, price.currency, text, by, price.sure ? confidence : confidence - 0.15)
      return
    }
    case 'mileage':
    case 'mileageKm':
    case 'mileageMiles': {
      const unit = field === 'mileageMiles' ? 'mi' : field === 'mileageKm' ? 'km' : page.mileageUnit
      if (text.length < 80) car.add('mileageKm', readMileage(value, page, unit), text, by, confidence)
      return
    }
    case 'mileageThousands': {
      const number = numberOf(value)
      car.add(
        'mileageKm',
        number === undefined ? readMileage(value, page) : number < 2_000 ? number * 1000 : number,
        text,
        by,
        confidence,
      )
      return
    }
    case 'engine':
      if (text.length > 200) return
      car.add('engineVolumeL', parseEngineVolumeL(text), text, by, confidence - 0.1)
      car.add('powerHp', parsePowerHp(text), text, by, confidence - 0.1)
      car.add('fuel', parseFuel(text), text, by, confidence - 0.1)
      return
    case 'engineVolume': {
      const number = numberOf(value)
      const litres = number === undefined ? parseEngineVolumeL(text) : number >= 30 ? number / 1000 : number
      return car.add('engineVolumeL', litres, text, by, confidence)
    }
    case 'power': {
      // "96/130 (kW/KS)" and "kW/PS: 96/130"
      const pair = /kw\s*\/\s*\p{L}/iu.test(text) ? /(\d{2,4})\s*\/\s*(\d{2,4})/.exec(text)?.[2] : undefined
      if (pair !== undefined) return car.add('powerHp', Number(pair), text, by, confidence)
      return car.add('powerHp', numberOf(value) ?? parsePowerHp(text), text, by, confidence)
    }
    case 'powerKw': {
      const number = numberOf(value)
      return car.add(
        'powerHp',
        number === undefined ? parsePowerHp(text) : number * kwToHp,
        text,
        by,
        confidence - 0.05,
      )
    }
    case 'vin': {
      const vin = cleanLine(text).toUpperCase()
      // Beside its label a number counts that would be too odd to be picked out of a text.
      const labelled =
        isVin(vin) || (/^(?=.*\d)(?=.*[A-Z])[A-HJ-NPR-Z0-9]{17}$/.test(vin) && !/X{3}|(.)\1{5}/.test(vin))
      return car.add('vin', labelled ? vin : findVin(text), text, by, confidence)
    }
    case 'sellerPhone': {
      const phone = text.length < 60 ? normalizePhone(text, page.country) : undefined
      return car.add('sellerPhone', phone, text, by, confidence)
    }
    case 'status':
      return car.add('status', statusOf(text), text, by, confidence)
    default:
      words[field]?.(car, text, by, confidence)
  }
}
