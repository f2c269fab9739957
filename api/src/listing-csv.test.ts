import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importListings } from '@cartie/db/services/listing/import'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('VIEWER')
})
afterAll(() => api.close())

const exported = async (query = '') => {
  const reply = await api.ask(`/api/v1/listings/export.csv${query}`, { key })
  return { reply, bytes: new Uint8Array(await reply.arrayBuffer()) }
}

describe('the export', () => {
  test('opens in a spreadsheet: Cyrillic is read, and no text runs as a formula', async () => {
    const titles = [
      'Шкода Октавія',
      '=HYPERLINK("http://evil.example")',
      '+1',
      '-2+3',
      '@SUM(A1)',
      '\tcmd',
      'a "quoted", one',
    ]
    await importListings(api.contextOf('OWNER'), { rows: titles.map((title) => ({ title, make: 'Skoda' })) })
    const { reply, bytes } = await exported()
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain('Шкода Октавія')
    expect(text).toContain('"a ""quoted"", one"')
    expect(text).toMatch(/,"?'=HYPERLINK/)
    expect(text).not.toMatch(/(?:^|,)"?[=+@\t-]/m)
  })

  test('holds every car once, also beyond a page, and only this workspace’s', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      title: `Bulk ${i}`,
      make: 'Fiat',
      sourceUrl: `https://example.com/car/${i}`,
    }))
    await importListings(api.contextOf('OWNER'), { rows })
    await importListings(api.contextOf('OWNER', api.otherWorkspaceId), {
      rows: [{ title: 'Canary', make: 'Fiat' }],
    })
    const text = new TextDecoder().decode((await exported('?make=Fiat')).bytes)
    const found = [...text.matchAll(/Bulk \d+/g)].map((m) => m[0])
    expect(new Set(found).size).toBe(1000)
    expect(found).toHaveLength(1000)
    expect(text).not.toContain('Canary')
    expect(text).not.toContain('Шкода')
  })

  test('a wrong filter is refused before the first byte', async () => {
    expect((await exported('?yearFrom=soon')).reply.status).toBe(400)
  })
})
