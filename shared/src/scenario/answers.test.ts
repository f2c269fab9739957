import { expect, test } from 'vitest'
import { readAnswer, type AnswerKind } from './answers.ts'

const bounds = { currency: 'USD', today: '2026-11-25' }
const usd = (major: number) => ({ value: { amountMinor: major * 100, currency: 'USD' } })

test.each<[AnswerKind, string, unknown]>([
  ['text', '  BMW\nX5 ', { value: 'BMW\nX5' }],
  ['text', '   ', { wrong: 'badText' }],
  ['number', '12 000', { value: 12_000 }],
  ['number', '2,5 літра', { value: 2.5 }],
  ['number', 'багато', { wrong: 'badNumber' }],
  ['phone', '80671234567', { value: '+380671234567' }],
  ['phone', 'мій номер 067-123-45-67', { value: '+380671234567' }],
  ['phone', '12345', { wrong: 'badPhone' }],
  ['year', '2018 рік', { value: 2018 }],
  ['year', '1812', { wrong: 'badYear' }],
  ['year', '2099', { wrong: 'badYear' }],
  ['price', '12k', usd(12_000)],
  ['price', '15 000 $', usd(15_000)],
  ['price', '15 тис', usd(15_000)],
  ['price', '450 000 грн', { value: { amountMinor: 45_000_000, currency: 'UAH' } }],
  ['price', '0', { wrong: 'badPrice' }],
  ['price', 'дорого', { wrong: 'badPrice' }],
  ['date', 'завтра', { value: '2026-11-26' }],
  ['date', '24.11.2026', { wrong: 'badRange' }],
  ['date', 'колись', { wrong: 'badDate' }],
  ['photos', 'ось фото', { wrong: 'badPhotos' }],
])('%s: %j', (kind, text, reading) => {
  expect(readAnswer(kind, { text }, bounds)).toEqual(reading)
})

test('bounds count in major units', () => {
  expect(readAnswer('price', { text: '100 $' }, { ...bounds, min: 500 })).toEqual({ wrong: 'badRange' })
  expect(readAnswer('price', { text: '500 $' }, { ...bounds, min: 500 })).toEqual(usd(500))
  expect(readAnswer('number', { text: '11' }, { ...bounds, max: 10 })).toEqual({ wrong: 'badRange' })
})

test('photos come as they were sent, ten at most; a shared contact is a phone', () => {
  const photos = Array.from({ length: 12 }, (_, i) => `p${i}`)
  expect(readAnswer('photos', { photos }, bounds)).toEqual({ value: photos.slice(0, 10) })
  expect(readAnswer('phone', { contact: { phone: '380671234567' } }, bounds)).toEqual({
    value: '+380671234567',
  })
})
