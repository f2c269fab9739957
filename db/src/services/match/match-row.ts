import type { BodyType, Drive, Fuel, ListingStatus, Transmission } from '@cartie/shared/domain/car'
import type { MatchCar } from '@cartie/shared/domain/match-criteria'
import type { CriterionName, RequestCriteria } from '@cartie/shared/domain/request-criteria'

/** A request's wish as raw SQL gives it. */
export interface CriteriaRow {
  id: string
  makes: string[]
  models: string[]
  year_from: number | null
  year_to: number | null
  budget_min_minor: string | number | null
  budget_max_minor: string | number | null
  currency: string | null
  mileage_km_to: number | null
  fuels: Fuel[]
  transmissions: Transmission[]
  body_types: BodyType[]
  drives: Drive[]
  cities: string[]
  colors: string[]
  must: CriterionName[]
}

/** The columns of a wish, of `b2b_requests r`. */
export const criteriaColumns = `r.id, r.makes, r.models, r.year_from, r.year_to, r.budget_min_minor, r.budget_max_minor,
  r.currency, r.mileage_km_to, r.fuels, r.transmissions, r.body_types, r.drives, r.cities, r.colors, r.must`

const numberOf = (value: string | number | null) => (value === null ? null : Number(value))

/** A wish as matching reads it. */
export const rowToCriteria = (row: CriteriaRow): RequestCriteria => ({
  makes: row.makes,
  models: row.models,
  yearFrom: row.year_from,
  yearTo: row.year_to,
  budgetMinMinor: numberOf(row.budget_min_minor),
  budgetMaxMinor: numberOf(row.budget_max_minor),
  currency: row.currency,
  mileageKmTo: row.mileage_km_to,
  fuels: row.fuels,
  transmissions: row.transmissions,
  bodyTypes: row.body_types,
  drives: row.drives,
  cities: row.cities,
  colors: row.colors,
  must: row.must,
})

/** The compared facts of a listing as raw SQL gives them. */
export interface FactsRow {
  id: string
  status: ListingStatus
  make: string | null
  model: string | null
  year: number | null
  price_minor: string | null
  currency: string | null
  mileage_km: number | null
  fuel: string | null
  transmission: string | null
  body_type: string | null
  drive: string | null
  location: string | null
  color: string | null
}

/** The columns that are compared, of `car_listings l`. */
export const factColumns = `l.id, l.status, l.make, l.model, l.year, l.price_minor, l.currency, l.mileage_km, l.fuel,
  l.transmission, l.body_type, l.drive, l.location, l.color`

/** A listing as matching reads it. */
export const rowToCar = (row: FactsRow): MatchCar => ({
  make: row.make,
  model: row.model,
  year: row.year,
  priceMinor: numberOf(row.price_minor),
  currency: row.currency,
  mileageKm: row.mileage_km,
  fuel: row.fuel,
  transmission: row.transmission,
  bodyType: row.body_type,
  drive: row.drive,
  location: row.location,
  color: row.color,
})

/** Of a row of `b2b_requests`: it is out, and a car may fit it. */
export const isOpenRequest = (table: string): string => `${table}.deleted_at is null and ${table}.kind = 'BUY'
  and ${table}.status in ('PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST')`

/** Of `car_listings l`: it is there to be offered. */
export const isOffered = `l.deleted_at is null and l.status = 'AVAILABLE'`
