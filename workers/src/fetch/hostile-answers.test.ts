import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FetchResult } from './fetch-result.ts'
import { makeFetcher } from './testing/fetcher.ts'
import { brotliBomb, gzipBomb, zeros } from './testing/bombs.ts'
import { startRaw, type Origin } from './testing/origins.ts'
import { deflateRawSync, deflateSync, gzipSync, brotliCompressSync } from 'node:zlib'
import type { Socket } from 'node:net'

const megabyte = 1024 * 1024
const page = Buffer.from(`<html>${'<p>Škoda Octavia, 8 500 $, Львів</p>'.repeat(20)}</html>`)

function answer(headers: string[], body: Buffer | string = ''): Buffer {
  const bytes = Buffer.from(body)
  const head = ['HTTP/1.1 200 OK', 'Content-Type: text/html', ...headers, `Content-Length: ${bytes.length}`]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes])
}

function chunked(socket: Socket, extra = ''): void {
  socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n${extra}\r\n`)
}

/** Writes without end, as fast as the other side reads. */
function flood(socket: Socket, piece: Buffer): void {
  while (!socket.destroyed && socket.write(piece));
  socket.once('drain', () => flood(socket, piece))
}

function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20)
  socket.once('close', () => clearInterval(timer))
}

const oneChunk = Buffer.from(`4000\r\n${'x'.repeat(0x4000)}\r\n`)
const gzipped = gzipSync(page)
const signatures = {
  pdf: '%PDF-1.7\n%âãÏÓ',
  png: '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  jpeg: '\xff\xd8\xff\xe0\0\x10JFIF',
  zip: 'PK\x03\x04\x14\0\0\0',
  binary: 'ab\x01\x02\0\x05\x06',
}

const routes: Record<string, (socket: Socket) => void> = {
  '/page': (socket) => socket.write(answer([], page)),
  '/gzip': (socket) => socket.write(answer(['Content-Encoding: gzip'], gzipped)),
  '/br': (socket) => socket.write(answer(['Content-Encoding: br'], brotliCompressSync(page))),
  '/deflate': (socket) => socket.write(answer(['Content-Encoding: deflate'], deflateSync(page))),
  '/deflate-raw': (socket) => socket.write(answer(['Content-Encoding: deflate'], deflateRawSync(page))),
  '/gzip-twice': (socket) => socket.write(answer(['Content-Encoding: gzip, gzip'], gzipSync(gzipped))),
  '/gzip-bomb': (socket) => socket.write(answer(['Content-Encoding: gzip'], bombs.gzip)),
  '/br-bomb': (socket) => socket.write(answer(['Content-Encoding: br'], bombs.brotli)),
  '/deflate-bomb': (socket) =>
    socket.write(answer(['Content-Encoding: deflate'], deflateSync(zeros(20 * megabyte)))),
  '/gzip-in-gzip': (socket) => socket.write(answer(['Content-Encoding: gzip, gzip'], gzipSync(bombs.gzip))),
  '/many-layers': (socket) => socket.write(answer([`Content-Encoding: ${'gzip, '.repeat(9)}gzip`], gzipped)),
  '/ten-gigabytes': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10737418240\r\n\r\n')
    flood(socket, Buffer.alloc(65_536, 'x'))
  },
  '/endless': (socket) => {
    chunked(socket)
    flood(socket, oneChunk)
  },
  '/tiny-chunks': (socket) => {
    chunked(socket)
    flood(socket, Buffer.from('1\r\nx\r\n'.repeat(10_000)))
  },
  '/drip-body': (socket) => {
    chunked(socket)
    drip(socket, '1\r\nx\r\n')
  },
  '/drip-head': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    drip(socket, 'X')
  },
  '/drip-informational': (socket) => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  '/silent': () => undefined,
  '/silent-body': (socket) => socket.write(answer([], page).subarray(0, -10)),
  '/silent-redirect': (socket) => {
    socket.write('HTTP/1.1 302 Found\r\nLocation: /silent\r\nContent-Length: 10\r\n\r\n')
  },
  '/cut-gzip': (socket) => socket.write(answer(['Content-Encoding: gzip'], gzipped.subarray(0, -12))),
  '/not-gzip': (socket) => socket.write(answer(['Content-Encoding: gzip'], page)),
  '/not-br': (socket) => socket.write(answer(['Content-Encoding: br'], page)),
  '/unknown-coding': (socket) => socket.write(answer(['Content-Encoding: zork'], page)),
  '/bad-chunk': (socket) => {
    chunked(socket)
    socket.write('5\r\nhello\r\nZZ\r\nworld\r\n')
  },
  '/cut-chunked': (socket) => {
    chunked(socket)
    socket.end('5\r\nhello\r\n')
  },
  '/cut-length': (socket) => socket.end(answer([], page).subarray(0, -10)),
  '/big-head': (socket) => socket.write(answer([`X-Big: ${'x'.repeat(64 * 1024)}`], page)),
  '/thousand-cookies': (socket) => {
    socket.write(
      answer(
        Array.from({ length: 1000 }, (_, i) => `Set-Cookie: c${i}=v; path=/`),
        page,
      ),
    )
  },
  '/http-0.9': (socket) => socket.end('<html>hello from 1991</html>'),
  '/bare-lf': (socket) => socket.write('HTTP/1.1 200 OK\nContent-Length: 2\n\nok'),
  '/two-lengths': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello')
  },
  '/length-and-chunks': (socket) => {
    chunked(socket, 'Content-Length: 3\r\n')
    socket.write('2\r\nok\r\n0\r\n\r\n')
  },
  '/reset': (socket) => socket.resetAndDestroy(),
  '/pdf-identity': (socket) => socket.write(answer(['Content-Encoding: identity'], signatures.pdf)),
  '/pdf-by-bytes': (socket) => {
    chunked(socket)
    socket.write('1\r\n%\r\n3\r\nPDF\r\n4\r\n-1.7\r\n0\r\n\r\n')
  },
  '/no-content': (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  '/empty': (socket) => socket.write(answer([])),
  '/gzip-nothing': (socket) => socket.write(answer(['Content-Encoding: gzip'])),
  '/video': (socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 99999\r\n\r\n'),
  '/gone': (socket) => socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
  '/gone-image': (socket) => {
    socket.write('HTTP/1.1 404 Not Found\r\nContent-Type: image/gif\r\nContent-Length: 3\r\n\r\nabc')
  },
  '/busy': (socket) => {
    socket.write(
      'HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nServer: x\r\nX-Other: y\r\nContent-Length: 4\r\n\r\nslow',
    )
  },
}
for (const [name, bytes] of Object.entries(signatures)) {
  routes[`/${name}`] = (socket) => socket.write(answer([], Buffer.from(bytes, 'latin1')))
  routes[`/${name}-gzip`] = (socket) => {
    socket.write(answer(['Content-Encoding: gzip'], gzipSync(Buffer.from(bytes, 'latin1'))))
  }
}

let bombs: { gzip: Buffer; brotli: Buffer }
let origin: Origin
beforeAll(async () => {
  bombs = { gzip: gzipBomb(300 * megabyte), brotli: await brotliBomb(100 * megabyte) }
  origin = await startRaw((socket, head) => routes[/^GET (\S+)/.exec(head)?.[1] ?? '']?.(socket))
})
afterAll(() => origin.close())

const site = () => ({ reroute: new Map([['shop.example.com', origin.url]]) })

async function ask(path: string, deadlineMs = 5_000): Promise<FetchResult> {
  return makeFetcher(site())(`http://shop.example.com${path}`, { deadlineMs })
}

