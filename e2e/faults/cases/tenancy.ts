import { createClient } from '@cartie/shared/client'
import { endpoints } from '@cartie/shared/endpoints/all'
import { listListings } from '@cartie/shared/endpoints/listings'
import { startParse } from '@cartie/shared/endpoints/parses'
import { may, roles, type Role } from '@cartie/shared/domain/roles'
import { parseAdvance } from '@cartie/shared/jobs/parse-advance'
import { createQueues } from '@cartie/shared/queue'
import { createDb, withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { listListings as listInWorkspace } from '@cartie/db/services/listing/list'
import { createListing as createInWorkspace } from '@cartie/db/services/listing/create'
import { ListingQuery } from '@cartie/shared/schemas/listing'
import { ask, carPaths, must, until, type Fault } from '../fault.ts'
import { furnish, pathWith, type Property } from '../furnish.ts'
import { none } from '../tally.ts'
import { addWorkspace, keyOf, signIn, stateOf, stream } from '../tenants.ts'

export const faults: Fault[] = [
  {
    id: 'M01',
    title:
      'every endpoint with another workspace’s ids, key, a lower role and nobody: refused, and no canary seen',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      await world.startWorker()
      const other = await addWorkspace(world, 'other')
      const keys = { a: new Map<Role, string>(), b: new Map<Role, string>() }
      for (const role of roles) {
        keys.a.set(role, await keyOf(world, world.workspaceId, role))
        keys.b.set(role, await keyOf(world, other, role))
      }
      const cookie = await signIn(world)
      const live = {
        a: await stream(world, keys.a.get('OWNER')!),
        b: await stream(world, keys.b.get('OWNER')!),
      }
      const a = await furnish(world, keys.a.get('OWNER')!, 'a')
      const b = await furnish(world, keys.b.get('OWNER')!, 'b')
      await until(
        'both streams tell of their own',
        () =>
          a.ids.parses!.every((id) => live.a.text().includes(id)) &&
          b.ids.parses!.every((id) => live.b.text().includes(id)),
      )
      const before = await stateOf(world)
      let leak = 0
      const seen = (where: string, text: string, foreign: Property) => {
        const hits = foreign.texts.filter((t) => text.includes(t))
        leak += hits.length
        if (hits.length) console.log(`         leak: ${where}: ${hits.join(', ')}`)
      }
      seen('the stream of b', live.b.text(), a)
      seen('the stream of a', live.a.text(), b)
      for (const endpoint of endpoints) {
        if (endpoint.replyType === 'text/event-stream') continue
        const { method } = endpoint
        const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
        // A door that is open to anybody counts who knocks.
        const refusals = [400, 403, 404, ...(endpoint.access === 'public' ? [429] : [])]
        for (const [mine, theirs, owned] of [
          [keys.b, world.workspaceId, a],
          [keys.a, other, b],
        ] as const) {
          const path = pathWith(endpoint.path, owned)
          if (endpoint.path.includes(':')) {
            for (const role of roles) {
              const reply = await ask(world, path, { method, key: mine.get(role)!, ...body })
              seen(`${endpoint.id} as ${role}`, reply.text, owned)
              must(refusals.includes(reply.status), `${endpoint.id} as a foreign ${role}: ${reply.status}`)
            }
          } else if (method === 'GET') {
            const reply = await ask(world, path, { method, key: mine.get('OWNER')! })
            seen(endpoint.id, reply.text, owned)
          }
          const named = await ask(world, path, {
            method,
            key: mine.get('OWNER')!,
            headers: { 'x-workspace': theirs },
            ...body,
          })
          seen(`${endpoint.id} naming the other workspace`, named.text, owned)
          // What the page of the sign-in asks for is of no workspace.
          const isOfNone = endpoint.access === 'public' && method === 'GET' && !endpoint.path.includes(':')
          must(
            isOfNone || refusals.includes(named.status),
            `${endpoint.id} naming the other workspace: ${named.status}`,
          )
          const nobody = await ask(world, path, { method, key: null, ...body })
          seen(`${endpoint.id} as nobody`, nobody.text, owned)
          must(
            nobody.status === 401 || endpoint.access === 'public',
            `${endpoint.id} as nobody: ${nobody.status}`,
          )
        }
        const { access } = endpoint
        if (access === 'public' || access === 'signed-in' || access === 'operator') continue
        for (const role of roles.filter((r) => !may(r, access))) {
          const reply = await ask(world, pathWith(endpoint.path, a), {
            method,
            key: keys.a.get(role)!,
            ...body,
          })
          must(reply.status === 403, `${endpoint.id} as ${role} of its own workspace: ${reply.status}`)
        }
      }
      const changed = (await stateOf(world)).filter((line) => !before.includes(line))
      must(changed.length === 0, `refused requests changed ${changed.join(', ')}`)
      // The board shows jobs of all workspaces: to the installation's owner alone, and only ids.
      const board = await ask(world, '/admin/queues/api/queues?activeQueue=parser&status=completed', {
        key: null,
        headers: { cookie },
      })
      must(board.status === 200 && board.text.includes('parse.advance'), `the board: ${board.status}`)
      for (const { texts } of [a, b])
        leak += texts.filter((t) => t.startsWith('CNRY') && board.text.includes(t)).length
      for (const key of [keys.a.get('OWNER')!, keys.b.get('OWNER')!, null])
        must(
          (await ask(world, '/admin/queues/api/queues', { key })).status >= 401,
          'the board is open to keys',
        )
      const secrets = [...keys.a.values(), ...keys.b.values(), world.key, world.password]
      const log = world.logs()
      leak += secrets.filter((s) => log.includes(s)).length
      leak += [...a.texts, ...b.texts].filter((t) => t.startsWith('CNRY') && log.includes(t)).length
      live.a.close()
      live.b.close()
      return { ...none(), leak }
    },
  },
  {
    id: 'M02',
    title: 'two workspaces take turns on one connection 1,000 times; without a workspace there are no rows',
    onEachBackend: false,
    async run(world) {
      const other = await addWorkspace(world, 'other')
      const db = createDb({ url: world.appUrl, pool: 1 })
      const of = (workspaceId: string): Context => ({
        db,
        workspaceId,
        actor: { kind: 'user', id: null, role: 'OWNER' },
        requestId: 'm02',
      })
      const sides = [of(world.workspaceId), of(other)] as const
      let leak = 0
      try {
        for (const [i, ctx] of sides.entries())
          for (let n = 0; n < 3; n++) await createInWorkspace(ctx, { title: `CNRY_${i}_${n}` })
        const query = ListingQuery.parse({})
        const turn = async (n: number) => {
          const ctx = sides[n % 2]!
          if (n % 97 === 0)
            await withTx(ctx, () => Promise.reject(new Error('rolled back'))).catch(() => undefined)
          const { data } = await listInWorkspace(ctx, query)
          must(data.length === 3, `turn ${n} saw ${data.length} cars`)
          leak += data.filter((l) => !l.title?.startsWith(`CNRY_${n % 2}_`)).length
          // And as somebody reads who forgot to say whose rows.
          const rows = await withTx(
            ctx,
            ({ sql }) => sql<{ title: string }[]>`select title from car_listings`,
          )
          leak += rows.filter((l) => !l.title.startsWith(`CNRY_${n % 2}_`)).length
        }
        // Twenty at once, so that every one of them waits for the connection that another has just used.
        for (let n = 0; n < 1000; n += 20)
          await Promise.all(Array.from({ length: 20 }, (_, i) => turn(n + i)))
        for (const table of ['car_listings', 'parses', 'parse_items', 'events', 'api_keys', 'observations']) {
          const rows = await db.app`select 1 from ${db.app(table)}`.catch(() => [])
          leak += rows.length
        }
      } finally {
        await db.close()
      }
      return { ...none(), leak }
    },
  },
  {
    id: 'M03',
    title: 'a job that names one workspace and a parse of another: refused, nothing is read, nothing changes',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      const other = await addWorkspace(world, 'other')
      const theirs = createClient({ url: world.apiUrl, apiKey: await keyOf(world, other, 'OWNER') })
      const parse = await theirs(startParse, {
        body: { urls: carPaths(1, 5).map((p) => world.origin.url + p) },
      })
      must('id' in parse, 'no parse')
      // Due, and open to whoever asks for it, but of a time at which the sweeper does not yet look.
      await world.sql`update parses set created_at = now() + interval '1 hour'`
      const queues = createQueues({ redisUrl: world.redisUrl, databaseUrl: world.appUrl })
      try {
        for (const queue of queues.all) await queue.obliterate({ force: true })
        const before = await stateOf(world)
        await world.startWorker()
        const forged = { workspaceId: world.workspaceId, parseId: parse.id }
        await queues.wake([{ job: parseAdvance, payload: forged, delayMs: 0 }])
        await until('the refusal is in the log', () =>
          world.logs().includes('The parse is not in this workspace'),
        )
        const changed = (await stateOf(world)).filter((line) => !before.includes(line))
        must(changed.length === 0, `the forged job changed ${changed.join(', ')}`)
        must(world.origin.hits.length === 0, 'the forged job fetched a page')
        const own = { workspaceId: other, parseId: parse.id }
        await queues.wake([{ job: parseAdvance, payload: own, delayMs: 0 }])
        await until('the true job is done', async () => (await theirs(listListings)).data.length === 5)
      } finally {
        await queues.close()
      }
      return none()
    },
  },
]
