import { describe, expect, test } from 'vitest'
import { deliveryMoves, deliveryStates, endedStates, retryPauseMs, statesBefore } from './delivery-state.ts'

describe('the states of a delivery', () => {
  test('what has ended for good never moves again', () => {
    expect(endedStates).toEqual(['sent', 'failed', 'cancelled', 'skipped'])
    for (const state of endedStates) expect(deliveryMoves[state]).toEqual([])
  })

  test('nothing is sent that was not committed as being sent before, but for evidence of an unknown one', () => {
    expect(statesBefore('sent')).toEqual(['sending', 'unknown'])
    expect(statesBefore('sending')).toEqual(['pending'])
  })

  test('a call that is under way is never cancelled or begun again', () => {
    expect(statesBefore('cancelled')).toEqual(['pending', 'unknown', 'held'])
    expect(deliveryMoves.sending).not.toContain('sending')
  })

  test('each state is reached from pending', () => {
    const seen = new Set(['pending'])
    for (const state of deliveryStates)
      for (const from of deliveryStates) if (deliveryMoves[from].includes(state)) seen.add(state)
    expect([...seen].toSorted()).toEqual(deliveryStates.toSorted())
  })

  test('the pause between tries doubles up to a minute', () => {
    expect([1, 2, 3, 7, 50].map(retryPauseMs)).toEqual([1000, 2000, 4000, 60_000, 60_000])
  })
})
