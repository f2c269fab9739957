import { expect, test } from 'vitest'
import { findStatus } from './listing-status.ts'

test.each([
  '❌ ПРОДАНО ❌\nBMW',
  'Продана!!!',
  'Авто продане',
  '🔴 SOLD 🔴',
  'BMW X5\nпродан',
  '❌ BMW X5 2018 35 000$',
])('%j is sold', (text) => {
  expect(findStatus(text)).toBe('SOLD')
})

test.each(['⏳ БРОНЬ\nRenault', 'заброньовано', 'Під завдатком', 'В резерві', 'RESERVED 🔒', '⏳ BMW X5'])(
  '%j is reserved',
  (text) => {
    expect(findStatus(text)).toBe('RESERVED')
  },
)

test.each([
  'BMW X5 2018, 35 000$',
  'ще не продано',
  'Якщо пост тут — авто не продано',
  '❌ Не бита\n❌ не фарбована',
  'BMW\n❌ без ДТП',
  '⏳ В дорозі з США',
  'можлива бронь',
  'Бронь знята',
  'бронеплівка',
  'У 2024 продано 15% більше',
  'завдаток 500$',
  '',
])('%j is neither', (text) => {
  expect(findStatus(text)).toBeUndefined()
})
