import { expect, test } from 'vitest'
import type { Variant } from '@cartie/shared/schemas/variant'
import { toldOf } from './told-of.ts'

const offer = (id: string, status: Variant['status'], name: string | null, hasChat = true) =>
  ({
    id,
    status,
    partner: name === null ? null : { id, name },
    offerer: null,
    sessionId: hasChat ? id : null,
  }) as Variant

const offers = [
  offer('a', 'APPROVED', 'Auto Plus'),
  offer('b', 'SENT_TO_CLIENT', 'Auto Max'),
  offer('c', 'DECLINED', 'Auto Lux'),
  offer('d', 'APPROVED', null, false),
  offer('e', 'SUBMITTED', 'Site visitor', false),
]

test('the winner is named, and whoever can still lose and be reached is counted', () => {
  expect(toldOf(offers, offers[0])).toEqual({ winner: 'Auto Plus', unreached: null, losers: 1 })
  expect(toldOf(offers, undefined)).toEqual({ winner: null, unreached: null, losers: 2 })
})

test('a winner without a chat is not told, and one who was accepted is not told again', () => {
  expect(toldOf(offers, offers[4])).toEqual({ winner: null, unreached: 'Site visitor', losers: 2 })
  expect(toldOf([], offer('a', 'ACCEPTED', 'Auto Plus'))).toEqual({
    winner: null,
    unreached: null,
    losers: 0,
  })
})
