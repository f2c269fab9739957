import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '@cartie/db/services/api-key/create'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

test('the audit trail is a table that spreadsheets read and do not run', async () => {
  await createApiKey(api.contextOf('OWNER'), { name: '=1+1', role: 'VIEWER' })
  const reply = await api.ask('/api/v1/audit/export.csv?kind=api_key', { key: await api.keyOf('ADMIN') })
  expect(reply.headers.get('content-disposition')).toContain('cartie-audit.csv')
  const [head, first] = (await reply.text()).split('\r\n')
  expect(head).toBe('at,actor,actorId,event,about,details')
  expect(first).toMatch(/^\d{4}-.*Z,,user:[\w-]+,api_key\.created,'=1\+1,/)
})
