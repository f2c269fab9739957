import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import fc from 'fast-check'
import { createLead } from '@cartie/shared/endpoints/leads'
import { listListings, importListings } from '@cartie/shared/endpoints/listings'
import { startParse } from '@cartie/shared/endpoints/parses'
import { createPartner } from '@cartie/shared/endpoints/partners'
import { createRequest } from '@cartie/shared/endpoints/requests'
import { installScenarioTemplate, listScenarioTemplates } from '@cartie/shared/endpoints/scenarios'
import { endpoints } from '@cartie/shared/endpoints/all'
import { listingSorts } from '@cartie/shared/filters/listing-filter'
import type { CarListing } from '@cartie/shared/schemas/listing'
import { Problem } from '@cartie/shared/schemas/common'
import { requestsOf, type Operation, type OpenApi } from '@cartie/api/testing/fuzzed-requests'
import { ask, must, type Fault } from '../fault.ts'
import { none } from '../tally.ts'
import type { World } from '../world.ts'

const insides = /node_modules|\.ts:\d|    at |syntax error|relation "|violates|SQLSTATE|stack/

/** Sends bytes as they are, piece by piece; resolves with the answer's first bytes, or '' where the line is cut. */
function raw(world: World, pieces: string[], everyMs = 0): Promise<string> {
  const { hostname, port } = new URL(world.apiUrl)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    const timer = setInterval(() => {
      const piece = pieces.shift()
      if (piece !== undefined && socket.writable) socket.write(piece)
    }, everyMs)
    const end = () => {
      clearInterval(timer)
      clearTimeout(late)
      socket.destroy()
      resolve(answer)
    }
    const late = setTimeout(() => ((answer = 'nothing for 4 s'), end()), 4000)
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
      if (answer.includes('\r\n\r\n')) end()
    })
    socket.on('error', end).on('close', end)
  })
}

/** `leads` of `/api/v1/leads/{id}/notes`. */
const resourceOf = (path: string): string => path.split('/')[3] ?? ''

/** The ids that the lists show, by resource: with them most requests get beyond the look-up. */
async function listedIds(
  world: World,
  operations: [string, string, Operation][],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const [path, method] of operations) {
    if (method !== 'get' || path.split('/').length !== 4) continue
    const reply = await ask(world, path)
    const { data } = reply.status === 200 ? (JSON.parse(reply.text) as { data?: { id?: string }[] }) : {}
    const ids = Array.isArray(data) ? data.flatMap(({ id }) => id ?? []) : []
    if (ids.length) found.set(resourceOf(path), ids)
  }
  return found
}

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    title: `Car ${from + i}`,
    make: 'Skoda',
    year: 1990 + ((from + i) % 30),
    mileageKm: ((from + i) * 37) % 1000,
    price: { amount: ((from + i) * 53) % 400, currency: 'USD' },
  }))

