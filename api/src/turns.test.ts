import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('of one key so many work and so many wait, in order; one more is told to come back', async () => {
  const inTurn = createTurns(2, 2)
  const ended: number[] = []
  let running = 0
  let most = 0
  const work = (n: number) =>
    inTurn('a', async () => {
      most = Math.max(most, ++running)
      await turn()
      running--
      ended.push(n)
    })
  const all = [0, 1, 2, 3].map(work)
  await expect(work(4)).rejects.toMatchObject({ code: 'unavailable', retryAfterS: 1 })
  await Promise.all(all)
  expect([most, ended]).toEqual([2, [0, 1, 2, 3]])
  await work(5)
  expect(ended).toContain(5)
})

test('another key does not wait for it', async () => {
  const inTurn = createTurns(1, 10)
  const held = Promise.withResolvers<void>()
  const first = inTurn('a', () => held.promise)
  expect(await inTurn('b', () => Promise.resolve('served'))).toBe('served')
  held.resolve()
  await first
})

test('work that fails gives its turn on', async () => {
  const inTurn = createTurns(1, 10)
  const failing = inTurn('a', () => Promise.reject(new Error('no')))
  const next = inTurn('a', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
})
