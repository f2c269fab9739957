import type { MatchReason } from '../schemas/request.ts'
import type { Fuel } from './car.ts'
import type { Dictionary } from './dictionary.ts'
import { cityKey, colorKey, makeKey, modelNames, placeOf } from './match-names.ts'
import { toMajor } from './money.ts'
import type { CriterionName, RequestCriteria } from './request-criteria.ts'

/** The facts of a car that wishes are about; null where its advert does not say. */
export interface MatchCar {
  make: string | null
  model: string | null
  year: number | null
  priceMinor: number | null
  currency: string | null
  mileageKm: number | null
  fuel: string | null
  transmission: string | null
  bodyType: string | null
  drive: string | null
  location: string | null
  color: string | null
}

type Found = Omit<MatchReason, 'criterion'>

/** How much a price, a mileage may be over what was said, and a year beside it, to be near. */
const nearBudgetPercent = 10
const nearMileage = 0.15
const nearYears = 1
/** Shares are no whole numbers: ten per cent is ten per cent, whatever its last digit. */
const rounding = 1e-9

const found = (
  verdict: Found['verdict'],
  value: string | number | null,
  off: Partial<Pick<Found, 'difference' | 'unit'>> = {},
): Found => ({ verdict, difference: null, unit: null, value: value === null ? null : String(value), ...off })

const unknown = found('unknown', null)

/** A word of a closed list; `alike` tells words that are nearly what was asked for. */
function word(
  asked: readonly string[],
  value: string | null,
  alike: Record<string, readonly string[]> = {},
): Found | undefined {
  if (!asked.length) return undefined
  if (value === null) return unknown
  const near = asked.some((one) => alike[one]?.includes(value))
  return found(asked.includes(value) ? 'met' : near ? 'near' : 'missed', value)
}

const alikeFuels: Partial<Record<Fuel, readonly Fuel[]>> = {
  petrol: ['lpg_petrol'],
  lpg: ['lpg_petrol'],
  lpg_petrol: ['lpg'],
  hybrid: ['plug_in_hybrid'],
  plug_in_hybrid: ['hybrid'],
}
const alikeGearboxes = { automatic: ['cvt', 'robot', 'semi_automatic'], robot: ['semi_automatic'] }
const alikeBodies = { hatchback: ['liftback'], sedan: ['liftback'], liftback: ['hatchback', 'sedan'] }

type WordCriterion = 'fuel' | 'transmission' | 'body' | 'drive'
const alikeWords: Record<WordCriterion, Record<string, readonly string[]>> = {
  fuel: alikeFuels,
  transmission: alikeGearboxes,
  body: alikeBodies,
  drive: {},
}

/** The words of a wish that a car's word meets or nearly meets: a wish that asks for none of them is missed. */
export const wordsMetBy = (criterion: WordCriterion, value: string): string[] => [
  value,
  ...Object.entries(alikeWords[criterion]).flatMap(([asked, alike]) =>
    alike.includes(value) ? [asked] : [],
  ),
]

function make({ makes }: RequestCriteria, car: MatchCar, words: Dictionary): Found | undefined {
  if (!makes.length) return undefined
  if (car.make === null) return unknown
  const key = makeKey(car.make, words)
  return found(makes.some((one) => makeKey(one, words) === key) ? 'met' : 'missed', car.make)
}

/** A wish for a line of models is met by any of them; the other way round the advert says too little: near. */
function model(criteria: RequestCriteria, car: MatchCar, words: Dictionary): Found | undefined {
  if (!criteria.models.length) return undefined
  if (make(criteria, car, words)?.verdict === 'missed') return found('missed', car.model)
  const { model: told } = car
  if (told === null) return unknown
  // An advert that tells no make may be any of those that are asked for.
  const owners = car.make === null ? (criteria.makes.length ? criteria.makes : ['']) : [car.make]
  const verdicts = owners.map((own) => modelVerdict(own, criteria.models, told, words))
  return found((['met', 'near'] as const).find((one) => verdicts.includes(one)) ?? 'missed', told)
}

