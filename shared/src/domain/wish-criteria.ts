import { findCities } from './cities.ts'
import { plainText } from './clean-text.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { fold } from './fold.ts'
import type { LeadKind } from './lead.ts'
import { locateCar, type Span } from './make-search.ts'
import { findDistances, mileageAt } from './mileage.ts'
import { findMoney, toMinor } from './money.ts'
import { numbersIn } from './number-text.ts'
import {
  anyCar,
  inOrder,
  requestTitle,
  type CriterionName,
  type RequestCriteria,
} from './request-criteria.ts'
import { wordPattern as w } from './vocabulary.ts'
import { currencyOf, findBudget, yearsOf } from './wish-text.ts'
import {
  wishBodies,
  wishColors,
  wishDrives,
  wishFuels,
  wishTransmissions,
  wordsAsked,
} from './wish-vocabulary.ts'

/** A wish as it is understood: what the text does not say is open. */
export interface WishRead {
  /** Null where the text does not say whether they buy or sell. */
  kind: LeadKind | null
  /** The car in a few words; else the first line of the text. */
  title: string
  criteria: RequestCriteria
  /** Null where its words are the same in several. */
  language: 'uk' | 'ru' | 'en' | null
}

const longest = 3000
const mostCars = 6

/**
 * Reads what somebody wants of a car, or offers to sell, in Ukrainian, Russian or English, as criteria. Make and
 * model have to be met unless the text takes it lightly ("бажано"); of all else only what it insists on
 * ("обов'язково", "тільки"). The first 3,000 characters are read.
 */
export function readWish(text: string, thisYear: number, dictionary: Dictionary = builtIn): WishRead {
  const plain = plainText(text.slice(0, longest))
  const places = new Map<CriterionName, number>()
  const note = (name: CriterionName, at: number | undefined) => {
    if (at !== undefined && at >= 0 && !places.has(name)) places.set(name, at)
  }
  const cars = findCars(plain, dictionary)
  note('make', cars.at)
  note('model', cars.modelAt)
  const folded = fold(cars.rest)
  const listed = <T>(name: CriterionName, rules: Parameters<typeof wordsAsked<T>>[1]): T[] => {
    const asked = wordsAsked(folded, rules)
    note(name, asked[0]?.at)
    return [...new Set(asked.map(({ value }) => value))]
  }
  const cities = findCities(plain, dictionary).slice(0, 10)
  note('city', cities[0]?.at)
  const mileage = mileageOf(folded)
  note('mileage', mileage?.at)
  const unmiled = mileage ? blank(folded, [mileage]) : folded
  const budget = budgetOf(unmiled, thisYear)
  note('budget', budget?.at)
  const unpriced = budget ? blank(unmiled, [budget]) : unmiled
  const { yearMin = null, yearMax = null } = yearsOf(unpriced, thisYear)
  note('year', unpriced.indexOf(String(yearMin ?? yearMax)))
  const kind = buys.test(folded) ? 'BUY' : sells.test(folded) ? 'SELL' : null
  const years = yearsAsked(unpriced, yearMin, yearMax)
  // What is sold is of one year.
  if (kind === 'SELL') years.yearTo ??= years.yearFrom
  const criteria: RequestCriteria = {
    ...anyCar,
    makes: cars.makes,
    models: cars.models,
    ...years,
    budgetMinMinor: budget?.min ?? null,
    budgetMaxMinor: budget?.max ?? null,
    currency: budget?.currency ?? null,
    mileageKmTo: mileage?.km ?? null,
    fuels: listed('fuel', wishFuels),
    transmissions: listed('transmission', wishTransmissions),
    bodyTypes: listed('body', wishBodies),
    drives: listed('drive', wishDrives),
    cities: [...new Set(cities.map(({ city }) => city))],
    colors: listed('color', wishColors),
  }
  const must = [...places].flatMap(([name, at]) => (isMust(name, clauseAt(fold(plain), at)) ? [name] : []))
  const first = plain.trim().split('\n')[0]!.trim().slice(0, 80).toWellFormed()
  return {
    kind,
    title: requestTitle(criteria, cars.names) || first || '—',
    criteria: { ...criteria, must: inOrder(must) },
    language: languageOf(plain),
  }
}

const sells = w('<прода(?:м|ю|ємо|єм|ем|ется|ється|ти|ть|жа|ж)>|<selling>|<i sell>|<for sale>|<want to sell>')
const buys = w(
  '<куп(?:лю|ити|ить|имо|им)>|<шука\\p{L}*|<ищ[уе]\\p{L}*|<looking for>|<buy>|<потріб\\p{L}*|<нуж\\p{L}*',
)

function findCars(plain: string, dictionary: Dictionary) {
  let rest = plain
  const makes = new Set<string>()
  const models = new Set<string>()
  const named: string[] = []
  let at: number | undefined
  let modelAt: number | undefined
  for (let n = 0; n < mostCars; n++) {
    const car = locateCar(rest, dictionary)
    // A typo is forgiven in the first name alone: among the other words of a text it would be found too often.
    if (!car || (n > 0 && !car.explicit && !car.known)) break
    makes.add(car.make)
    if (car.model) models.add(car.model)
    named.push([makes.size === 1 && n > 0 ? '' : car.make, car.model].filter(Boolean).join(' '))
    at ??= car.spans[0]?.at
    if (car.model) modelAt ??= car.spans.at(-1)?.at
    rest = blank(rest, car.spans)
  }
  return {
    rest,
    makes: [...makes],
    models: [...models],
    names: [...new Set(named)].filter(Boolean).join(' / '),
    at,
    modelAt,
  }
}

