import { expect, test } from 'vitest'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { jsonLdOf } from './json-ld.ts'

const proposal = {
  company: { name: 'Cartie Auto' },
  expiresAt: '2026-12-03T21:59:59.000Z',
  cars: [
    {
      title: 'Octavia </script><b>',
      make: 'Skoda',
      model: null,
      year: 2019,
      mileageKm: 0,
      price: { amount: 0, currency: 'USD' },
      photos: ['/api/media/1', 'https://photos.example/2.jpg'],
      sold: true,
    },
    {
      title: 'Superb',
      make: null,
      model: null,
      year: null,
      mileageKm: null,
      price: null,
      photos: [],
      sold: false,
    },
  ],
} as unknown as PublicProposal

test('no word of a car ends the element that it stands in', () => {
  expect(jsonLdOf(proposal, 'https://cartie.example')).not.toMatch(/<\/?(?:script|b)/)
})
test('a car is told with what is known of it, and nothing else', () => {
  const told = JSON.parse(jsonLdOf(proposal, 'https://cartie.example')) as { '@graph': unknown[] }
  expect(told['@graph']).toEqual([
    {
      '@type': 'Car',
      name: 'Octavia </script><b>',
      brand: { '@type': 'Brand', name: 'Skoda' },
      vehicleModelDate: '2019',
      mileageFromOdometer: { '@type': 'QuantitativeValue', value: 0, unitCode: 'KMT' },
      image: ['https://cartie.example/api/media/1', 'https://photos.example/2.jpg'],
      offers: {
        '@type': 'Offer',
        price: 0,
        priceCurrency: 'USD',
        availability: 'https://schema.org/SoldOut',
        seller: { '@type': 'AutoDealer', name: 'Cartie Auto' },
        priceValidUntil: '2026-12-03',
      },
    },
    { '@type': 'Car', name: 'Superb', image: [] },
  ])
})
