import { cleanText } from '@cartie/shared/domain/clean-text'
import { parseAdvance } from '@cartie/shared/jobs/parse-advance'
import { createQueues } from '@cartie/shared/queue'
import { retryParse, startParse } from '@cartie/shared/endpoints/parses'
import type { Parse } from '@cartie/shared/schemas/parse'
import { createDb, withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { ask, carPaths, must, until, type Fault } from '../fault.ts'
import { carPage } from '../origin.ts'
import { flushQueues } from '../queue-store.ts'
import { inspect, none } from '../tally.ts'
import { startProxy } from '../tcp-proxy.ts'
import type { Env } from '../world.ts'

const count = async (rows: PromiseLike<readonly { n: number }[]>): Promise<number> => (await rows)[0]?.n ?? 0

export const faults: Fault[] = [
  {
    id: 'Q06',
    title: 'NUL, lone surrogates and a megabyte of posts: stored as clean text, at the first try',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      await world.startWorker()
      const post = (n: number) => `Skoda Octavia ${2010 + n}, пробіг 150 тис км, ціна 12${n}00 $, Львів. `
      const texts = [
        `a\u0000b\ud800 ${post(1)}\udc00`,
        `\u0000\u0000${post(2)}\ud83d`,
        post(3) + 'дуже '.repeat(3900),
        ...Array.from({ length: 60 }, (_, i) => `${post(i % 9)}\u0000${'опис '.repeat(3600)} № ${i}`),
      ]
      must(Buffer.byteLength(JSON.stringify(texts)) > 1_000_000, 'the payload is under a megabyte')
      world.origin.answer(/^\/nul\//, (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end(
          carPage(77, {
            title: 'Skoda \u0000Octavia \ud800 2017',
            description: 'Well kept,\u0000 one\ud800 owner, garage',
          }),
        ),
      )
      const parses = [
        (await world.api(startParse, { body: { texts } })) as Parse,
        await world.accept(['/nul/1']),
      ]
      for (const { id } of parses) await world.ended(id)
      const bodies = await world.sql<{ body: string; attempts: number }[]>`
        select body, attempts from parse_items where parse_id = ${parses[0]!.id} order by seq`
      bodies.forEach(({ body, attempts }, i) => {
        must(body === cleanText(texts[i]!), `text ${i} was stored as ${JSON.stringify(body.slice(0, 80))}`)
        must(attempts === 1, `text ${i} was tried ${attempts} times`)
      })
      const [page] = await world.sql`
        select i.attempts, i.status, l.title, l.description from parse_items i join car_listings l on l.id = i.listing_ids[1]
        where i.parse_id = ${parses[1]!.id}`
      must(page?.attempts === 1 && page.status === 'saved', JSON.stringify(page))
      must(
        /^Well kept, one� owner, garage$/.test(page.description as string),
        `its text is ${JSON.stringify(page.description)}`,
      )
      return inspect(
        world,
        parses.map((p) => p.id),
      )
    },
  },
  {
    id: 'Q07+A01',
    title: 'one Idempotency-Key 50 times at once, again after the end, and with another body: one parse, 422',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      await world.startWorker()
      const body = { urls: carPaths(7000, 5).map((p) => world.origin.url + p) }
      const send = (more: object = body) =>
        ask(world, '/api/v1/parses', { method: 'POST', body: more, headers: { 'idempotency-key': 'k-7' } })
      const first = await Promise.all(Array.from({ length: 50 }, () => send()))
      must(
        first.every((r) => r.status === 202 && r.text === first[0]!.text),
        `answers: ${[...new Set(first.map((r) => `${r.status} ${r.text.slice(0, 90)}`))].join(' | ')}`,
      )
      const { id } = JSON.parse(first[0]!.text) as Parse
      await world.ended(id)
      const again = await send()
      must(again.text === first[0]!.text, 'after its end the repeat got another answer')
      must(again.headers.get('idempotency-replayed') === 'true', 'the repeat is not told as one')
      must((await send({ ...body, maxPages: 3 })).status === 422, 'another body under the same key was taken')
      must(
        (await count(world.sql`select count(*)::int as n from parses`)) === 1,
        'there is more than one parse',
      )
      // After its day the key is forgotten: the work runs again and doubles nothing.
      await world.sql`delete from idempotency_keys`
      const later = JSON.parse((await send()).text) as Parse
      await world.ended(later.id)
      must((await count(world.sql`select count(*)::int as n from car_listings`)) === 5, 'cars were doubled')
      return inspect(world, [id, later.id])
    },
  },
  {
    id: 'Q08',
    title: 'work is woken again while the queue still remembers its finished job: it runs again, twice',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      await world.startWorker()
      let open = false
      world.origin.answer(/^\/car\//, (request, response) => {
        if (!open) response.writeHead(403).end('no')
        else
          response.writeHead(200, { 'content-type': 'text/html' }).end(carPage(Number(request.url!.slice(5))))
      })
      const parse = await world.accept(carPaths(8000, 10))
      const wall = await world.ended(parse.id)
      must(wall.counts.wall === 10, `the wall was not seen: ${JSON.stringify(wall.counts)}`)
      await world.api(retryParse, { params: { id: parse.id } })
      must((await world.ended(parse.id)).counts.wall === 10, 'the second try did not run')
      must(world.origin.hits.length === 20, `${world.origin.hits.length} requests instead of 20`)
      open = true
      await world.api(retryParse, { params: { id: parse.id } })
      const end = await world.ended(parse.id)
      must(end.counts.saved === 10, JSON.stringify(end.counts))
      return inspect(world, [parse.id])
    },
  },
  {
    id: 'Q10',
    title: 'a transaction that fails after its wakes and events: no job, no event, no row',
    onEachBackend: true,
    async run(world) {
      const queues = createQueues({ redisUrl: world.redisUrl, databaseUrl: world.appUrl })
      const db = createDb({ url: world.appUrl, pool: 2, wake: queues.wake })
      const ctx: Context = {
        db,
        workspaceId: world.workspaceId,
        actor: { kind: 'system', id: null, role: 'OWNER' },
        requestId: 'q10',
      }
      const work = (fail: boolean) =>
        withTx(ctx, async (tx) => {
          const [row] = await tx.sql<[{ id: string }]>`
            insert into parses (workspace_id, kind, expand, max_pages, auto_save, asked, total)
            values (${ctx.workspaceId}, 'urls', true, 1, true, 0, 0) returning id`
          tx.record('parse.started', { parseId: row.id, total: 0 })
          tx.wake(parseAdvance, { workspaceId: ctx.workspaceId, parseId: row.id }, { times: 3 })
          if (fail) throw new Error('rolled back')
        })
      const seen = async () => [
        await queues.waiting('parser'),
        await count(world.sql`select count(*)::int as n from events`),
        await count(world.sql`select count(*)::int as n from parses`),
      ]
      try {
        must(
          await work(true).then(
            () => false,
            () => true,
          ),
          'the failure was swallowed',
        )
        must(
          (await seen()).every((n) => n === 0),
          `jobs, events, rows: ${(await seen()).join(', ')}`,
        )
        await work(false)
        must((await seen()).join() === '3,1,1', `of the one that succeeds: ${(await seen()).join(', ')}`)
      } finally {
        await queues.close()
        await db.close()
      }
      return none()
    },
  },
  {
    id: 'Q11',
    title:
      'the queue is cut off for 10 s while work comes in: every answer within 1 s, everything is done after',
    onEachBackend: true,
    async run(world) {
      const proxy = await startProxy(world.redisUrl ?? world.databaseUrl)
      const env: Env = world.redisUrl ? { REDIS_URL: proxy.url } : { DATABASE_URL: proxy.url }
      try {
        await world.startApi(env)
        await world.startWorker(env)
        const accepted = [(await world.accept(carPaths(11_000, 5))).id]
        await world.ended(accepted[0]!)
        proxy.blackhole()
        const healed = Date.now() + 10_000
        const slowest: number[] = []
        for (let n = 1; Date.now() < healed; n++) {
          const body = { urls: carPaths(11_000 + n * 10, 5).map((p) => world.origin.url + p) }
          const reply = await ask(world, '/api/v1/parses', { method: 'POST', body })
          slowest.push(reply.ms)
          if (reply.status === 202) accepted.push((JSON.parse(reply.text) as Parse).id)
          else must(reply.status === 503 && !world.redisUrl, `answered ${reply.status} ${reply.text}`)
          must(reply.ms <= 1000, `an answer took ${Math.round(reply.ms)} ms (${reply.status})`)
          await new Promise((resolve) => setTimeout(resolve, 400))
        }
        if (world.redisUrl) must(accepted.length > 10, `only ${accepted.length} were accepted`)
        proxy.pass()
        const after = await until('work is accepted again', () =>
          world.accept(carPaths(12_000, 5)).catch(() => undefined),
        )
        accepted.push(after.id)
        for (const id of accepted) await world.ended(id, 15_000)
        return await inspect(world, accepted)
      } finally {
        proxy.close()
      }
    },
  },
  {
    id: 'Q12',
    title: 'the queue forgets everything in the middle of the work: all of it is driven on from the rows',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      // One parse whose wake-ups are gone before anybody heard them, two that lose theirs again and again.
      const unheard = await world.accept(carPaths(14_000, 20))
      await flushQueues(world)
      await world.startWorker()
      must((await world.ended(unheard.id)).counts.saved === 20, 'what nobody heard of was not read')
      world.origin.answer(/^\/car\//, (request, response) => {
        const page = carPage(Number(request.url!.slice(5)))
        setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(page), 100)
      })
      const parses = [await world.accept(carPaths(12_000, 150)), await world.accept(carPaths(13_000, 150))]
      for (const times of [30, 120, 220]) {
        await world.origin.seen(/^\/car\//, times)
        await flushQueues(world)
      }
      const ends = await Promise.all(parses.map((p) => world.ended(p.id)))
      must(
        ends.every((e) => e.counts.saved === 150),
        JSON.stringify(ends.map((e) => e.counts)),
      )
      return inspect(
        world,
        [unheard, ...parses].map((p) => p.id),
      )
    },
  },
]
