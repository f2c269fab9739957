import { expect, test } from 'vitest'
import { AppError } from '@cartie/shared/errors'
import { gatherUpdates } from './gather-updates.ts'

const settled = async (promises: Promise<void>[]) =>
  (await Promise.allSettled(promises)).map((p) => (p.status === 'fulfilled' ? 'taken' : String(p.reason)))

test('what comes while a bot is being written for goes together in the next write, other bots at once', async () => {
  const writes: [string, unknown[]][] = []
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const take = gatherUpdates(async (botId, updates) => {
    writes.push([botId, updates])
    if (botId === 'a') await held
  })
  const all = [take('a', 1), take('a', 2), take('b', 9), take('a', 3)]
  await all[2]
  expect(writes).toEqual([
    ['a', [1]],
    ['b', [9]],
  ])
  letGo()
  expect(await settled(all)).toEqual(['taken', 'taken', 'taken', 'taken'])
  expect(writes.slice(2)).toEqual([['a', [2, 3]]])
  await take('a', 4)
  expect(writes.at(-1)).toEqual(['a', [4]])
})

test('nobody is told that an update was taken before its write has ended', async () => {
  let ended = false
  const take = gatherUpdates(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    ended = true
  })
  await take('a', 1)
  expect(ended).toBe(true)
})

test('one that spoils its batch fails alone', async () => {
  const writes: unknown[][] = []
  const take = gatherUpdates((_, updates) => {
    writes.push(updates)
    return updates.includes('bad') ? Promise.reject(new Error('spoilt')) : Promise.resolve()
  })
  const outcome = await settled([take('a', 0), take('a', 1), take('a', 'bad'), take('a', 2)])
  expect(outcome).toEqual(['taken', 'taken', 'Error: spoilt', 'taken'])
  expect(writes).toEqual([[0], [1, 'bad', 2], [1], ['bad'], [2]])
})

test('a database that is away fails the batch at once, and the next one is tried', async () => {
  let away = true
  let writes = 0
  const take = gatherUpdates(() => {
    writes++
    return away ? Promise.reject(new AppError('unavailable', 'away')) : Promise.resolve()
  })
  expect(await settled([take('a', 0), take('a', 1), take('a', 2)])).toEqual(
    Array.from({ length: 3 }, () => 'AppError: away'),
  )
  expect(writes).toBe(2)
  away = false
  await take('a', 3)
})
