import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let owner: string
beforeAll(async () => {
  api = await testApi()
  owner = await api.signIn()
})
afterAll(() => api.close())

const make = (body: object, who: { cookie?: string; key?: string } = { cookie: owner }) =>
  api.ask('/api/v1/api-keys', { method: 'POST', ...who, body: { name: 'Script', ...body } })
const keyOf = async (scopes: string[], role = 'ADMIN') =>
  ((await (await make({ role, scopes })).json()) as { key: string }).key
const statusOf = async (path: string, key: string, body?: object) =>
  (await api.ask(`/api/v1${path}`, { key, ...(body ? { method: 'POST', body } : {}) })).status

describe('a key that is limited', () => {
  test('does what it was made for and is refused everything else, though its role might (A07)', async () => {
    const key = await keyOf(['parses.write'])
    expect(await statusOf('/parses', key, { urls: ['https://example.com/1'] })).toBe(202)
    for (const path of ['/parses', '/leads', '/workspace', '/members', '/api-keys', '/events', '/deliveries'])
      expect(await statusOf(path, key), path).toBe(403)
    expect(await statusOf('/leads', key, { name: 'Olena' })).toBe(403)
    const me = await api.ask('/api/v1/me', { key })
    expect([me.status, ((await me.json()) as { role: string }).role]).toEqual([200, 'ADMIN'])
  })

  test('says in its refusal that the key is what is too narrow', async () => {
    const refused = await api.ask('/api/v1/leads', { key: await keyOf(['parses.write']) })
    expect(await refused.json()).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('leads.read') as string,
    })
  })

  test('has no scope that its role has not, and is listed with what it may', async () => {
    const beyond = await make({ role: 'VIEWER', scopes: ['listings.read', 'leads.read'] })
    expect(beyond.status).toBe(400)
    expect(await beyond.json()).toMatchObject({ errors: [{ pointer: '/scopes', code: 'beyond_role' }] })
    expect((await make({ role: 'VIEWER', scopes: [] })).status).toBe(400)
    expect((await make({ role: 'VIEWER', scopes: ['leads.fly'] })).status).toBe(400)
    await keyOf(['listings.read', 'listings.read'], 'VIEWER')
    const { data } = (await (await api.ask('/api/v1/api-keys', { cookie: owner })).json()) as {
      data: { scopes: string[] | null; role: string }[]
    }
    expect(data[0]).toMatchObject({ role: 'VIEWER', scopes: ['listings.read'] })
    expect(data.at(-1)).toMatchObject({ scopes: null })
  })

  test('makes no key that may more than itself', async () => {
    const key = await keyOf(['apiKeys.manage', 'leads.read'])
    expect((await make({ role: 'ADMIN', scopes: ['leads.write'] }, { key })).status).toBe(403)
    expect((await make({ role: 'VIEWER' }, { key })).status).toBe(403)
    expect((await make({ role: 'ADMIN', scopes: ['leads.read'] }, { key })).status).toBe(201)
  })
})
