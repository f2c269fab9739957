import { expect, test } from 'vitest'
import { createFetchSlots } from './fetch-slots.ts'

/** Starts fetches that end when they are told to, and tells which of them run. */
function crowd(inAll: number, perOrigin: number) {
  const slots = createFetchSlots(inAll, perOrigin)
  const running: string[] = []
  return {
    start: async (name: string, origin: string) => {
      await slots.acquire(origin)
      running.push(name)
    },
    end: async (name: string, origin: string) => {
      running.splice(running.indexOf(name), 1)
      slots.release(origin)
      await new Promise(setImmediate)
    },
    running: async () => {
      await new Promise(setImmediate)
      return running.toSorted()
    },
  }
}

test('no more run than fit in all, and the next in line follows', async () => {
  const { start, end, running } = crowd(2, 2)
  for (const name of ['1', '2', '3', '4']) void start(name, `https://${name}.com`)
  expect(await running()).toEqual(['1', '2'])
  await end('1', 'https://1.com')
  expect(await running()).toEqual(['2', '3'])
})

test('one origin takes no more than its share, and holds up nobody else', async () => {
  const { start, end, running } = crowd(3, 1)
  for (const name of ['a1', 'a2', 'a3']) void start(name, 'https://a.com')
  for (const name of ['b1', 'b2']) void start(name, 'https://b.com')
  expect(await running()).toEqual(['a1', 'b1'])
  await end('a1', 'https://a.com')
  expect(await running()).toEqual(['a2', 'b1'])
  await end('a2', 'https://a.com')
  await end('a3', 'https://a.com')
  await start('a4', 'https://a.com')
  expect(await running()).toEqual(['a4', 'b1'])
})
