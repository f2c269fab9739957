import { startParse } from '@cartie/shared/endpoints/parses'
import type { Parse } from '@cartie/shared/schemas/parse'
import { createSafeFetch } from '@cartie/workers/fetch/safe-fetch'
import type { ResolvedAddress } from '@cartie/workers/fetch/checked-lookup'
import { startCanaries } from '../canary-listeners.ts'
import { ask, carPaths, must, type Fault } from '../fault.ts'
import { hostileAddresses, innerTargets } from '../hostile-addresses.ts'
import { itemsOf } from '../items-of.ts'
import { inspect, none } from '../tally.ts'

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 })
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 })

/** What a name server under somebody else's control may answer, time after time. */
const answers: Record<string, ResolvedAddress[][]> = {
  'inner.example.com': [[v4('127.0.0.1')]],
  'mixed.example.com': [[v4('8.8.8.8'), v4('127.0.0.1')]],
  'mixed-first.example.com': [[v4('127.0.0.1'), v4('8.8.8.8')]],
  'six.example.com': [[v6('::1')]],
  'both.example.com': [[v4('8.8.8.8'), v6('::1')]],
  'mapped.example.com': [[v6('::ffff:127.0.0.1')]],
  'nat64.example.com': [[v6('64:ff9b::7f00:1')]],
  'private.example.com': [[v4('10.0.0.1')]],
  // Allowed first, inner from then on: nothing at first, since a case must not dial a public address.
  'rebind.example.com': [[], [v4('127.0.0.1')]],
  '127.0.0.1.nip.io': [[v4('127.0.0.1')]],
  'localtest.me': [[v4('127.0.0.1'), v6('::1')]],
}

export const faults: Fault[] = [
  {
    id: 'P01',
    title: 'every spelling of an inner or impossible address as a link: refused before any connection',
    onEachBackend: false,
    async run(world) {
      const canaries = await startCanaries()
      try {
        await world.startApi()
        await world.startWorker({ FETCH_ALLOW_PRIVATE: '' })
        const port = new URL(world.apiUrl).port
        const urls = [
          ...hostileAddresses(),
          ...canaries.ports.flatMap((p) => [`http://127.0.0.1:${p}/c`, `https://[::1]:${p}/c`]),
          ...[
            `${world.apiUrl}/api/v1/parses`,
            `http://127.1:${port}/`,
            `${world.publicUrl}/`,
            `${world.origin.url}/`,
          ],
        ]
        const parse = (await world.api(startParse, { body: { urls } })) as Parse
        await world.ended(parse.id)
        const items = await itemsOf(world, parse.id)
        must(items.length === urls.length, `${items.length} items of ${urls.length} links`)
        const wrong = items.filter(
          (i) => i.status !== 'failed' || !/^(blocked_address|invalid_url)$/.test(i.reasonCode ?? ''),
        )
        must(
          wrong.length === 0,
          `not refused: ${wrong.map((i) => `${i.url} ${i.status} ${i.reasonCode}`).join('; ')}`,
        )
        const long = await ask(world, '/api/v1/parses', {
          method: 'POST',
          body: { urls: [`http://127.0.0.1/${'a'.repeat(8192)}`] },
        })
        must(long.status === 400, `an address of 8 KB was answered ${long.status}`)
        must(world.origin.hits.length === 0, 'the origin on a private address was asked')
        return { ...(await inspect(world, [parse.id])), conn: await canaries.accepts() }
      } finally {
        await canaries.close()
      }
    },
  },
  {
    id: 'P02',
    title: 'names that resolve inside, in part, later, or over IPv6: refused at the dial',
    onEachBackend: false,
    async run() {
      const canaries = await startCanaries()
      const asked = new Map<string, number>()
      const safeFetch = createSafeFetch({
        allowPrivate: [],
        reroute: new Map(),
        robots: false,
        concurrency: 20,
        ports: canaries.ports,
        resolver: async (name) => {
          const times = asked.get(name) ?? 0
          asked.set(name, times + 1)
          const list = answers[name] ?? []
          return list[Math.min(times, list.length - 1)] ?? []
        },
      })
      try {
        for (const name of Object.keys(answers)) {
          for (const port of canaries.ports) {
            for (const scheme of ['http', 'https']) {
              const result = await safeFetch(`${scheme}://${name}:${port}/`)
              const code = result.ok ? 'fetched' : result.code
              must(code === 'BLOCKED_IP' || (name.startsWith('rebind') && code === 'DNS'), `${name}: ${code}`)
            }
          }
        }
        must((asked.get('rebind.example.com') ?? 0) > 1, 'the name was not resolved again')
        return { ...none(), conn: await canaries.accepts() }
      } finally {
        safeFetch.close()
        await canaries.close()
      }
    },
  },
  {
    id: 'P03',
    title:
      'redirects and refreshes from an allowed site to the inside, chains and loops: none is followed there',
    onEachBackend: false,
    async run(world) {
      const canaries = await startCanaries()
      try {
        const targets = innerTargets(canaries.ports)
        world.origin.answer(/^\/to\//, (request, response) => {
          const [, , code, n] = request.url!.split('/')
          response.writeHead(Number(code), { location: targets[Number(n)] }).end('moved')
        })
        world.origin.answer(/^\/chain\//, (request, response) => {
          const left = Number(request.url!.split('/')[2])
          response.writeHead(302, { location: left > 0 ? `/chain/${left - 1}` : '/car/1' }).end()
        })
        world.origin.answer(/^\/loop/, (_, response) => response.writeHead(302, { location: '/loop' }).end())
        world.origin.answer(/^\/refresh\//, (request, response) => {
          const to = targets[Number(request.url!.split('/')[2])]
          response
            .writeHead(200, { 'content-type': 'text/html', refresh: `0;url=${to}` })
            .end(
              `<html><head><meta http-equiv="refresh" content="0;url=${to}"></head><body>Please wait</body></html>`,
            )
        })
        await world.startApi()
        // Only the very origin is allowed, not its neighbours on the same address.
        await world.startWorker({ FETCH_ALLOW_PRIVATE: new URL(world.origin.url).host })
        const redirects = [301, 302, 303, 307, 308].flatMap((code) =>
          targets.map((_, n) => `/to/${code}/${n}`),
        )
        const refreshes = targets.map((_, n) => `/refresh/${n}`)
        const parse = await world.accept([
          ...redirects,
          ...refreshes,
          '/chain/20',
          '/loop',
          '/chain/4',
          ...carPaths(1, 3),
        ])
        await world.ended(parse.id)
        const byPath = new Map(
          (await itemsOf(world, parse.id)).map((i) => [i.url!.slice(world.origin.url.length), i]),
        )
        for (const path of redirects) {
          const reason = byPath.get(path)?.reasonCode ?? ''
          must(
            /^(blocked_address|invalid_url)$/.test(reason),
            `${path} ended as ${reason || byPath.get(path)?.status}`,
          )
        }
        for (const path of refreshes) must(byPath.get(path)?.found === 0, `${path} was followed`)
        for (const path of ['/chain/20', '/loop'])
          must(
            byPath.get(path)?.reasonCode === 'too_many_redirects',
            `${path}: ${byPath.get(path)?.reasonCode}`,
          )
        must(byPath.get('/chain/4')?.found === 1, 'five redirects were not followed')
        must(
          world.origin.hits.filter((h) => h.path.startsWith('/loop')).length <= 6,
          'a loop was followed on and on',
        )
        return { ...(await inspect(world, [parse.id])), conn: await canaries.accepts() }
      } finally {
        await canaries.close()
      }
    },
  },
]
