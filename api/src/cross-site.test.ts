import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testQueueBackends } from '@cartie/db/testing/test-database'
import { endpoints } from '@cartie/shared/endpoints/all'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let cookie: string
beforeAll(async () => {
  api = await testApi()
  cookie = await api.signIn()
})
afterAll(() => api.close())

const id = '00000000-0000-4000-8000-000000000000'
const targets = [
  ...endpoints
    .filter((e) => e.method !== 'GET')
    .map((e) => [e.method, `/api/v1${e.path.replace(/:\w+/g, id)}`] as const),
  ['POST', '/api/auth/sign-in/email'] as const,
  ['POST', '/api/auth/sign-out'] as const,
  ['PUT', '/admin/queues/api/queues/parser/1/retry/failed'] as const,
  ['PUT', '/admin/queues/api/queues/parser/pause'] as const,
  ['POST', '/admin/queues/api/queues/parser/add'] as const,
  ['PATCH', '/admin/queues/api/queues/parser/1/update-data'] as const,
  ['DELETE', '/admin/queues/api/queues/parser/1'] as const,
]
const foreign: [string, Record<string, string>][] = [
  ['no Origin', {}],
  ['Origin null', { origin: 'null' }],
  ['another site', { origin: 'https://evil.example' }],
  ['a sub-domain', { origin: 'http://sub.127.0.0.1:3999' }],
  ['another port', { origin: 'http://127.0.0.1:4000' }],
  ['https for http', { origin: 'https://127.0.0.1:3999' }],
  ['cross-site by Sec-Fetch-Site', { origin: 'http://127.0.0.1:3999', 'sec-fetch-site': 'cross-site' }],
  ['same-site by Sec-Fetch-Site', { 'sec-fetch-site': 'same-site' }],
]

describe.each(foreign)('a page with %s', (_, headers) => {
  test('changes nothing: every route that could is 403, as JSON, form and text', async () => {
    for (const [method, path] of targets) {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
        const reply = await fetch(api.url + path, {
          method,
          headers: { cookie, ...headers, 'content-type': type },
          body: '{}',
        })
        await reply.body?.cancel()
        expect(reply.status, `${method} ${path} as ${type}`).toBe(403)
      }
    }
  })
})

describe('our own page', () => {
  test('passes with its Origin, under each name of this machine', async () => {
    for (const origin of ['http://127.0.0.1:3999', 'http://localhost:3999']) {
      const reply = await api.ask('/api/v1/workspace', {
        method: 'PATCH',
        cookie,
        body: { name: 'Mine' },
        headers: { origin },
      })
      expect(reply.status).toBe(200)
    }
  })

  test('still sends JSON only', async () => {
    const reply = await api.ask('/api/v1/api-keys', {
      method: 'POST',
      cookie,
      body: 'name=x',
      headers: { 'content-type': 'text/plain' },
    })
    expect(reply.status).toBe(415)
  })
})

describe.each(testQueueBackends())('Bull Board on $name', ({ redisUrl }) => {
  let api: TestApi
  let cookie: string
  beforeAll(async () => {
    api = await testApi(redisUrl ? { REDIS_URL: redisUrl } : {})
    cookie = await api.signIn()
  })
  afterAll(() => api.close())

  test('opens for the owner’s session, and its page may ask no other host for anything', async () => {
    const page = await api.ask('/admin/queues', { cookie })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    const list = await api.ask('/admin/queues/api/queues?activeQueue=parser&status=latest&page=1', { cookie })
    expect(list.status).toBe(200)
    expect(((await list.json()) as { queues: { name: string }[] }).queues[0]?.name).toBe('parser')
    for (const action of ['pause', 'resume']) {
      const path = `/admin/queues/api/queues/parser/${action}`
      expect((await api.ask(path, { method: 'PUT', cookie })).status, action).toBe(200)
    }
  })

  test('is closed to keys, to nobody, and to owners of other workspaces', async () => {
    expect((await api.ask('/admin/queues', { key: await api.keyOf('OWNER') })).status).toBe(403)
    expect((await api.ask('/admin/queues')).status).toBe(401)
    expect(
      (await api.ask('/admin/queues/api/queues', { key: await api.keyOf('OWNER', api.otherWorkspaceId) }))
        .status,
    ).toBe(403)
  })
})
