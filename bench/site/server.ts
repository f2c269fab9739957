import http from 'node:http'
import { ldMix, page, type LdPlace, type Size } from './pages.ts'

// A site on loopback: GET /<big|mid>/<mix|none|head|end>/<id>. All pages are made before it says READY.

const variants = 48
const cache = new Map<string, Buffer>()

function get(size: Size, ld: string, id: number): Buffer {
  const key = `${size}/${ld}/${id}`
  const known = cache.get(key)
  if (known) return known
  const made = Buffer.from(page(id, size, ld === 'mix' ? ldMix[id % 4]! : (ld as LdPlace)))
  cache.set(key, made)
  return made
}
for (const size of ['big', 'mid'] as const) {
  for (const ld of ['mix', 'none']) for (let id = 0; id < variants; id++) get(size, ld, id)
}

const server = http.createServer((request, response) => {
  const [path = ''] = (request.url ?? '').split('?')
  const [, size, ld = 'mix', id] = path.split('/')
  if (size !== 'big' && size !== 'mid') {
    response.writeHead(404, { 'content-length': 0 }).end()
    return
  }
  const body = get(size, ld, Number(id) % variants)
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
    .end(body)
})
server.keepAliveTimeout = 60_000
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  console.log(`READY ${typeof address === 'object' ? address?.port : ''}`)
})
process.on('SIGTERM', () => process.exit(0))
