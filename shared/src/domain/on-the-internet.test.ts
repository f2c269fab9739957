import { expect, test } from 'vitest'
import { isOnTheInternet } from './on-the-internet.ts'

test.each([
  ['https://cars.example/requests?id=1', true],
  ['http://dealer.example', true],
  ['http://127.0.0.1:3000/requests', false],
  ['http://localhost:3000', false],
  ['https://localhost', false],
  ['https://[::1]:3000', false],
  ['cars.example', false],
])('a button may lead to %s: %s', (address, may) => {
  expect(isOnTheInternet(address)).toBe(may)
})