test.each(['/page', '/gzip', '/br', '/deflate', '/deflate-raw', '/gzip-twice'])(
  '%s is read',
  async (path) => {
    const result = await ask(path)
    expect(result.ok && result.bytes.equals(page)).toBe(true)
  },
)

test.each([
  ['TOO_LARGE', 'too_large', ['/ten-gigabytes', '/endless', '/tiny-chunks']],
  [
    'DECODE_ERROR',
    'bad_answer',
    ['/cut-gzip', '/not-gzip', '/not-br', '/unknown-coding', '/many-layers', '/bad-chunk'],
  ],
  ['RESET', 'unreachable', ['/cut-chunked', '/cut-length', '/reset']],
  ['HEADERS_TOO_LARGE', 'bad_answer', ['/big-head', '/thousand-cookies']],
  ['PROTOCOL_ERROR', 'bad_answer', ['/http-0.9', '/bare-lf', '/two-lengths', '/length-and-chunks']],
  ['UNSUPPORTED_TYPE', 'not_a_page', ['/pdf', '/png', '/jpeg', '/zip', '/binary', '/video']],
  [
    'UNSUPPORTED_TYPE',
    'not_a_page',
    ['/pdf-identity', '/pdf-by-bytes', '/pdf-gzip', '/png-gzip', '/jpeg-gzip', '/zip-gzip', '/binary-gzip'],
  ],
  ['EMPTY', 'bad_answer', ['/no-content', '/empty', '/gzip-nothing']],
])('%s is what the dealer sees as "%s" for %j', async (code, reason, paths) => {
  for (const path of paths) expect([path, await ask(path)]).toMatchObject([path, { ok: false, code, reason }])
})

