import { readFileSync } from 'node:fs'
import http from 'node:http'
import { dirname, resolve } from 'node:path'
import { ldMix, page, type LdPlace, type Size } from './pages.ts'

// A site on loopback: GET /<big|mid>/<mix|none|head|end>/<id>, and /saved/blend/<id> for the listing pages of an
// index of saved pages, if one is named; ?wait=<ms> makes it wait. All pages are made before it says READY.
// node server.ts [index.json]

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

/** The listing pages of an index of saved pages: rows of `{ kind, file }`, files beside it. */
function readSaved(index: string | undefined): Buffer[] {
  if (index === undefined) return []
  const rows = JSON.parse(readFileSync(index, 'utf8')) as { kind: string; file: string }[]
  return rows
    .filter((row) => row.kind === 'listing' && row.file.endsWith('.html'))
    .map((row) => readFileSync(resolve(dirname(index), row.file)))
}
const saved = readSaved(process.argv[2])

const server = http.createServer((request, response) => {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const [, size, ld = 'mix', id] = path.split('/')
  if (size === 'saved' && saved.length) {
    const body = saved[Number(id) % saved.length]!
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length }).end(body)
    return
  }
  if (size !== 'big' && size !== 'mid') {
    response.writeHead(404, { 'content-length': 0 }).end()
    return
  }
  const body = get(size, ld, Number(id) % variants)
  const answer = () =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
      .end(body)
  const waitMs = Number(new URLSearchParams(query).get('wait'))
  if (waitMs) setTimeout(answer, waitMs)
  else answer()
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`READY ${typeof address === 'object' ? address?.port : ''}`)
})
process.on('SIGTERM', () => process.exit(0))