export const faults: Fault[] = [
  {
    id: 'A03',
    title:
      '2,000 requests made from the contracts and spoilt: no 5xx, problems as documents, replies as promised',
    onEachBackend: false,
    async run(world) {
      await world.startApi({ LOG_LEVEL: 'warn' })
      await world.api(importListings, { body: { rows: rows(0, 3) } })
      const parse = await world.api(startParse, { body: { urls: ['https://example.com/1', 'nonsense'] } })
      must('id' in parse, 'the parse was not started')
      await world.api(createLead, { body: { name: 'One' } })
      await world.api(createRequest, { body: { title: 'BMW X5' } })
      await world.api(createPartner, { body: { name: 'Two' } })
      const [template] = (await world.api(listScenarioTemplates)).data
      await world.api(installScenarioTemplate, { params: { id: template!.id }, body: {} })
      const document = JSON.parse((await ask(world, '/api/v1/openapi.json')).text) as OpenApi
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
          path,
          method,
          operation,
        ]),
      )
      const plain = operations.filter(([, , o]) => o.operationId !== 'events.stream')
      const each = Math.ceil(2000 / plain.length)
      const known = await listedIds(world, plain)
      let asked = 0
      let good = 0
      for (const [path, method, operation] of plain) {
        const contract = endpoints.find((e) => e.id === operation.operationId)
        const ids = known.get(resourceOf(path)) ?? [...known.values()].flat()
        const requests = fc.sample(requestsOf(path, operation, document.components.schemas, ids), each)
        for (const [url, body] of requests) {
          const sent = body === undefined ? {} : { body: JSON.stringify(body) }
          const reply = await ask(world, url, { method: method.toUpperCase(), ...sent })
          const told = `${method} ${url} ${sent.body?.slice(0, 300)} -> ${reply.status} ${reply.text.slice(0, 300)}`
          asked++
          must(reply.status < 500, told)
          if (reply.status >= 400) {
            must(Problem.safeParse(JSON.parse(reply.text)).success, `no problem document: ${told}`)
            must(!insides.test(reply.text), `tells of our insides: ${told}`)
          } else {
            good++
            if (!contract?.reply) continue
            must(contract.reply.safeParse(JSON.parse(reply.text)).success, `breaks its contract: ${told}`)
          }
        }
      }
      must(asked >= 2000 && good > asked / 5, `${asked} requests, ${good} of them good`)
      return none()
    },
  },
  {
    id: 'A04',
    title:
      'bodies too large, too deep, too slow, belied and broken: 4xx within 2 s, the API lives and stays small',
    onEachBackend: false,
    async run(world) {
      const api = await world.startApi()
      const path = '/api/v1/api-keys'
      const post =
        (body: string, headers: Record<string, string> = {}) =>
        () =>
          ask(world, path, { method: 'POST', body, headers }).then(
            (r) => r.status,
            // Cut off while it was still sending: a refusal too, if the API lives.
            () => 413,
          )
      const head = (extra: string) =>
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.key}\r\nContent-Type: application/json\r\n${extra}\r\n\r\n`
      const line = (pieces: string[], everyMs?: number) => async () =>
        Number(/^HTTP\/1\.1 (\d+)/.exec(await raw(world, [...pieces], everyMs))?.[1] ?? NaN)
      const attacks: Record<string, () => Promise<number>> = {
        '10 MB': post(`{"name":"${'x'.repeat(10 << 20)}"}`),
        '100,000 levels': post('['.repeat(100_000)),
        '100,000 levels of objects': post('{"a":'.repeat(100_000)),
        'a prototype': post('{"__proto__":{"role":"OWNER"},"constructor":{"prototype":{}}}'),
        'an unknown field doubled': post('{"name":"a","isAdmin":true,"isAdmin":false}'),
        'another charset': post('{}', { 'content-type': 'application/json; charset=windows-1251' }),
        'a belied packing': post('{}', { 'content-encoding': 'gzip' }),
        'a drip': line([head('Content-Length: 1000'), ...Array.from({ length: 60 }, () => ' ')], 100),
        'a cut body': line([head('Content-Length: 1000') + '{"name":']),
        'bad chunk sizes': line([`${head('Transfer-Encoding: chunked')}ZZ\r\n{}\r\n0\r\n\r\n`]),
        'a chunk too long': line([
          `${head('Transfer-Encoding: chunked')}FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n`,
        ]),
        'two lengths': line([head('Content-Length: 2\r\nContent-Length: 5') + '{}']),
        'a length and chunks': line([
          `${head('Content-Length: 2\r\nTransfer-Encoding: chunked')}2\r\n{}\r\n0\r\n\r\n`,
        ]),
        'no HTTP': line(['\x16\x03\x01\x02\x00 hello\r\n\r\n']),
        'a header of 100 KB': line([`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`]),
      }
      const rss = () =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${api.pid}/status`, 'utf8'))?.[1]) / 1024
      const round = async () => {
        for (const [name, attack] of Object.entries(attacks)) {
          const started = performance.now()
          const status = await attack()
          const ms = performance.now() - started
          must(status >= 400 && status < 500, `${name}: ${status}`)
          must(ms <= 2000, `${name}: ${Math.round(ms)} ms`)
          must((await ask(world, '/healthz')).status === 200, `after ${name} the API is ill`)
        }
        await Promise.all(Array.from({ length: 10 }, attacks['10 MB']!))
      }
      await round()
      const before = rss()
      await round()
      must(rss() - before <= 50, `the API grew by ${Math.round(rss() - before)} MB`)
      must(api.exitCode === null && api.signalCode === null, 'the API ended')
      const twice = await ask(world, path, { method: 'POST', body: '{"name":"one","name":"two"}' })
      must(twice.status === 201 && (JSON.parse(twice.text) as { name: string }).name === 'two', twice.text)
      return none()
    },
  },
  {
    id: 'A05',
    title:
      'a list is paged, in every order, while rows come in: each row that was there is seen exactly once',
    onEachBackend: false,
    async run(world) {
      await world.startApi()
      await world.api(importListings, { body: { rows: rows(0, 400) } })
      const there = new Set<string>()
      for (const { id } of await walk(world, 'newest')) there.add(id)
      must(there.size === 400, `${there.size} of 400 rows are listed`)
      let writing = true
      const writer = (async () => {
        for (let from = 1000; writing; from += 10)
          await world.api(importListings, { body: { rows: rows(from, 10) } })
      })()
      try {
        for (const sort of listingSorts) {
          const seen = Map.groupBy(await walk(world, sort), (l) => l.id)
          const lost = [...there].filter((id) => !seen.has(id))
          const twice = [...seen].filter(([id, times]) => there.has(id) && times.length > 1)
          must(
            lost.length === 0 && twice.length === 0,
            `${sort}: ${lost.length} missed, ${twice.length} twice`,
          )
        }
      } finally {
        writing = false
        await writer
      }
      return none()
    },
  },
]

async function walk(world: World, sort: (typeof listingSorts)[number]): Promise<CarListing[]> {
  const seen: CarListing[] = []
  for (let cursor: string | undefined; ;) {
    const page = await world.api(listListings, { query: { sort, limit: 20, ...(cursor ? { cursor } : {}) } })
    seen.push(...page.data)
    if (page.nextCursor === null) return seen
    cursor = page.nextCursor
  }
}
