import type { BodyType, Drive, Fuel, Transmission } from './car.ts'

/** What a wish can be about. Each is either a must or nice to have. */
export const criterionNames = [
  'make',
  'model',
  'year',
  'budget',
  'mileage',
  'fuel',
  'transmission',
  'body',
  'drive',
  'city',
  'color',
] as const
export type CriterionName = (typeof criterionNames)[number]

/** These criteria, each once, in their order. */
export const inOrder = (names: readonly CriterionName[]): CriterionName[] =>
  criterionNames.filter((name) => names.includes(name))

/** What a car is wanted to be. An empty list and null mean: any. Amounts are integers of minor units. */
export interface RequestCriteria {
  makes: readonly string[]
  models: readonly string[]
  yearFrom: number | null
  yearTo: number | null
  budgetMinMinor: number | null
  budgetMaxMinor: number | null
  /** ISO 4217; null without a budget. */
  currency: string | null
  mileageKmTo: number | null
  fuels: readonly Fuel[]
  transmissions: readonly Transmission[]
  bodyTypes: readonly BodyType[]
  drives: readonly Drive[]
  cities: readonly string[]
  colors: readonly string[]
  /** What has to be met; all else is nice to have. */
  must: readonly CriterionName[]
}

/** The fields in which each criterion is said. */
export const criterionFields = {
  make: ['makes'],
  model: ['models'],
  year: ['yearFrom', 'yearTo'],
  budget: ['budgetMinMinor', 'budgetMaxMinor', 'currency'],
  mileage: ['mileageKmTo'],
  fuel: ['fuels'],
  transmission: ['transmissions'],
  body: ['bodyTypes'],
  drive: ['drives'],
  city: ['cities'],
  color: ['colors'],
} as const satisfies Record<CriterionName, readonly (keyof RequestCriteria)[]>

export const requestPriorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const
export type RequestPriority = (typeof requestPriorities)[number]

/** By which door a request came. */
export const requestSources = ['lead', 'telegram', 'form', 'api', 'text', 'manual'] as const
export type RequestSource = (typeof requestSources)[number]

/** The criteria of a wish that says nothing. */
export const anyCar: RequestCriteria = {
  makes: [],
  models: [],
  yearFrom: null,
  yearTo: null,
  budgetMinMinor: null,
  budgetMaxMinor: null,
  currency: null,
  mileageKmTo: null,
  fuels: [],
  transmissions: [],
  bodyTypes: [],
  drives: [],
  cities: [],
  colors: [],
  must: [],
}

/** The car of a wish: "BMW X5 / Audi Q7". As many models as makes belong together one by one, as they were said. */
type Car = Pick<RequestCriteria, 'makes' | 'models' | 'yearFrom' | 'yearTo'>

function carName({ makes, models }: Car): string {
  if (makes.length === 1) return [makes[0], models.join(' / ')].filter(Boolean).join(' ')
  const paired = makes.length === models.length
  return (paired ? makes.map((make, i) => `${make} ${models[i]}`) : [...makes, ...models]).join(' / ')
}

/**
 * A wish in a few words without a language ("BMW X5 / Audi Q7 2018–2020"); empty where no make or model is wanted.
 * `car` is how its text names the car, where it does.
 */
export function requestTitle(criteria: Car, car = carName(criteria)): string {
  const { yearFrom: from, yearTo: to } = criteria
  if (!car) return ''
  const years = from === null ? (to === null ? '' : `≤ ${to}`) : to === null ? `${from}+` : yearsOf(from, to)
  return [car, years].filter(Boolean).join(' ').slice(0, 200)
}

const yearsOf = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`)
