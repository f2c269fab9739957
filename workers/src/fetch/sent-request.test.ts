import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFetcher } from './testing/fetcher.ts'
import { startSite, type Origin } from './testing/origins.ts'

let site: Origin
const seen: {
  method: string | undefined
  path: string | undefined
  type: string | undefined
  body: string
}[] = []
beforeAll(async () => {
  site = await startSite((request, reply) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ method: request.method, path: request.url, type: request.headers['content-type'], body })
      if (request.url === '/moved') reply.writeHead(302, { location: '/landed' }).end('moved')
      else if (request.url === '/drop' && seen.filter((one) => one.path === '/drop').length > 0)
        request.socket.destroy()
      else reply.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}')
    })
  })
})
afterAll(() => site.close())

const send = {
  method: 'POST' as const,
  headers: { 'content-type': 'application/json', 'x-own': 'yes' },
  body: '{"name":"Олена"}',
}
const fetcher = () => makeFetcher({ reroute: new Map([['api.example.com', site.url]]) })

test('a request with a method, headers and a body arrives as it is given', async () => {
  const result = await fetcher()('http://api.example.com/leads', { send, robots: false })
  expect(result).toMatchObject({ ok: true, status: 201 })
  expect(seen.at(-1)).toEqual({
    method: 'POST',
    path: '/leads',
    type: 'application/json',
    body: '{"name":"Олена"}',
  })
})

test('its redirects are told, not followed', async () => {
  const result = await fetcher()('http://api.example.com/moved', { send, robots: false })
  expect(result).toMatchObject({ ok: true, status: 302, url: 'http://api.example.com/moved' })
  expect(seen.some((one) => one.path === '/landed')).toBe(false)
})

test('it is not sent again when the connection ends without an answer', async () => {
  const fetch = fetcher()
  // Makes a connection that is kept and used again.
  await fetch('http://api.example.com/leads', { send, robots: false })
  const result = await fetch('http://api.example.com/drop', { send, robots: false })
  expect(result).toMatchObject({ ok: false, code: 'RESET' })
  expect(seen.filter((one) => one.path === '/drop')).toHaveLength(1)
})

test('a private address is refused as for any fetch', async () => {
  const result = await fetcher()(site.url.replace('127.0.0.1', '127.0.0.2'), { send, robots: false })
  expect(result).toMatchObject({ ok: false, code: 'BLOCKED_IP' })
})
