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

export const requestPriorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const
export type RequestPriority = (typeof requestPriorities)[number]

/** By which door a request came. */
export const requestSources = ['lead', 'telegram', 'form', 'api', 'text', 'manual'] as const
export type RequestSource = (typeof requestSources)[number]
