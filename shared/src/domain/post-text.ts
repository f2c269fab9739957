import type { CarField, CarFields } from './car.ts'
import { findCities } from './cities.ts'
import { cleanText, plainText } from './clean-text.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { findStatus } from './listing-status.ts'
import { findMentions, type Mention } from './post-cars.ts'
import { lineAt, type Reading } from './post-context.ts'
import { readEngineVolume, readPower } from './post-engine.ts'
import { readFuel } from './post-fuel.ts'
import { readGearbox } from './post-gearbox.ts'
import { refusal, type SaleSigns } from './post-kind.ts'
import { readBody, readColor, readCondition } from './post-look.ts'
import { cover, noiseSpans } from './post-mask.ts'
import { readMileage } from './post-mileage.ts'
import { readPrice, type PostPrice } from './post-price.ts'
import { splitCars, type Part, type PartSigns } from './post-split.ts'
import { titleOf } from './post-title.ts'
import { readYear } from './post-year.ts'
import { findDrive } from './drive.ts'
import { findMoney, toMajor } from './money.ts'
import type { ReasonCode } from './parse-outcome.ts'
import { findPhoneHits, findPhones } from './phone.ts'
import { findVin } from './vin.ts'

/** One car as a post offers it; only what the post says is there. */
export interface PostCar {
  fields: Partial<CarFields>
  /** The piece of text that each value was read from. */
  raw: Partial<Record<CarField, string>>
  /** 0 to 1. */
  confidence: Partial<Record<CarField, number>>
}

export type PostResult = { kind: 'cars'; cars: PostCar[] } | { kind: 'not_a_car'; reason: ReasonCode }

export interface PostOptions {
  /** The clock, for the latest year that a car may have. */
  now?: Date
  /** Addresses of the photos that came with the post. */
  photos?: string[]
  /** By what makes, models and towns are recognised; the built-in words if absent. */
  dictionary?: Dictionary
}

/** A Telegram post has at most 4,096 characters; pasted texts may hold several. */
const longest = 6_000

/**
 * Reads a dealer's or a private seller's post (Ukrainian, Russian, transliterated, English) into the cars that
 * it offers, or says why it offers none: a wish to buy, parts, or anything else. Never throws; reads at most
 * 6,000 characters; nothing that the text does not say is filled in.
 */
export function parsePost(text: string, options: PostOptions = {}): PostResult {
  const plain = plainText(text.slice(0, longest))
  const thisYear = (options.now ?? new Date()).getFullYear()
  const { dictionary = builtIn, photos = [] } = options
  const mentions = findMentions(plain, dictionary)
  const reader = new PartReader(plain, mentions, thisYear, dictionary)
  const parts = splitCars(plain, mentions, (part) => reader.signs(part))
  const reason = refusal(plain, saleSigns(reader, plain, parts[0]), parts[0]?.mention.at)
  if (reason) return { kind: 'not_a_car', reason }
  const cars = parts.map((part) => carOf(reader, part, photos, parts.length > 1))
  return { kind: 'cars', cars }
}

function saleSigns(reader: PartReader, plain: string, part: Part | undefined): SaleSigns {
  const car = part && reader.read(part)
  return {
    price: car?.price !== undefined,
    cheap: car?.price !== undefined && isCheap(car.price.value),
    year: car?.year !== undefined,
    mileage: car?.mileage !== undefined,
    vin: findVin(plain) !== undefined,
    gearbox: car?.gearbox !== undefined,
    fuel: car?.fuel !== undefined,
    engine: car?.engine !== undefined,
    phone: findPhones(plain).length > 0,
    status: findStatus(plain) !== undefined,
    make: part?.mention.car.explicit ?? false,
    model: part?.mention.car.known ?? false,
  }
}

/** Less than a running moped costs, in the currencies of posts. */
function isCheap({ priceMinor, currency }: PostPrice): boolean {
  const major = toMajor(priceMinor, currency)
  return currency === 'UAH' ? major < 16_000 : ['USD', 'EUR', 'GBP', 'CHF'].includes(currency) && major < 400
}

/** Reads parts of one post, each once, over a text whose phones, links and model numbers are covered. */
class PartReader {
  readonly text: string
  readonly dictionary: Dictionary
  readonly #covered: string
  readonly #thisYear: number
  readonly #seen = new Map<string, ReturnType<PartReader['compute']>>()

  constructor(text: string, mentions: readonly Mention[], thisYear: number, dictionary: Dictionary) {
    this.text = text
    this.dictionary = dictionary
    const names = mentions.flatMap((m) =>
      m.car.spans.filter((span) => /\d/.test(text.slice(span.at, span.end))),
    )
    this.#covered = cover(text, [...noiseSpans(text), ...names])
    this.#thisYear = thisYear
  }

  read(part: Part) {
    const key = `${part.at}-${part.end}`
    const known = this.#seen.get(key)
    if (known) return known
    const result = this.compute(part)
    this.#seen.set(key, result)
    return result
  }

  signs(part: Part): PartSigns {
    const { price, year, mileage, status } = this.read(part)
    const signs: PartSigns = { sold: status === 'SOLD' }
    if (price) signs.price = price.value.priceMinor
    if (year) signs.year = year.value
    if (mileage) signs.mileageKm = mileage.value
    return signs
  }

