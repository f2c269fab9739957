import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import { importListings } from '@cartie/db/services/listing/import'
import { startParse } from '@cartie/db/services/parse/start'
import { ParseInput } from '@cartie/shared/schemas/parse'
import { testApi, type TestApi } from './testing/test-api.ts'
import { requestsOf, type OpenApi } from './testing/fuzzed-requests.ts'

// Every operation of the document with values that it describes, now and then spoilt. The API under test also
// answers 500 for a reply that breaks its contract, so no 5xx means that every reply kept it.

const requestsPerOperation = 60

let api: TestApi
let key: string
let document: OpenApi
let known: string[]
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('OWNER')
  document = (await (await api.ask('/api/v1/openapi.json')).json()) as OpenApi
  const ctx = api.contextOf('OWNER')
  await importListings(ctx, {
    rows: [
      { title: 'One', make: 'Skoda' },
      { title: 'Two', year: 2019 },
    ],
  })
  const parse = await startParse(ctx, ParseInput.parse({ urls: ['https://example.com/1', 'nonsense'] }))
  const request = { method: 'sendMessage', params: { chat_id: '1', text: 'hello' } }
  const written = await enqueueDeliveries(ctx, [
    { lane: 'telegram:1:1', request, priority: 'answer' },
    { lane: 'telegram:1:1', request, priority: 'answer', held: true },
  ])
  const list = (await (await api.ask('/api/v1/listings', { key })).json()) as { data: { id: string }[] }
  known = [...list.data.map((l) => l.id), 'id' in parse ? parse.id : '', ...written.map((w) => w.id)]
})
afterAll(() => api.close())

test('no request that the document describes, whole or spoilt, is answered by a 5xx or tells of our insides', async () => {
  const answers = new Map<number, number>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      // The stream never ends by itself; it has tests of its own.
      if (operation.operationId === 'events.stream') continue
      for (const [url, body] of fc.sample(requestsOf(path, operation, document.components.schemas, known), {
        numRuns: requestsPerOperation,
        seed: 7,
      })) {
        const reply = await api.ask(url, {
          method: method.toUpperCase(),
          key,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const text = await reply.text()
        const told = `${method} ${url} ${JSON.stringify(body)} -> ${reply.status} ${text.slice(0, 300)}\n${api
          .log()
          .split('\n')
          .filter((l) => l.includes('"err"'))
          .at(-1)
          ?.slice(0, 1500)}`
        expect(reply.status, told).toBeLessThan(500)
        if (reply.status >= 400) {
          expect(reply.headers.get('content-type'), told).toMatch(/^application\/problem\+json/)
          expect(text, told).not.toMatch(/node_modules|\.ts:\d|syntax error|relation "|violates/)
        }
        answers.set(reply.status, (answers.get(reply.status) ?? 0) + 1)
      }
    }
  }
  // Enough of them got past validation for this to mean something.
  const good = [...answers].reduce((sum, [status, n]) => sum + (status < 300 ? n : 0), 0)
  const total = [...answers.values()].reduce((a, b) => a + b, 0)
  expect(total).toBeGreaterThanOrEqual(2000)
  expect(good / total).toBeGreaterThan(0.2)
}, 120_000)
