import type { CarFacts } from '@cartie/shared/schemas/listing'
import { expect, test } from 'vitest'
import { unknownFacts } from '../listing/car-facts.ts'
import { packFacts, unpackFacts, type StoredFacts } from './stored-facts.ts'

const origin = { extractor: 'json_ld', confidence: 0.9, seenAt: '2026-11-24T10:00:00.000Z' } as const
const facts: CarFacts = {
  ...unknownFacts,
  title: 'BMW X5',
  make: 'BMW',
  year: 2015,
  price: { amount: 24_500.5, currency: 'USD' },
  images: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
  seller: { name: null, phone: '+380501112233', kind: null },
  source: 'a.example',
  sourceUrl: 'https://a.example/bmw-1',
  provenance: {
    title: { ...origin, raw: 'BMW X5' },
    make: { ...origin, raw: 'BMW' },
    year: { ...origin, raw: '2015 р.' },
    priceMinor: { ...origin, raw: '$ 24 500,50' },
    images: { ...origin, raw: 'https://a.example/1.jpg' },
    sellerPhone: { ...origin, extractor: 'spec', raw: '050 111 22 33' },
  },
}
const stored = (given: StoredFacts) => JSON.parse(JSON.stringify(given)) as StoredFacts

test('facts come back from an item as they went in, without a byte for what is unknown', () => {
  expect(unpackFacts(stored(packFacts(facts)))).toEqual(facts)
  const bare: CarFacts = { ...unknownFacts, source: 'text', provenance: {} }
  expect(unpackFacts(stored(packFacts(bare)))).toEqual(bare)
  expect(JSON.stringify(packFacts(facts))).not.toContain(':null,"engine')
  expect(Object.values(packFacts(facts))).not.toContain(null)
})

test('the facts of an item that ended before they were packed are read as they are', () => {
  expect(unpackFacts(stored(facts))).toEqual(facts)
  expect(unpackFacts(stored({ ...facts, provenance: {} }))).toEqual({ ...facts, provenance: {} })
})
