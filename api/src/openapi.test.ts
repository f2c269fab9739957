import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@cartie/shared/endpoints/all'
import { events } from '@cartie/shared/event'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

interface Document {
  openapi: string
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, { content?: Record<string, unknown> }> }>
  >
  webhooks: Record<string, unknown>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}
const document = async () => (await (await api.ask('/api/v1/openapi.json')).json()) as Document

describe('the OpenAPI document', () => {
  test('is 3.1 and describes every endpoint with its refusals, and every event', async () => {
    const { openapi, paths, webhooks, components } = await document()
    expect(openapi).toBe('3.1.0')
    const operations = Object.values(paths).flatMap((p) => Object.values(p))
    expect(operations.map((o) => o.operationId).sort()).toEqual(endpoints.map((e) => e.id).sort())
    for (const o of operations)
      expect(o.responses['401']?.content).toHaveProperty(['application/problem+json'])
    expect(Object.keys(webhooks).sort()).toEqual(Object.keys(events).sort())
    expect(Object.keys(components.securitySchemes)).toEqual(['apiKey', 'session'])
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['CarListing', 'Parse', 'Problem']),
    )
  })

  test('every reference in it leads somewhere', async () => {
    const doc = await document()
    const refs = [...JSON.stringify(doc).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (m) => m[1]!,
    )
    expect(refs.length).toBeGreaterThan(20)
    for (const ref of refs) expect(doc.components.schemas, ref).toHaveProperty([ref])
  })
})

describe('the page of the document', () => {
  test('is served whole from here, and may ask no other host for anything', async () => {
    const page = await api.ask('/api/docs')
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self';/)
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((m) => m[1]!)
    expect(links).toHaveLength(4)
    for (const link of links) {
      expect(link).toMatch(/^\/api\/docs\//)
      expect((await api.ask(link)).status, link).toBe(200)
    }
    expect((await api.ask('/api/docs/package.json')).status).toBe(404)
    expect((await api.ask('/api/docs/..%2fpackage.json')).status).toBe(404)
  })
})

describe('for operators', () => {
  test('/healthz, /readyz and /metrics answer without a login and tell counts only', async () => {
    const key = await api.keyOf('OWNER')
    await api.ask('/api/v1/workspace', { key })
    expect(await (await api.ask('/healthz')).json()).toEqual({ ok: true })
    expect(await (await api.ask('/readyz')).json()).toEqual({ ok: true, database: true, queue: true })
    const metrics = await (await api.ask('/metrics')).text()
    expect(metrics).toMatch(/cartie_http_request_seconds_count\{.*route="\/api\/v1\/workspace".*\} 1/)
    expect(metrics).toMatch(/cartie_queue_waiting\{queue="parser"\} \d/)
    expect(metrics).toMatch(/cartie_invariant\{check="cars_doubled"\} 0/)
    expect(metrics).not.toContain(api.workspaceId)
  })

  test('one log line a request, without secrets, bodies and queries', async () => {
    const key = await api.keyOf('ADMIN')
    const cookie = await api.signIn()
    await api.ask('/api/v1/api-keys?secret=in-the-query', {
      method: 'POST',
      key,
      body: { name: 'in-the-body' },
    })
    const reply = await api.ask('/api/v1/me', { cookie })
    const line = api
      .log()
      .split('\n')
      .find((l) => l.includes(reply.headers.get('x-request-id')!))!
    expect(JSON.parse(line)).toMatchObject({
      method: 'GET',
      route: '/api/v1/me',
      status: 200,
      workspace: api.workspaceId,
    })
    for (const secret of [key, cookie.split('=')[1]!, 'in-the-query', 'in-the-body'])
      expect(api.log()).not.toContain(secret)
  })
})
