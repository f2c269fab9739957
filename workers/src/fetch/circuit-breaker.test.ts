import { expect, test } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { makeFetcher } from './testing/fetcher.ts'
import { startRaw } from './testing/origins.ts'

function breakerAt(clock: { now: number }) {
  const breaker = createCircuitBreaker(() => clock.now)
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) breaker.failed('a.com')
  }
  return { breaker, fail }
}

test('five failures in a row shut a host out for 30 s, and only that host', () => {
  const clock = { now: 1_000 }
  const { breaker, fail } = breakerAt(clock)
  fail(4)
  expect(breaker.mayTry('a.com')).toBe(true)
  fail(1)
  expect(breaker.mayTry('a.com')).toBe(false)
  expect(breaker.mayTry('b.com')).toBe(true)
  clock.now += 29_999
  expect(breaker.mayTry('a.com')).toBe(false)
})

test('an answer between the failures starts the count anew', () => {
  const { breaker, fail } = breakerAt({ now: 0 })
  fail(4)
  breaker.succeeded('a.com')
  fail(4)
  expect(breaker.mayTry('a.com')).toBe(true)
})

test('after the pause one request tries; its failure shuts again, its success opens', () => {
  const clock = { now: 0 }
  const { breaker, fail } = breakerAt(clock)
  fail(5)
  clock.now = 30_000
  expect(breaker.mayTry('a.com')).toBe(true)
  expect(breaker.mayTry('a.com')).toBe(false)
  fail(1)
  clock.now = 59_999
  expect(breaker.mayTry('a.com')).toBe(false)
  clock.now = 60_000
  expect(breaker.mayTry('a.com')).toBe(true)
  breaker.succeeded('a.com')
  expect(breaker.mayTry('a.com')).toBe(true)
  expect(breaker.mayTry('a.com')).toBe(true)
})

test('a host that hangs up is not dialled a sixth time, and is tried again after the pause', async () => {
  const clock = { now: 0 }
  let well = false
  const origin = await startRaw((socket) => {
    if (well) socket.end('HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops')
    else socket.destroy()
  })
  const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'], clock: () => clock.now })
  for (let i = 0; i < 5; i++) expect(await safeFetch(origin.url)).toMatchObject({ code: 'RESET' })
  expect(await safeFetch(origin.url)).toMatchObject({
    code: 'CIRCUIT_OPEN',
    reason: 'unreachable',
    retryable: true,
  })
  expect(origin.accepts()).toBe(5)
  clock.now = 30_000
  well = true
  expect(await safeFetch(origin.url)).toMatchObject({ ok: true, status: 500 })
  expect(await safeFetch(origin.url)).toMatchObject({ ok: true, status: 500 })
  await origin.close()
})

test('refusals and damaged pages shut nobody out', async () => {
  const origin = await startRaw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
  const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
  for (let i = 0; i < 7; i++) expect(await safeFetch(origin.url)).toMatchObject({ code: 'EMPTY' })
  await origin.close()
})
