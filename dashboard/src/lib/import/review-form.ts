import type { ParseItem } from '@cartie/shared/schemas/parse'
import type { ListingInput } from '@cartie/shared/schemas/listing'

type Car = ParseItem['listings'][number]

/** What a person may correct before a car is saved. */
export interface ReviewForm {
  title: string
  make: string
  model: string
  year: number | undefined
  amount: number | undefined
  currency: string
  mileageKm: number | undefined
  location: string
  vin: string
  fuel: NonNullable<Car['fuel']> | undefined
  transmission: NonNullable<Car['transmission']> | undefined
  phone: string
}

/** The form of a car that was read; without a price it is in `currency`. */
export const reviewFormOf = (car: Car, currency = 'USD'): ReviewForm => ({
  title: car.title ?? '',
  make: car.make ?? '',
  model: car.model ?? '',
  year: car.year ?? undefined,
  amount: car.price?.amount,
  currency: car.price?.currency ?? currency,
  mileageKm: car.mileageKm ?? undefined,
  location: car.location ?? '',
  vin: car.vin ?? '',
  fuel: car.fuel ?? undefined,
  transmission: car.transmission ?? undefined,
  phone: car.seller.phone ?? '',
})

/** The fields that differ from what was read: only these are sent, and only these are locked. */
export function editsOf(car: Car, form: ReviewForm): ListingInput {
  const before = reviewFormOf(car)
  const edits: ListingInput = {}
  const text = (value: string) => value.trim() || null
  if (form.title.trim() !== before.title) edits.title = form.title.trim()
  if (form.make.trim() !== before.make) edits.make = text(form.make)
  if (form.model.trim() !== before.model) edits.model = text(form.model)
  if (form.year !== before.year) edits.year = form.year ?? null
  if (form.amount !== before.amount || (form.amount !== undefined && form.currency !== before.currency))
    edits.price = form.amount === undefined ? null : { amount: form.amount, currency: form.currency }
  if (form.mileageKm !== before.mileageKm) edits.mileageKm = form.mileageKm ?? null
  if (form.location.trim() !== before.location) edits.location = text(form.location)
  if (form.vin.trim() !== before.vin) edits.vin = text(form.vin.toUpperCase())
  if (form.fuel !== before.fuel) edits.fuel = form.fuel ?? null
  if (form.transmission !== before.transmission) edits.transmission = form.transmission ?? null
  if (form.phone.trim() !== before.phone) edits.seller = { ...car.seller, phone: text(form.phone) }
  return edits
}

export type ReviewError = 'title' | 'year' | 'vin'

/** The fields that the API would refuse. */
export function wrongIn(form: ReviewForm): Set<ReviewError> {
  const wrong = new Set<ReviewError>()
  if (!form.title.trim()) wrong.add('title')
  if (form.year !== undefined && !(Number.isInteger(form.year) && form.year >= 1900 && form.year <= 2100))
    wrong.add('year')
  if (form.vin.trim() && !/^[A-HJ-NPR-Z0-9]{17}$/i.test(form.vin.trim())) wrong.add('vin')
  return wrong
}
