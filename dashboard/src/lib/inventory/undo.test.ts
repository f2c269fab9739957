import { expect, test } from 'vitest'
import { bulkCalls, undoCalls } from './undo.ts'

const row = (id: string, status: 'AVAILABLE' | 'SOLD' | 'HIDDEN', deleted = false) => ({
  id,
  status,
  deleted,
})

test('a status change is undone to what each car had before', () => {
  const before = [row('a', 'AVAILABLE'), row('b', 'HIDDEN'), row('c', 'AVAILABLE'), row('d', 'SOLD')]
  expect(undoCalls({ kind: 'status', status: 'SOLD' }, before)).toEqual([
    { ids: ['a', 'c'], action: { kind: 'status', status: 'AVAILABLE' } },
    { ids: ['b'], action: { kind: 'status', status: 'HIDDEN' } },
  ])
})

test('undoing a delete leaves in the bin what lay there before', () => {
  expect(undoCalls({ kind: 'delete' }, [row('a', 'SOLD'), row('b', 'SOLD', true)])).toEqual([
    { ids: ['a'], action: { kind: 'restore' } },
  ])
})

test('undoing a restore puts back only what came out of the bin', () => {
  expect(undoCalls({ kind: 'restore' }, [row('a', 'SOLD', true), row('b', 'SOLD')])).toEqual([
    { ids: ['a'], action: { kind: 'delete' } },
  ])
})

test('a selection larger than one call is split without losing a car', () => {
  const ids = Array.from({ length: 2500 }, (_, i) => `${i}`)
  const calls = bulkCalls(ids, { kind: 'delete' })
  expect(calls.map((call) => call.ids.length)).toEqual([1000, 1000, 500])
  expect(calls.flatMap((call) => call.ids)).toEqual(ids)
})
