import type { CarListing } from '@cartie/shared/schemas/listing'
import { m } from '#lib/paraglide/messages.js'

/** How a car is called in a list: make, model and year; its title where these are not known. */
export function carName(car: Pick<CarListing, 'make' | 'model' | 'year' | 'title'>): string {
  const named = car.make ? [car.make, car.model, car.year].filter(Boolean).join(' ') : ''
  return named || car.title || m.inventory_untitled()
}