/** A text of the same length with nothing where these stand. */
const blank = (text: string, spans: readonly Span[]): string =>
  spans.reduce((left, { at, end }) => left.slice(0, at) + ' '.repeat(end - at) + left.slice(end), text)

const mileageWord = w('<(?:проб[іе]г\\p{L}*|mileage|odometer)[^\\d\\n;]{0,24}(?=\\d)')
const shortestKm = 1000

/** The most kilometres that are accepted: beside the word for it in any unit ("пробіг до 150 тис"), or in kilometres. */
function mileageOf(folded: string): (Span & { km: number }) | undefined {
  const label = mileageWord.exec(folded)
  if (label) {
    const from = label.index + label[0].length
    const [first, second] = numbersIn(folded.slice(from, from + 40)).map((number) => ({
      ...mileageAt(folded, { ...number, at: number.at + from, end: number.end + from }),
    }))
    const range = first && second && /^\s?(?:-|до|to|по)\s?$/u.test(folded.slice(first.end, second.at))
    const hit = range ? second : first
    if (hit && hit.km > 0 && hit.km <= 2_000_000)
      return { at: label.index, end: hit.end, km: hit.km < shortestKm ? hit.km * 1000 : hit.km }
  }
  const [hit] = findDistances(folded).filter(({ km }) => km >= shortestKm && km <= 2_000_000)
  return hit && { at: hit.at, end: hit.end, km: hit.km }
}

const isYear = (value: number, thisYear: number) => value >= 1950 && value <= thisYear + 1

const atLeast = w('<(?:від|от|from|over|більше|больше|дорожче|more than|не менше|не меньше)[\\s:]{0,2}$')

function budgetOf(text: string, thisYear: number) {
  const hit = findBudget(text, thisYear)
  if (!hit) return undefined
  const currency = currencyOf(hit)
  const minor = (value: number) => toMinor(value, currency)
  const before = findMoney(text).findLast(
    (other) =>
      other.numberEnd < hit.numberAt &&
      /^[^\d+]{0,6}(?:-|до|to|по)\s?$/u.test(text.slice(other.numberEnd, hit.at)) &&
      (!!other.currency || other.scaled || !isYear(other.value, thisYear)),
  )
  // "10-15 тис": the word for thousands stands once for both.
  const lower = before && (before.value < 1000 && hit.value >= 1000 ? before.value * 1000 : before.value)
  if (before && lower !== undefined && lower > 0 && lower < hit.value)
    return { at: before.at, end: hit.end, min: minor(lower), max: minor(hit.value), currency }
  const alone = { at: hit.at, end: hit.end, currency }
  return atLeast.test(text.slice(0, hit.at))
    ? { ...alone, min: minor(hit.value), max: null }
    : { ...alone, min: null, max: minor(hit.value) }
}

const older = w('<не (?:новіш\\p{L}*|новее|молодше|молодш\\p{L}*|моложе)[^\\d\\n]{0,8}$')

/** "Not newer than 2015" is an upper end; all other single years are lower ones, as `yearsOf` has them. */
function yearsAsked(text: string, yearFrom: number | null, yearTo: number | null) {
  const at = yearFrom === null ? -1 : text.indexOf(String(yearFrom))
  return yearTo === null && at >= 0 && older.test(text.slice(0, at))
    ? { yearFrom: null, yearTo: yearFrom }
    : { yearFrom, yearTo }
}

const insists = w(
  '<обов.?язков\\p{L}*|<обязательн\\p{L}*|<тільки>|<лише>|<виключно>|<только>|<лишь>|<исключительно>|<строго>|<суворо>|<must>|<only>|<strictly>',
)
const lightly = w(
  '<бажан\\p{L}*|<желательн\\p{L}*|<краще>|<лучше>|<по можливості>|<по возможности>|<можливо>|<возможно>|<prefer\\p{L}*|<ideally>|<maybe>|<nice>',
)

const isMust = (name: CriterionName, clause: string): boolean =>
  (name === 'make' || name === 'model' || insists.test(clause)) && !lightly.test(clause)

/** The part of a sentence in which a place lies. */
function clauseAt(folded: string, at: number): string {
  const ends = /[\n;!?]|[,.](?!\d)/g
  let from = 0
  for (const { index } of folded.matchAll(ends)) {
    if (index >= at) return folded.slice(from, index)
    from = index + 1
  }
  return folded.slice(from)
}

function languageOf(text: string): WishRead['language'] {
  if (/[іїєґ]/iu.test(text)) return 'uk'
  if (/[ыэъё]/iu.test(text)) return 'ru'
  if (russian.test(fold(text))) return 'ru'
  if (ukrainian.test(fold(text))) return 'uk'
  return !/[а-я]/iu.test(text) && english.test(fold(text)) ? 'en' : null
}
const ukrainian = w('<(?:шука\\p{L}*|хочу придбати|тільки|або|бажано|пробіг\\p{L}*|потрібн\\p{L}*)>')
const english = w(
  '<(?:a|an|the|for|with|up|under|over|looking|want|need|buy|sell\\p{L}*|cars?|or|and|not|from|only|less|any|petrol|automatic|wagon|mileage)>',
)
const russian = w(
  '<(?:ищу|нужн\\p{L}*|или|пробег\\p{L}*|год\\p{L}{0,2}|хочу купить|желательно|только|механик[аеу]|можно)>',
)
