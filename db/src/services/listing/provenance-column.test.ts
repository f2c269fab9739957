import { carFields, extractors, type CarFields, type Provenance } from '@cartie/shared/domain/car'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packProvenance, unpackProvenance, type StoredProvenance } from './provenance-column.ts'

const origin = fc.record<Provenance>({
  extractor: fc.constantFrom(...extractors),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  raw: fc.string({ maxLength: 120 }),
  seenAt: fc.constantFrom('2026-11-24T10:00:00.000Z', '2026-11-25T10:00:00.000Z'),
})

test('provenance comes back from the database as it went in', () => {
  const origins = fc.dictionary(fc.constantFrom(...carFields), origin)
  fc.assert(
    fc.property(origins, fc.string(), fc.boolean(), (given, title, same) => {
      const fields: Partial<CarFields> = {
        title,
        year: 2015,
        images: ['https://a.example/1', 'https://a.example/2'],
      }
      const provenance =
        same && given.title ? { ...given, title: { ...given.title, raw: title.slice(0, 120) } } : given
      const stored = JSON.parse(JSON.stringify(packProvenance(provenance, fields))) as StoredProvenance
      expect(unpackProvenance(stored, fields)).toEqual(provenance)
    }),
  )
})

test('a raw text that is just the value takes no room', () => {
  const at = { extractor: 'json_ld', confidence: 0.9, seenAt: '2026-11-24T10:00:00.000Z' } as const
  const packed = packProvenance(
    { make: { ...at, raw: 'BMW' }, year: { ...at, raw: '2015 р.' } },
    { make: 'BMW', year: 2015 },
  )
  expect(packed).toEqual({ by: [['json_ld', 0.9, at.seenAt, 'make year']], raw: { year: '2015 р.' } })
})
