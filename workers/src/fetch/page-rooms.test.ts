import { expect, test } from 'vitest'
import { startSite } from './testing/origins.ts'
import { makeFetcher } from './testing/fetcher.ts'
import { giveRoomBack, lendRoom } from './page-rooms.ts'

test('a room is used again once it is given back, and given back once', () => {
  const room = lendRoom(100_000)
  giveRoomBack(room.subarray(0, 10))
  giveRoomBack(room)
  const [again, other] = [lendRoom(100_000), lendRoom(100_000)]
  expect(again.buffer).toBe(room.buffer)
  expect(other.buffer).not.toBe(room.buffer)
})

test('other bytes, and the small and the large ones, are never lent again', () => {
  for (const bytes of [Buffer.alloc(600_000), lendRoom(10), lendRoom(600_000)]) {
    giveRoomBack(bytes)
    expect(lendRoom(100_000).buffer).not.toBe(bytes.buffer)
  }
})

test('a body of untold size that grows keeps what came before, and gives its first room back', async () => {
  const site = await startSite((_, reply) => {
    reply.write('a'.repeat(60_000))
    reply.write('b'.repeat(500_000))
    reply.end('c'.repeat(100_000))
  })
  const fetcher = makeFetcher({ allowPrivate: ['127.0.0.1'] })
  const read = () => fetcher.read(site.url, {}, (page) => (page.ok ? page.bytes.toString() : page.code))
  const whole = 'a'.repeat(60_000) + 'b'.repeat(500_000) + 'c'.repeat(100_000)
  expect(await Promise.all([read(), read(), read()])).toEqual([whole, whole, whole])
  await site.close()
})

test('pages come no faster than they are read, and no page is written over while it is', async () => {
  const letter = (path: string | undefined) => (path ?? '').slice(-1)
  const site = await startSite((request, reply) => reply.end(letter(request.url).repeat(100_000)))
  const fetcher = makeFetcher({ allowPrivate: ['127.0.0.1'], perOrigin: 2 })
  let reading = 0
  let most = 0
  const read = (name: string) =>
    fetcher.read(`${site.url}/${name}`, {}, async (page) => {
      if (!page.ok) throw new Error(page.code)
      most = Math.max(most, ++reading)
      // The others go on as far as they can meanwhile.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
      reading--
      return page.bytes.toString()
    })
  const names = [...'abcdefghij']
  const pages = await Promise.all(names.map(read))
  expect(pages).toEqual(names.map((name) => name.repeat(100_000)))
  expect(most).toBe(2)
  await site.close()
})

test('a reader that fails frees the place of its page', async () => {
  const site = await startSite((_, reply) => reply.end('page'))
  const fetcher = makeFetcher({ allowPrivate: ['127.0.0.1'], perOrigin: 1 })
  const failing = fetcher.read(site.url, {}, () => Promise.reject(new Error('unreadable')))
  await expect(failing).rejects.toThrow('unreadable')
  expect(await fetcher(site.url)).toMatchObject({ ok: true })
  await site.close()
})
