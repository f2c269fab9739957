import { expect, test } from 'vitest'
import { inBatches } from './in-batches.ts'

const settled = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((p) => (p.status === 'fulfilled' ? 'taken' : String(p.reason)))

test('what comes at once goes together, what comes while it is being done in the next run, other keys beside it', async () => {
  const writes: [string, unknown[]][] = []
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const take = inBatches(async (key, items: number[]) => {
    writes.push([key, items])
    if (key === 'a') await held
    return items
  })
  const all = [take('a', 1), take('a', 2)]
  await take('b', 9)
  all.push(take('a', 3), take('a', 4))
  expect(writes).toEqual([
    ['a', [1, 2]],
    ['b', [9]],
  ])
  letGo()
  expect(await settled(all)).toEqual(['taken', 'taken', 'taken', 'taken'])
  expect(writes.slice(2)).toEqual([['a', [3, 4]]])
  await take('a', 5)
  expect(writes.at(-1)).toEqual(['a', [5]])
})

test('what is at once is told by who asks', async () => {
  const begins: (() => void)[] = []
  const writes: number[][] = []
  const take = inBatches(
    (_, items: number[]) => {
      writes.push(items)
      return Promise.resolve(items)
    },
    { soon: (begin) => begins.push(begin) },
  )
  const first = take('a', 1)
  await Promise.resolve()
  const second = take('a', 2)
  expect(writes).toEqual([])
  for (const begin of begins) begin()
  expect(await Promise.all([first, second])).toEqual([1, 2])
  expect(writes).toEqual([[1, 2]])
})

test('each has its own result, once its run has ended', async () => {
  let ended = false
  const double = inBatches(async (_, items: number[]) => {
    await new Promise((resolve) => setImmediate(resolve))
    ended = true
    return items.map((n) => n * 2)
  })
  expect(await double('a', 1)).toBe(2)
  expect(ended).toBe(true)
  expect(await Promise.all([double('a', 2), double('a', 3), double('a', 4)])).toEqual([4, 6, 8])
})

test('one that spoils its batch fails alone', async () => {
  const writes: unknown[][] = []
  const take = inBatches((_, items: unknown[]) => {
    writes.push(items)
    return items.includes('bad') ? Promise.reject(new Error('spoilt')) : Promise.resolve(items)
  })
  const outcome = await settled([take('a', 0), take('a', 1), take('a', 'bad'), take('a', 2)])
  expect(outcome).toEqual(['taken', 'taken', 'Error: spoilt', 'taken'])
  expect(writes).toEqual([[0, 1, 'bad', 2], [0], [1], ['bad'], [2]])
})

test('an error that concerns all fails the batch at once, and the next one is tried', async () => {
  let away = true
  let writes = 0
  const take = inBatches(
    (_, items: number[]) => {
      writes++
      return away ? Promise.reject(new Error('away')) : Promise.resolve(items)
    },
    { concernsAll: (error) => error instanceof Error && error.message === 'away' },
  )
  expect(await settled([take('a', 0), take('a', 1), take('a', 2)])).toEqual(
    Array.from({ length: 3 }, () => 'Error: away'),
  )
  expect(writes).toBe(1)
  away = false
  await take('a', 3)
})
