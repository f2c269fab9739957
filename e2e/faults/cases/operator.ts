import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import postgres from 'postgres'
import { createBot } from '@cartie/shared/endpoints/bots'
import { createIntegration } from '@cartie/shared/endpoints/integrations'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { createApiKey } from '@cartie/shared/endpoints/workspace'
import { createClient } from '@cartie/shared/client'
import { migrateQueues } from '@cartie/shared/queue'
import { appUrl, loginRole } from '@cartie/db/app-url'
import { writeBackup } from '@cartie/db/backup/write-backup'
import { createDb } from '@cartie/db/client'
import { startEmbedded } from '@cartie/db/embedded'
import { isAlive } from '@cartie/db/embedded/process-identity'
import { migrate } from '@cartie/db/migrate'
import { seed } from '@cartie/db/seed/seed'
import { freePorts } from '../../browser/free-ports.ts'
import { ask, carPaths, must, until, type Fault } from '../fault.ts'
import { inspect, none } from '../tally.ts'
import { withTelegram } from '../telegram-world.ts'

const insides = /node_modules|\.ts:\d|    at |relation "|SQLSTATE|insert into|terminating connection/

export const faults: Fault[] = [
  {
    id: 'D02',
    title:
      'Postgres is killed in the middle of requests, each repeated with its key until it is answered: one row each, no 500',
    onEachBackend: false,
    async run(world) {
      const dataDir = mkdtempSync(join(tmpdir(), 'cartie-fault-'))
      const options = { dataDir, port: await freePorts(), log: () => undefined }
      let server = await startEmbedded(options)
      try {
        await migrate({ adminUrl: server.url, secret: world.secret })
        await migrateQueues(server.url, loginRole)
        const db = createDb({ url: appUrl(server.url, world.secret), pool: 2 })
        const { apiKey: key } = await seed(db)
        await db.close()
        must(key !== undefined, 'the database was not empty')
        await world.startApi({ DATABASE_URL: server.url })
        let busy = true
        let next = 0
        let answered = 0
        const writer = async () => {
          while (busy) {
            const n = next++
            for (let done = false; !done;) {
              const reply = await ask({ apiUrl: world.apiUrl, key }, '/api/v1/leads', {
                method: 'POST',
                body: { name: `Client ${n}` },
                headers: { 'idempotency-key': `lead-${n}` },
              })
              must([201, 409, 503].includes(reply.status), `answered ${reply.status}: ${reply.text}`)
              must(!insides.test(reply.text), `tells of our insides: ${reply.text}`)
              done = reply.status === 201
              if (!done) await new Promise((resolve) => setTimeout(resolve, 50))
            }
            answered++
          }
        }
        const writers = Promise.all([writer(), writer(), writer(), writer()])
        for (let times = 0; times < 2; times++) {
          const before = answered
          await until('requests are answered', () => answered > before + 20, 30_000)
          process.kill(server.pid, 'SIGKILL')
          await until('Postgres is gone', () => !isAlive(server.pid))
          server = await startEmbedded(options)
        }
        const before = answered
        await until('requests are answered again', () => answered > before + 20, 30_000)
        busy = false
        await writers
        const api = createClient({ url: world.apiUrl, apiKey: key })
        must((await api(listLeads, { query: { limit: 1 } })).data.length === 1, 'no lead is listed')
        const sql = postgres(server.url, { max: 1 })
        const [row] = await sql<[{ leads: number; names: number }]>`
          select count(*)::int as leads, count(distinct name)::int as names from leads where name like 'Client %'`
        await sql.end()
        must(
          row.leads === next && row.names === next,
          `${next} were asked for, ${JSON.stringify(row)} are there`,
        )
        return none()
      } finally {
        await server.stop(2000)
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  },
  {
    id: 'D10',
    title:
      'a statement of a worker hangs on a lock that nobody gives back: it ends after its 30 s, the worker lives and does the work',
    onEachBackend: false,
    async run(world) {
      await world.startApi()
      const worker = await world.startWorker({ LEASE_MS: '30000', QUEUE_LOCK_MS: '30000' })
      const held = await world.sql.reserve()
      const parse = await world.accept(carPaths(1, 3))
      try {
        await held`begin`
        await held`lock table car_listings in access exclusive mode`
        await held`lock table parse_items in access exclusive mode`
        const cut = () => world.logs().includes('canceling statement due to statement timeout')
        await until('a statement hangs and is ended', cut, 60_000)
        must(worker.exitCode === null && worker.signalCode === null, 'the worker ended')
      } finally {
        await held`rollback`
        held.release()
      }
      await world.ended(parse.id, 90_000)
      return inspect(world, [parse.id])
    },
  },
  {
    id: 'K01',
    title:
      'a dump of the database, the jobs of the queue and every log are searched: no token, key or secret is in them',
    onEachBackend: false,
    run: (world) =>
      withTelegram(world, async (on) => {
        const api = await on.startApi({ LOG_LEVEL: 'trace' })
        await on.startBots({ LOG_LEVEL: 'trace' })
        await on.makeBot({ key: world.key })
        const hook = await world.api(createIntegration, {
          body: {
            type: 'WEBHOOK',
            name: 'Ours',
            config: { url: `${world.origin.url}/hook?signed=1` },
            events: [],
          },
        })
        const { key } = await world.api(createApiKey, { body: { name: 'Theirs' } })
        const token = '55501234:AAcanary_canary_canary_canary_canar'
        await world.api(createBot, { body: { token, intake: 'off' } })
        await ask(world, '/api/v1/leads', { key: `${key}x`, method: 'POST', body: { name: 'x' } })
        await ask(world, '/api/v1/leads', { key, method: 'POST', body: { name: 'Anna' } })
        await until('the lead is there', async () => (await world.sql`select from leads`).length > 0)
        const dir = mkdtempSync(join(tmpdir(), 'cartie-fault-'))
        try {
          const file = join(dir, 'dump')
          await writeBackup(world.databaseUrl, file)
          const tables = await world.sql<{ schema: string; name: string }[]>`
            select table_schema as schema, table_name as name from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('public', 'pg_catalog', 'information_schema')`
          const jobs: string[] = []
          for (const { schema, name } of tables)
            jobs.push(JSON.stringify(await world.sql.unsafe(`select t::text from "${schema}"."${name}" t`)))
          must(tables.length > 0, 'the queue has no tables: nothing was searched')
          const places: Record<string, string> = {
            'the dump': gunzipSync(readFileSync(file)).toString('utf8'),
            'the queue': jobs.join(),
            'the logs': world.logs(),
          }
          must(places['the dump']!.includes('Anna'), 'the dump holds nothing')
          must(places['the logs']!.length > 1000, 'the logs hold nothing')
          const hidden = {
            token,
            'token of a bot in use': `AA${'fault_'.repeat(5)}`,
            key,
            secret: hook.secret,
            master: world.secret,
            password: world.password,
          }
          for (const [place, text] of Object.entries(places))
            for (const [what, value] of Object.entries(hidden))
              must(!value || !text.includes(value), `${place} tells a ${what}`)
          must(api.exitCode === null, 'the API ended')
          return none()
        } finally {
          rmSync(dir, { recursive: true, force: true })
        }
      }),
  },
]
