import { afterAll, beforeAll, expect, test } from 'vitest'
import type { B2bRequest, RequestBoard, RequestDetail, RequestFacets } from '@cartie/shared/schemas/request'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('OPERATOR')
})
afterAll(() => api.close())

const json = async <T>(reply: Promise<Response>) => (await (await reply).json()) as T
const ask = (path: string) => api.ask(`/api/v1${path}`, { key })
const post = (path: string, body: unknown = {}) => api.ask(`/api/v1${path}`, { method: 'POST', key, body })

test('a request lives through all its endpoints', async () => {
  const text = 'BMW X5 2018-2020 дизель до 40 тис $'
  expect(await json(post('/requests/read', { text }))).toMatchObject({
    title: 'BMW X5 2018–2020',
    criteria: { makes: ['BMW'], fuels: ['diesel'], budget: { max: 40_000, currency: 'USD' } },
  })
  const reply = await post('/requests', { text })
  expect(reply.status).toBe(201)
  const made = (await reply.json()) as B2bRequest
  expect(reply.headers.get('location')).toBe(`/api/v1/requests/${made.id}`)
  expect(made).toMatchObject({ status: 'DRAFT', source: 'api', variants: 0, newVariants: 0, matches: 0 })
  const path = `/requests/${made.id}`
  expect(await json<RequestDetail>(ask(path))).toMatchObject({
    id: made.id,
    lead: null,
    offerUrl: expect.stringMatching(/\/p\/offer\/[\w-]{32}$/) as string,
  })
  const patch = (body: unknown) => api.ask(`/api/v1${path}`, { method: 'PATCH', key, body })
  expect(await json(patch({ criteria: { must: ['budget'] } }))).toMatchObject({
    criteria: { must: ['budget'] },
  })
  expect((await patch({ criteria: { fuels: ['steam'] } })).status).toBe(400)
  expect((await patch({ title: 'x', version: 1 })).status).toBe(409)
  expect((await post(`${path}/status`, { status: 'PUBLISHED' })).status).toBe(200)
  expect((await post(`${path}/status`, { status: 'WON' })).status).toBe(409)
  expect((await post(`${path}/assign`, { ownerId: null })).status).toBe(200)
  expect((await post(`${path}/notes`, { text: 'called' })).status).toBe(201)
  const story = await json<{ data: { type: string; actorName: string | null }[] }>(ask(`${path}/story`))
  expect(story.data.map((one) => one.type)).toEqual(['note', 'status_changed', 'changed', 'created'])
  const { data } = await json<{ data: B2bRequest[] }>(ask('/requests?q=bmw&status=PUBLISHED&sort=priority'))
  expect(data.map((one) => one.id)).toEqual([made.id])
  const board = await json<RequestBoard>(ask('/requests/board?make=BMW'))
  expect(board.columns.find((one) => one.status === 'PUBLISHED')).toMatchObject({ count: 1 })
  expect((await json<RequestFacets>(ask('/requests/facets'))).total).toBe(1)

  expect((await api.ask(`/api/v1${path}`, { method: 'DELETE', key })).status).toBe(403)
  const manager = await api.keyOf('MANAGER')
  expect((await api.ask(`/api/v1${path}`, { method: 'DELETE', key: manager })).status).toBe(204)
  const back = await api.ask(`/api/v1${path}/restore`, { method: 'POST', key: manager, body: {} })
  expect(back.status).toBe(200)
})

test('a request says what it is: nothing at all is refused', async () => {
  expect((await post('/requests', {})).status).toBe(400)
  expect((await post('/requests', { title: 'x', status: 'WON' })).status).toBe(400)
})
