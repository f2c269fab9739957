import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLead } from '@cartie/db/services/lead/create'
import { hookBodySchema } from '@cartie/shared/integrations/hook-body'
import { testApi, type TestApi } from './testing/test-api.ts'

// What Zapier does with an API key: a sample, a subscription, and its end.

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('ADMIN')
})
afterAll(() => api.close())

const deliveriesOf = async (integrationId: string) => {
  const reply = await api.ask(`/api/v1/deliveries?integrationId=${integrationId}`, { key })
  return ((await reply.json()) as { data: { method: string; state: string }[] }).data
}

test('a subscription is told of its event until it is ended; its secret is told to nobody', async () => {
  const body = { targetUrl: 'https://hooks.zapier.com/hooks/standard/1/abc/', event: 'lead.created' }
  const made = await api.ask('/api/v1/hooks', { method: 'POST', key, body })
  expect(made.status).toBe(201)
  const reply = (await made.json()) as { id: string }
  expect(Object.keys(reply)).toEqual(['id'])
  await createLead(api.contextOf('OWNER'), { name: 'Olha' })
  expect(await deliveriesOf(reply.id)).toMatchObject([{ method: 'lead.created', state: 'pending' }])
  const end = () => api.ask(`/api/v1/hooks/${reply.id}`, { method: 'DELETE', key })
  expect([(await end()).status, (await end()).status]).toEqual([204, 404])
  await createLead(api.contextOf('OWNER'), { name: 'Ivan' })
  expect(await deliveriesOf(reply.id)).toMatchObject([{ state: 'cancelled' }])
})

test.each([
  { targetUrl: 'https://h.example', event: 'delivery.ended' },
  { targetUrl: 'ftp://h.example', event: 'lead.created' },
])('nothing is subscribed to by %o', async (body) => {
  expect((await api.ask('/api/v1/hooks', { method: 'POST', key, body })).status).toBe(400)
})

test('the sample of an event is a plain array of what its subscribers are sent', async () => {
  const reply = await api.ask('/api/v1/hooks/samples?event=request.status_changed', { key })
  const samples = (await reply.json()) as unknown[]
  expect(samples).toHaveLength(1)
  expect(hookBodySchema('request.status_changed').safeParse(samples[0]).success).toBe(true)
  expect((await api.ask('/api/v1/hooks/samples?event=parse.progressed', { key })).status).toBe(400)
})
