import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('ADMIN')
})
afterAll(() => api.close())

const keysNamed = (name: string) =>
  withSystemTx(
    api.db,
    ({ sql }) => sql<{ n: number }[]>`select count(*)::int as n from api_keys where name = ${name}`,
  )

const create = (name: string, idempotencyKey: string, by = key) =>
  api.ask('/api/v1/api-keys', {
    method: 'POST',
    key: by,
    body: { name },
    headers: { 'idempotency-key': idempotencyKey },
  })

describe('Idempotency-Key', () => {
  test('fifty at once have one effect and fifty equal answers', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => create('once', 'fifty')))
    const bodies = new Set(await Promise.all(replies.map((r) => r.text())))
    expect(replies.map((r) => r.status)).toEqual(Array.from({ length: 50 }, () => 201))
    expect(bodies.size).toBe(1)
    expect((await keysNamed('once'))[0]?.n).toBe(1)
    expect(replies.filter((r) => r.headers.get('idempotency-replayed') === 'true')).toHaveLength(49)
  })

  test('fifty parses at once are one parse with one Location', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        api.ask('/api/v1/parses', {
          method: 'POST',
          key,
          body: { urls: ['https://example.com/1'] },
          headers: { 'idempotency-key': 'parse' },
        }),
      ),
    )
    expect(new Set(replies.map((r) => r.headers.get('location'))).size).toBe(1)
    expect(new Set(await Promise.all(replies.map((r) => r.text()))).size).toBe(1)
    const list = (await (await api.ask('/api/v1/parses', { key })).json()) as { data: unknown[] }
    expect(list.data).toHaveLength(1)
  })

  test('the same key with another body is refused, and the first answer stays', async () => {
    const first: unknown = await (await create('first', 'reused')).json()
    expect((await create('second', 'reused')).status).toBe(422)
    expect(await (await create('first', 'reused')).json()).toEqual(first)
    expect((await keysNamed('second'))[0]?.n).toBe(0)
  })

  test('another caller’s key of the same name is another key', async () => {
    const other = await api.keyOf('ADMIN')
    await create('mine', 'shared')
    expect((await create('yours', 'shared', other)).status).toBe(201)
  })

  test('a refused request stores nothing, so it can be mended and sent again', async () => {
    expect((await create('', 'mended')).status).toBe(400)
    expect((await create('now right', 'mended')).status).toBe(201)
  })

  test('the secret of a remembered answer is not readable in the database', async () => {
    const { key: secret } = (await (await create('sealed', 'sealed')).json()) as { key: string }
    const rows = await withSystemTx(
      api.db,
      ({ sql }) => sql<{ text: string }[]>`
      select row_to_json(i)::text as text from idempotency_keys i
      union all select row_to_json(k)::text from api_keys k union all select row_to_json(e)::text from events e`,
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.some((r) => r.text.includes(secret))).toBe(false)
    expect(rows.some((r) => r.text.includes(secret.slice(0, 10)))).toBe(true)
  })

  test.each(['x'.repeat(256), 'ключ'])('a key like %.20s is refused', async (bad) => {
    const reply = await create('bad', encodeURI(bad) === bad ? bad : Buffer.from(bad).toString('latin1'))
    expect(reply.status).toBe(400)
  })
})
