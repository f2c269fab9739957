import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import type { OfferedCar } from './facts.ts'

const known = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== false))

function carOf(car: OfferedCar, { company, expiresAt }: PublicProposal, origin: string) {
  const offer = car.price && {
    '@type': 'Offer',
    price: car.price.amount,
    priceCurrency: car.price.currency,
    availability: `https://schema.org/${car.sold ? 'SoldOut' : 'InStock'}`,
    seller: { '@type': 'AutoDealer', name: company.name },
    ...(expiresAt ? { priceValidUntil: expiresAt.slice(0, 10) } : {}),
  }
  return known({
    '@type': 'Car',
    name: car.title,
    brand: car.make && { '@type': 'Brand', name: car.make },
    model: car.model,
    vehicleModelDate: car.year && String(car.year),
    mileageFromOdometer: car.mileageKm !== null && {
      '@type': 'QuantitativeValue',
      value: car.mileageKm,
      unitCode: 'KMT',
    },
    fuelType: car.fuel,
    vehicleTransmission: car.transmission,
    bodyType: car.bodyType,
    color: car.color,
    vehicleIdentificationNumber: car.vin,
    image: car.photos.map((photo) => new URL(photo, origin).href),
    offers: offer,
  })
}

/** The cars of a proposal as schema.org knows them: a script element's text that can't end its element. */
export function jsonLdOf(proposal: PublicProposal, origin: string): string {
  const graph = proposal.cars.map((car) => carOf(car, proposal, origin))
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c')
}