  private compute(part: Part) {
    const text = this.text.slice(part.at, part.end)
    const covered = this.#covered.slice(part.at, part.end)
    const { mention } = part
    const at = Math.max(0, mention.at - part.at)
    const line = lineAt(text, at)
    const lineStart = text.lastIndexOf('\n', at - 1) + 1
    const year = readYear(covered, this.#thisYear, { at: lineStart, end: lineStart + line.length })
    // In capitals "120 ТИС КМ" would be convertible marks, which nobody asks for in a post.
    const money = findMoney(covered).filter((hit) => hit.currency !== 'BAM')
    const price = readPrice(covered, money, this.#thisYear)
    const taken = money.filter((hit) => hit.currency)
    const mileage = readMileage(covered, taken, this.#thisYear, year?.value)
    const { make, model } = mention.car
    const fuel = readFuel(text, { make, line, ...(model ? { model } : {}) })
    const electric = fuel?.value === 'electric'
    const engine = electric ? undefined : readEngineVolume(covered)
    return {
      text,
      line,
      /** Where the car's name ends in the line. */
      named: Math.max(0, mention.end - part.at - lineStart),
      year,
      price,
      mileage,
      fuel,
      gearbox: readGearbox(text),
      engine,
      power: readPower(covered, electric),
      status: findStatus(text),
    }
  }
}

function carOf(reader: PartReader, part: Part, photos: string[], several: boolean): PostCar {
  const seen = reader.read(part)
  const car: PostCar = { fields: {}, raw: {}, confidence: {} }
  const put = <F extends CarField>(field: F, reading: Reading<CarFields[F]> | undefined) => {
    if (!reading) return
    car.fields[field] = reading.value
    car.raw[field] = reading.raw.toWellFormed()
    car.confidence[field] = reading.confidence
  }
  const say = <F extends CarField>(
    field: F,
    value: CarFields[F] | undefined,
    raw: string,
    confidence: number,
  ) => put(field, value === undefined ? undefined : { value, raw: raw.slice(0, 120), confidence })

  const { mention } = part
  const name = reader.text.slice(mention.at, mention.end).replace(/\s+/g, ' ')
  const vin = findVin(seen.text)
  const { line, named } = seen
  const facts = [
    ...[seen.price?.raw, seen.mileage?.raw, vin].map((raw) => (raw ? line.indexOf(raw, named) : -1)),
    ...findPhoneHits(line).map(({ at }) => at),
  ].filter((at) => at >= named)
  const title =
    titleOf(line, facts) || titleOf(seen.text.split('\n').find((other) => /\p{L}/u.test(other)) ?? '')
  say('title', title || undefined, seen.line, 0.9)
  say('make', mention.car.make, name, mention.car.explicit ? 0.95 : 0.8)
  say('model', mention.car.model, name, mention.car.known ? 0.9 : 0.5)
  put('year', seen.year)
  if (seen.price) {
    const { value, raw, confidence } = seen.price
    put('priceMinor', { value: value.priceMinor, raw, confidence })
    put('currency', { value: value.currency, raw, confidence })
  }
  put('mileageKm', seen.mileage)
  put('fuel', seen.fuel)
  put('transmission', seen.gearbox)
  put('engineVolumeL', seen.engine)
  put('powerHp', seen.power)
  put('bodyType', readBody(seen.text))
  put('color', readColor(seen.text))
  put('condition', readCondition(seen.text))
  say('drive', findDrive(seen.text), findDrive(seen.line) ? seen.line : '', 0.8)
  say('vin', vin, vin ?? '', 0.95)
  const phone = findPhones(seen.text)[0] ?? findPhones(reader.text)[0]
  say('sellerPhone', phone, phone ?? '', 0.9)
  const city =
    cityOf(seen.text, reader.dictionary) ?? (several ? cityOf(reader.text, reader.dictionary) : undefined)
  say('location', city?.city, city ? city.raw : '', city?.confidence ?? 0)
  say('status', findStatus(seen.text), seen.line, 0.9)
  const description = cleanText(seen.text).trim()
  say('description', description || undefined, description, 0.9)
  const images = [...new Set(photos.filter((photo) => /^https?:\/\//i.test(photo)))]
  say('images', images.length > 0 && !several ? images : undefined, images[0] ?? '', 0.9)
  return car
}

/** The town of the car: one behind a pin or "м.", else one alone in its line or piece, else the first that is no detour. */
function cityOf(
  text: string,
  dictionary: Dictionary,
): { city: string; raw: string; confidence: number } | undefined {
  const ranked = findCities(text, dictionary).map((hit) => {
    const left =
      text
        .slice(Math.max(0, hit.at - 30), hit.at)
        .split('\n')
        .at(-1) ?? ''
    const right = text.slice(hit.end, hit.end + 20).split('\n')[0] ?? ''
    const placed =
      /(?:📍|🏙|🌍|🏠|🗺|(?:^|[^\p{L}])(?:м|г|місто|город|city|місцезнаходження|локація|адреса|знаходиться|находится|стоїть|location|огляд|авто в|авто у)\.?[: ]{0,3}(?:в |у |м\.? ?|г\.? ?|по )?)$/iu.test(
        left,
      )
    const alone =
      /(?:^|[,|•.;!$€₴)]\s*|[^\p{L}\d\s]\s*)$/u.test(left) &&
      /^(?:\s*[,|•.;!(]|\s*$|\s*[^\p{L}\d\s])/u.test(right)
    const detour =
      /(?:з|із|из|с|до|від|доставк\p{L}*|відправ\p{L}*|вул\.?|вулиц\p{L}*|ул\.?|проспект\p{L}*|просп\.?|траса|шосе|доставка в|доставка по|їхати (?:з|до)|пригнан\p{L}* (?:з|із)|порт|в порт|через)\s*$/iu.test(
        left,
      )
    return { ...hit, rank: (placed ? 3 : 0) + (alone ? 1.5 : 0) - (detour ? 2 : 0) }
  })
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (top, hit) => (!top || hit.rank > top.rank ? hit : top),
    undefined,
  )
  if (!best || best.rank < -1.5) return undefined
  return { city: best.city, raw: text.slice(best.at, best.end), confidence: best.rank >= 1 ? 0.9 : 0.75 }
}
