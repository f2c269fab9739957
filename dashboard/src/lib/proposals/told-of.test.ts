import { expect, test } from 'vitest'
import type { Variant } from '@cartie/shared/schemas/variant'
import { toldOf } from './told-of.ts'

const offer = (id: string, status: Variant['status'], name: string | null) =>
  ({ id, status, partner: name === null ? null : { id, name }, offerer: null }) as Variant

test('the winner is named, and whoever can still lose is counted', () => {
  const offers = [
    offer('a', 'ACCEPTED', 'Auto Plus'),
    offer('b', 'SENT_TO_CLIENT', 'Auto Max'),
    offer('c', 'DECLINED', 'Auto Lux'),
    offer('d', 'APPROVED', null),
  ]
  expect(toldOf(offers, offers[0])).toEqual({ winner: 'Auto Plus', losers: 1 })
  expect(toldOf(offers, undefined)).toEqual({ winner: null, losers: 2 })
})
