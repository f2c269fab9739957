import { expect, test } from 'vitest'
import { toMinor } from '../domain/money.ts'
import { readOffer } from './offer-text.ts'

const car = 'BMW X5 2018, 85 тис км'
const priceOf = (...said: string[]) => readOffer(said, 2026)?.price
const money = (amount: number, currency = 'USD') => ({ amountMinor: toMinor(amount, currency), currency })

test.each([
  ['a number alone, in the currency before it', [`${car}, 500 000 грн`, '480 000'], money(480_000, 'UAH')],
  ['a number alone, in dollars where none was told', [car, '13 500'], money(13_500)],
  ['an amount alone', [`${car}, 12k`, '💰 11 900€'], money(11_900, 'EUR')],
  ['an amount with a word for price', [`${car}, 12k`, 'віддам за 11 500 $'], money(11_500)],
  ['a number with a word for price', [`${car}, 500 000 грн`, 'нова ціна 470 000'], money(470_000, 'UAH')],
  ['the price of another car', [`${car}, 12k`, 'Audi A6 2015, 9000 $'], money(9000)],
  ['what is told only later', [car, 'сервісна книга, 20 000 $ готівкою'], money(20_000)],
])('a later message changes the price: %s', (_, said, price) => {
  expect(priceOf(...said)).toEqual(price)
})

test.each([
  ['work that was done', 'Сервіс на 500$'],
  ['what may be taken off', '-500$'],
  ['what comes with it', 'комплект шин, гак, все разом 900 $'],
  ['a phone', '067 111 22 33'],
  ['a phone without its zero', '671112233'],
  ['a phone of a town', '2345678'],
  ['a word for price without one', 'ціна за 2018'],
])('a later message leaves the price: %s', (_, said) => {
  expect(priceOf(`${car}, 12k`, said)).toEqual(money(12_000))
})

test('a phone or money for something else is no price where none was told', () => {
  for (const said of ['067 111 22 33', '671112233', 'Сервіс на 500$'])
    expect(priceOf(car, said)).toBeUndefined()
})

test('a year alone is the year, and the price stays', () => {
  const offer = readOffer([`${car}, 12k`, '2019'], 2026)
  expect(offer).toMatchObject({ year: 2019, price: money(12_000) })
})