function modelVerdict(
  make: string,
  models: readonly string[],
  told: string,
  words: Dictionary,
): 'met' | 'near' | 'missed' {
  const { stated, line } = modelNames(make, told, words)
  const asked = models.map((one) => modelNames(make, one, words))
  if (asked.some((one) => one.stated === stated || one.stated === line)) return 'met'
  return asked.some((one) => one.line === stated) ? 'near' : 'missed'
}

function year({ yearFrom, yearTo }: RequestCriteria, car: MatchCar): Found | undefined {
  if (yearFrom === null && yearTo === null) return undefined
  if (car.year === null) return unknown
  const below = Math.max(0, (yearFrom ?? car.year) - car.year)
  const above = Math.max(0, car.year - (yearTo ?? car.year))
  if (!below && !above) return found('met', car.year)
  const difference = below ? -below : above
  return found(Math.max(below, above) <= nearYears ? 'near' : 'missed', car.year, {
    difference,
    unit: 'years',
  })
}

/**
 * By which share a price is over (or below) the budget's upper end, or below its lower one; 0 within a budget that has
 * no upper end. Undefined where the two can't be compared.
 */
export function budgetShare(wish: RequestCriteria, { priceMinor, currency }: MatchCar): number | undefined {
  const { budgetMinMinor: min, budgetMaxMinor: max } = wish
  if (priceMinor === null || currency !== wish.currency) return undefined
  if (min !== null && priceMinor < min) return priceMinor / min - 1
  return max ? priceMinor / max - 1 : 0
}

/** There are no rates: a price of another currency than the budget's is not compared. */
function budget(criteria: RequestCriteria, car: MatchCar): Found | undefined {
  const { budgetMinMinor: min, budgetMaxMinor: max } = criteria
  if (min === null && max === null) return undefined
  const { priceMinor, currency } = car
  if (priceMinor === null || currency === null) return unknown
  const value = `${toMajor(priceMinor, currency)} ${currency}`
  const share = budgetShare(criteria, car)
  if (share === undefined) return found('unknown', value)
  const off = { difference: Math.round(share * 100) || 0, unit: 'percent' } as const
  const inside = (min === null || priceMinor >= min) && (max === null || priceMinor <= max)
  return found(
    inside ? 'met' : Math.abs(share) * 100 <= nearBudgetPercent + rounding ? 'near' : 'missed',
    value,
    off,
  )
}

function mileage({ mileageKmTo: most }: RequestCriteria, car: MatchCar): Found | undefined {
  if (most === null) return undefined
  if (car.mileageKm === null) return unknown
  const difference = car.mileageKm - most
  if (difference <= 0) return found('met', car.mileageKm)
  const near = difference <= most * nearMileage
  return found(near ? 'near' : 'missed', car.mileageKm, { difference, unit: 'km' })
}

function city({ cities }: RequestCriteria, { location }: MatchCar, words: Dictionary): Found | undefined {
  if (!cities.length) return undefined
  if (location === null) return unknown
  const place = placeOf(location, words)
  const here = cities
    .map((one) => cityKey(one, words))
    .some((key) => place.towns.includes(key) || place.text.includes(key))
  return found(here ? 'met' : place.vague ? 'unknown' : 'missed', location)
}

function color({ colors }: RequestCriteria, car: MatchCar): Found | undefined {
  if (!colors.length) return undefined
  if (car.color === null) return unknown
  const key = colorKey(car.color)
  return found(colors.some((one) => colorKey(one) === key) ? 'met' : 'missed', car.color)
}

/** How a car meets each criterion; undefined where the wish does not name it. */
export const judges: Record<
  CriterionName,
  (wish: RequestCriteria, car: MatchCar, words: Dictionary) => Found | undefined
> = {
  make,
  model,
  year,
  budget,
  mileage,
  fuel: (wish, car) => word(wish.fuels, car.fuel, alikeWords.fuel),
  transmission: (wish, car) => word(wish.transmissions, car.transmission, alikeWords.transmission),
  body: (wish, car) => word(wish.bodyTypes, car.bodyType, alikeWords.body),
  drive: (wish, car) => word(wish.drives, car.drive),
  city,
  color,
}