describe('a bomb', () => {
  test.each(['/gzip-bomb', '/br-bomb', '/deflate-bomb', '/gzip-in-gzip', '/endless', '/tiny-chunks'])(
    '%s ends as TOO_LARGE and costs at most 50 MB',
    async (path) => {
      await ask('/gzip')
      const peakKb = process.resourceUsage().maxRSS
      const rss = process.memoryUsage().rss
      expect(await ask(path)).toMatchObject({ ok: false, code: 'TOO_LARGE' })
      expect((process.resourceUsage().maxRSS - peakKb) / 1024).toBeLessThan(50)
      expect((process.memoryUsage().rss - rss) / megabyte).toBeLessThan(50)
    },
  )

  test('the cap is the caller’s, for packed and for plain bodies', async () => {
    const safeFetch = makeFetcher(site())
    for (const path of ['/page', '/gzip']) {
      const url = `http://shop.example.com${path}`
      expect(await safeFetch(url, { maxBytes: page.length })).toMatchObject({ ok: true })
      expect(await safeFetch(url, { maxBytes: page.length - 1 })).toMatchObject({ code: 'TOO_LARGE' })
    }
  })
})

describe('a site that stalls', () => {
  const stalls = [
    '/drip-body',
    '/drip-head',
    '/drip-informational',
    '/silent',
    '/silent-body',
    '/silent-redirect',
  ]

  test('every stall ends at the deadline, give or take a tenth', async () => {
    const safeFetch = makeFetcher({ ...site(), allowPrivate: ['127.0.0.1'], concurrency: 20 })
    const deadlineMs = 500
    const urls = [
      ...stalls.map((path) => `http://shop.example.com${path}`),
      `https://127.0.0.1:${origin.port}/`,
    ]
    const times = await Promise.all(
      urls.map(async (url) => {
        const start = performance.now()
        expect(await safeFetch(url, { deadlineMs })).toMatchObject({ code: 'DEADLINE', retryable: true })
        return performance.now() - start
      }),
    )
    expect(Math.min(...times)).toBeGreaterThanOrEqual(deadlineMs * 0.9)
    expect(Math.max(...times)).toBeLessThanOrEqual(deadlineMs * 1.1)
  })

  test('its slot is free again at once', async () => {
    const safeFetch = makeFetcher({ ...site(), concurrency: 1 })
    const start = performance.now()
    const [first, second] = await Promise.all([
      safeFetch('http://shop.example.com/drip-body', { deadlineMs: 100 }),
      safeFetch('http://shop.example.com/page', { deadlineMs: 5_000 }),
    ])
    expect(first).toMatchObject({ code: 'DEADLINE' })
    expect(second).toMatchObject({ ok: true })
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  test('a name that never resolves ends there too', async () => {
    const safeFetch = makeFetcher({ resolver: () => new Promise(() => undefined) })
    const result = await safeFetch('http://shop.example.com/', { deadlineMs: 50 })
    expect(result).toMatchObject({ code: 'DEADLINE' })
  })

  test('the caller’s signal ends it earlier and counts against nobody', async () => {
    const safeFetch = makeFetcher(site())
    for (let i = 0; i < 6; i++) {
      const result = await safeFetch('http://shop.example.com/silent', { signal: AbortSignal.timeout(5) })
      expect(result).toMatchObject({ code: 'DEADLINE' })
    }
    expect(await safeFetch('http://shop.example.com/page')).toMatchObject({ ok: true })
    const result = await safeFetch('http://shop.example.com/page', { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ code: 'DEADLINE' })
  })
})

describe('an answer that is no page', () => {
  test('comes with its status when it is an error, whatever its body', async () => {
    expect(await ask('/gone')).toMatchObject({ ok: true, status: 404 })
    expect(await ask('/gone-image')).toMatchObject({ ok: true, status: 404 })
  })

  test('brings the headers that callers decide by, and no others', async () => {
    const result = await ask('/busy')
    expect(result.ok && result.headers).toEqual({ 'retry-after': '7', server: 'x' })
  })

  test('is not retried by us: one request, one connection', async () => {
    const before = origin.accepts()
    await ask('/reset')
    expect(origin.accepts() - before).toBe(1)
  })
})
