import type { BodyType, Drive, Fuel, SellerKind, Transmission } from '@cartie/shared/domain/car'

export type SampleLanguage = 'uk' | 'ru' | 'en' | 'de'
export type Paint = 'white' | 'black' | 'silver' | 'grey' | 'red' | 'blue' | 'green' | 'gold' | 'orange'

/** One car that nobody sells: what a sample page says of it, and so what must be read from it. */
export interface SampleCar {
  id: number
  make: string
  model: string
  year: number
  /** Major units. */
  price: number
  currency: 'USD' | 'EUR' | 'UAH'
  mileageKm: number
  city: string
  fuel: Fuel
  transmission: Transmission
  body: Extract<BodyType, 'sedan' | 'hatchback' | 'wagon' | 'suv' | 'coupe' | 'minivan'>
  drive: Drive
  /** Litres; absent for electric cars. */
  engineL?: number
  powerHp: number
  paint: Paint
  vin?: string
  seller: string
  sellerKind: SellerKind
  /** E.164, of numbers that are nobody's. */
  phone: string
  about: string
  sold?: boolean
}

/** How many photos are drawn of each car. */
export const photosPerCar = 3

export const titleOf = (car: SampleCar): string => `${car.make} ${car.model} ${car.year}`
export const slugOf = (car: SampleCar): string =>
  `${car.make}-${car.model}-${car.year}-${car.id}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Addresses of a car's photos below the installation's public address. */
export const photosOf = (car: SampleCar, publicUrl: string): string[] =>
  Array.from({ length: photosPerCar }, (_, i) => `${publicUrl}/samples/photos/${car.id}-${i + 1}.jpg`)
