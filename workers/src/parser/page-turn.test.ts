import { expect, test } from 'vitest'
import { pageTurn } from './page-turn.ts'

test('of pages that arrive together one is read a turn of the loop, in their order, and others run between them', async () => {
  const order: string[] = []
  const read = async (name: string) => {
    await pageTurn()
    order.push(name)
    setImmediate(() => order.push(`after ${name}`))
  }
  await Promise.all(['a', 'b', 'c'].map(read))
  await new Promise((resolve) => setImmediate(resolve))
  expect(order).toEqual(['a', 'after a', 'b', 'after b', 'c', 'after c'])
})
