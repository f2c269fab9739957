import { describe, expect, test } from 'vitest'
import { gatherWrites } from './gather-writes.ts'

const never = 2 ** 30

describe('writes of one key', () => {
  test('are made together once there are enough of them', async () => {
    const written: number[][] = []
    const { add } = gatherWrites<number>(async (items) => written.push([...items]), {
      most: 3,
      waitMs: never,
    })
    await Promise.all([1, 2, 3].map((n) => add('a', n)))
    expect(written).toEqual([[1, 2, 3]])
  })

  test('wait for company no longer than was said, nor for that of another key', async () => {
    const written: number[][] = []
    const { add } = gatherWrites<number>(async (items) => written.push([...items]), { most: 3, waitMs: 1 })
    await Promise.all([add('a', 1), add('a', 2), add('b', 3)])
    expect(written).toEqual([[1, 2], [3]])
  })

  test('follow each other, in order', async () => {
    const began: number[][] = []
    const ends: (() => void)[] = []
    const { add, flush } = gatherWrites<number>(
      (items) => {
        began.push([...items])
        return new Promise<void>((resolve) => ends.push(resolve))
      },
      { most: 2, waitMs: never },
    )
    const first = [add('a', 1), add('a', 2)]
    const second = add('a', 3)
    flush('a')
    const other = [add('b', 4), add('b', 5)]
    await expect
      .poll(() => began)
      .toEqual([
        [1, 2],
        [4, 5],
      ])
    ends.splice(0).forEach((end) => end())
    await Promise.all([...first, ...other])
    await expect.poll(() => began.at(-1)).toEqual([3])
    ends.splice(0).forEach((end) => end())
    await second
  })

  test('fail alone where one of them spoils the rest, and later ones are made all the same', async () => {
    const kept: number[] = []
    const { add } = gatherWrites<number>(
      async (items) => {
        if (items.includes(2)) throw new Error('spoilt')
        kept.push(...items)
      },
      { most: 3, waitMs: 1 },
    )
    const ended = await Promise.allSettled([1, 2, 3].map((n) => add('a', n)))
    expect(ended.map((e) => e.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await add('a', 4)
    expect(kept).toEqual([1, 3, 4])
  })
})
