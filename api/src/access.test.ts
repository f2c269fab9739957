import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, roles, type Role } from '@cartie/shared/domain/roles'
import type { Endpoint } from '@cartie/shared/endpoint'
import { endpoints } from '@cartie/shared/endpoints/all'
import { startParse } from '@cartie/db/services/parse/start'
import { ParseInput } from '@cartie/shared/schemas/parse'
import { testApi, type TestApi } from './testing/test-api.ts'

// Every route × role × workspace × nobody, made from the contracts: a route added later is in it by itself.

let api: TestApi
let parseId: string
const own = new Map<Role, string>()
const foreign = new Map<Role, string>()

beforeAll(async () => {
  api = await testApi()
  for (const role of roles) {
    own.set(role, await api.keyOf(role))
    foreign.set(role, await api.keyOf(role, api.otherWorkspaceId))
  }
  const parse = await startParse(
    api.contextOf('OWNER'),
    ParseInput.parse({ urls: ['https://example.com/canary'] }),
  )
  parseId = 'id' in parse ? parse.id : ''
})
afterAll(() => api.close())

const pathOf = (endpoint: Endpoint) => `/api/v1${endpoint.path.replace(/:\w+/g, parseId)}`
/** Each asks from an address of its own: what one address may ask of a public page in a minute is another matter. */
let asked = 0
const askAs = (endpoint: Endpoint, more: { key?: string; headers?: Record<string, string> }) =>
  api.ask(pathOf(endpoint), {
    method: endpoint.method,
    ...more,
    headers: { 'x-forwarded-for': `203.0.${113 + (++asked >> 8)}.${asked & 255}`, ...more.headers },
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { body: {} }),
  })
const end = async (reply: Response) => {
  await reply.body?.cancel()
  return reply.status
}

describe.each(endpoints.map((e, n) => [e.id, e, n] as const))('%s', (_, endpoint, n) => {
  test('is closed to nobody and to wrong keys', async () => {
    if (endpoint.access === 'public') return
    // From an address of its own: wrong keys of one address are soon not even looked at.
    const headers = { 'x-forwarded-for': `198.51.100.${n}` }
    expect(await end(await askAs(endpoint, { headers }))).toBe(401)
    expect(await end(await askAs(endpoint, { headers, key: `ck_${'A'.repeat(43)}` }))).toBe(401)
  })

  test('is open to the roles of the table and to no other', async () => {
    for (const role of roles) {
      const status = await end(await askAs(endpoint, { key: own.get(role)! }))
      const { access } = endpoint
      // Keys never run the installation, whatever their role.
      const allowed =
        access === 'public' || access === 'signed-in' || (access !== 'operator' && may(role, access))
      if (allowed) expect([401, 403], `${role} got ${status}`).not.toContain(status)
      else expect(status, role).toBe(403)
      expect(status).toBeLessThan(500)
    }
  })

  test('shows another workspace nothing', async () => {
    for (const role of roles) {
      const reached = await askAs(endpoint, {
        key: foreign.get(role)!,
        headers: { 'x-workspace': 'cartie' },
      })
      // Visitors' endpoints ask nobody who they are: what is sent names the workspace, and here it names none. One tells
      // of the installation alone.
      if (endpoint.id === 'public.signIn') expect(await reached.json()).toEqual({ mail: false })
      else expect(endpoint.access === 'public' ? [400, 404] : [404]).toContain(await end(reached))
    }
    const reply = await askAs(endpoint, { key: foreign.get('OWNER')! })
    // What belongs to the installation is closed to every key before anything is looked for.
    if (endpoint.access === 'operator') expect(reply.status).toBe(403)
    else if (endpoint.path.includes(':')) expect([400, 404]).toContain(reply.status)
    if (endpoint.replyType === 'text/event-stream') return void (await end(reply))
    const text = await reply.text()
    expect(text).not.toContain('canary')
    expect(text).not.toContain(api.workspaceId)
  })
})
