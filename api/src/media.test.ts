import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { createSecrets } from '@cartie/db/secrets'
import { createBot } from '@cartie/db/services/bot/create'
import { createListing } from '@cartie/db/services/listing/create'
import { keepMedia } from '@cartie/db/services/media/keep'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let path: string
const bytes = Buffer.from('ffd8ffe0aa', 'hex')
beforeAll(async () => {
  api = await testApi()
  const ctx = api.contextOf('OWNER')
  const secrets = createSecrets('test-secret-test-secret-test-secret')
  const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'
  const { id: botId } = await createBot(ctx, secrets, { token, intake: 'off' })
  path = mediaPath(await keepMedia(ctx, { key: 'k', contentType: 'image/jpeg', bytes, botId, fileId: 'f' }))
})
afterAll(() => api.close())

describe('a photo that this installation keeps', () => {
  test('is shown without an account to whoever knows its address, and may be kept for ever', async () => {
    const reply = await api.ask(path)
    expect(reply.status).toBe(200)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(bytes)
    const head = await api.ask(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '5'])
  })

  test.each([
    ['an id that nobody has', () => mediaPath(randomUUID())],
    ['no id', () => '/api/media/------------------------------------'],
    ['more behind it', () => `${path}/x`],
  ])('is not there at %s', async (_, at) => {
    const reply = await api.ask(at())
    expect(reply.status).toBe(404)
    expect(reply.headers.get('cache-control')).toBe('no-store')
  })

  test('is changed and deleted by nobody over HTTP', async () => {
    for (const method of ['PUT', 'DELETE', 'POST'])
      expect((await api.ask(path, { method, key: await api.keyOf('OWNER') })).status).toBe(404)
  })

  test('stands in a car as a path, in the export as an address; a path elsewhere is none', async () => {
    await createListing(api.contextOf('OWNER'), { title: 'Own photo', images: [path] })
    const key = await api.keyOf('OWNER')
    const csv = await (await api.ask('/api/v1/listings/export.csv?q=own', { key })).text()
    expect(csv).toContain(`${api.publicUrl}${path}`)
    const body = (image: string) => ({ title: 'X', images: [image] })
    const post = (image: string) => api.ask('/api/v1/listings', { method: 'POST', key, body: body(image) })
    expect((await post(path)).status).toBe(201)
    for (const wrong of ['/api/v1/me', 'javascript:alert(1)', `${path}/../x`])
      expect((await post(wrong)).status).toBe(400)
  })
})
