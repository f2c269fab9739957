import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/db/services/lead/create'
import type { Me, Workspace } from '@cartie/shared/schemas/workspace'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let cookie: string
beforeAll(async () => {
  api = await testApi()
  cookie = await api.signIn()
})
afterAll(() => api.close())

const json = async <T>(reply: Response) => (await reply.json()) as T
const create = (headers: Record<string, string> = {}) =>
  api.ask('/api/v1/workspaces', { method: 'POST', cookie, body: { name: 'Second' }, headers })

describe('a second workspace', () => {
  test('is the maker’s, who goes from one to the other by naming it, and neither shows the other’s', async () => {
    const made = await json<Workspace>(await create())
    await createLead(api.contextOf('OWNER'), { name: 'Canary of the first' })
    await createLead(api.contextOf('OWNER', made.id), { name: 'Canary of the second' })
    const inOne = async (path: string, workspace: string) =>
      (await api.ask(path, { cookie, headers: { 'x-workspace': workspace } })).text()
    for (const name of [made.id, made.slug]) {
      expect(JSON.parse(await inOne('/api/v1/me', name))).toMatchObject({
        role: 'OWNER',
        workspace: { id: made.id },
      } satisfies { role: Me['role']; workspace: Partial<Workspace> })
      expect(await inOne('/api/v1/leads', name)).toContain('Canary of the second')
      expect(await inOne('/api/v1/leads', name)).not.toContain('Canary of the first')
    }
    expect(await inOne('/api/v1/leads', api.workspaceId)).not.toContain('Canary of the second')
    const key = await api.keyOf('OWNER')
    const headers = { 'x-workspace': made.slug }
    expect((await api.ask('/api/v1/leads', { key, headers })).status).toBe(404)
  })

  test('is made once by a repeated request', async () => {
    const replies = [await create({ 'idempotency-key': 'same' }), await create({ 'idempotency-key': 'same' })]
    const [first, second] = await Promise.all(replies.map((reply) => json<Workspace>(reply)))
    expect(second).toEqual(first)
  })
})
