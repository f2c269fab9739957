import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { createClient } from '@cartie/shared/client'
import { startParse } from '@cartie/shared/endpoints/parses'
import { migrateQueues } from '@cartie/shared/queue'
import { appUrl, loginRole } from '@cartie/db/app-url'
import { createDb } from '@cartie/db/client'
import { startEmbedded } from '@cartie/db/embedded'
import { freePorts } from '../../browser/free-ports.ts'
import { isAlive } from '@cartie/db/embedded/process-identity'
import { migrate } from '@cartie/db/migrate'
import { seed } from '@cartie/db/seed/seed'
import { ask, must, until, type Fault } from '../fault.ts'
import { keepRunning } from '../keep-running.ts'
import { inspect, none } from '../tally.ts'
import { kill } from '../world.ts'

interface Parent {
  child: ChildProcess
  url: string
  pid: number
  adopted: boolean
}

async function parentOf(dataDir: string): Promise<Parent> {
  const child = fork(fileURLToPath(new URL('../embedded-parent.ts', import.meta.url)), [dataDir], {
    execArgv: [],
    silent: true,
  })
  const [said] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the parent ended with ${code}`)
    }),
  ])) as [Omit<Parent, 'child'>]
  return { child, ...said }
}

/** Processes that serve a cluster, found by its directory on their command line. */
const postmastersOn = (dataDir: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
        return /postgres$/.test(line[0] ?? '') && line.some((part) => part.startsWith(dataDir))
      } catch {
        return false
      }
    })
    .map(Number)

export const faults: Fault[] = [
  {
    id: 'D01',
    title:
      'Postgres is killed three times while work comes in: no process ends, every accepted parse is there and is done',
    onEachBackend: false,
    async run(world) {
      const dataDir = mkdtempSync(join(tmpdir(), 'cartie-fault-'))
      // Away from the ports that any other start looks for: while it is dead, its port must stay free.
      const port = await freePorts()
      const options = { dataDir, port, log: () => undefined }
      let server = await startEmbedded(options)
      const { url } = server
      const stops: (() => void)[] = []
      try {
        await migrate({ adminUrl: url, secret: world.secret })
        await migrateQueues(url, loginRole)
        const db = createDb({ url: appUrl(url, world.secret), pool: 2 })
        const seeded = await seed(db)
        await db.close()
        const env = { DATABASE_URL: url }
        let starts = 0
        stops.push(
          keepRunning(() => (starts++, world.startApi(env))),
          keepRunning(() => (starts++, world.startWorker(env))),
        )
        const serves = () =>
          ask(world, '/healthz').then(
            ({ status }) => status === 200,
            () => false,
          )
        await until('the API serves', serves, 60_000)
        const api = createClient({ url: world.apiUrl, apiKey: seeded.apiKey ?? '' })
        const acked: string[] = []
        let writing = true
        let next = 1
        const writer = async () => {
          while (writing) {
            const body = { urls: [`${world.origin.url}/car/${next++}`] }
            const parse = await api(startParse, { body, signal: AbortSignal.timeout(3000) }).catch(
              () => undefined,
            )
            if (parse && 'id' in parse) acked.push(parse.id)
          }
        }
        const writers = [writer(), writer(), writer(), writer()]
        for (const signal of ['SIGKILL', 'SIGQUIT', 'SIGKILL'] as const) {
          const before = acked.length
          await until('work is accepted', () => acked.length > before + 15, 15_000)
          process.kill(server.pid, signal)
          await until('Postgres is gone', () => !isAlive(server.pid))
          server = await startEmbedded(options)
        }
        const before = acked.length
        await until('work is accepted at last', () => acked.length > before + 5, 15_000)
        writing = false
        await Promise.all(writers)
        const sql = postgres(url, { max: 1, onnotice: () => undefined })
        try {
          const [there] = await sql<[{ n: number }]>`
            select count(*)::int as n from parses where id in ${sql(acked)}`
          must(
            there.n === acked.length,
            `${acked.length - there.n} of ${acked.length} accepted parses are lost`,
          )
          await until(
            'all of it is read',
            async () => {
              const [open] = await sql<[{ n: number }]>`
                select count(*)::int as n from parses where status in ('queued', 'running')`
              return open.n === 0
            },
            20_000,
          )
          must(starts === 2, `the API and the worker were started ${starts - 2} times too often`)
          return await inspect({ sql }, acked)
        } finally {
          await sql.end({ timeout: 1 })
        }
      } finally {
        for (const stop of stops) stop()
        await server.stop(2000)
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  },
  {
    id: 'D03',
    title: 'every connection waits on a lock: 503 within 1 s, alive, and well again 2 s after',
    onEachBackend: false,
    async run(world) {
      await world.startApi({ DATABASE_POOL: '2' })
      must((await ask(world, '/api/v1/parses')).status === 200, 'it was not well before')
      const held = await world.sql.reserve()
      const hanging: Promise<unknown>[] = []
      try {
        await held`begin`
        await held`lock table parses in access exclusive mode`
        for (let i = 0; i < 2; i++) hanging.push(ask(world, '/api/v1/parses').catch(() => undefined))
        await until('both connections wait', async () => {
          const [row] = await world.sql<[{ n: number }]>`
            select count(*)::int as n from pg_locks where not granted`
          return row.n >= 2
        })
        const refused = await Promise.all(Array.from({ length: 8 }, () => ask(world, '/api/v1/parses')))
        for (const { status, ms } of refused) {
          must(status === 503, `answered ${status}`)
          must(ms <= 1000, `a refusal took ${Math.round(ms)} ms`)
        }
        const alive = await ask(world, '/healthz')
        must(alive.status === 200 && alive.ms < 500, `/healthz: ${alive.status} in ${alive.ms} ms`)
      } finally {
        await held`rollback`
        held.release()
      }
      await until('it serves again', async () => (await ask(world, '/api/v1/parses')).status === 200, 2000)
      await Promise.all(hanging)
      return none()
    },
  },
  {
    id: 'D09',
    title:
      'the parent of the embedded Postgres is killed: adopted, never two on one directory, no stranger harmed',
    onEachBackend: false,
    async run() {
      const dataDir = mkdtempSync(join(tmpdir(), 'cartie-fault-'))
      const stranger = spawn('sleep', ['60'])
      try {
        const first = await parentOf(dataDir)
        await kill(first.child)
        must(isAlive(first.pid), 'Postgres did not outlive its parent')
        const second = await parentOf(dataDir)
        must(second.adopted && second.pid === first.pid, `it was not adopted: ${JSON.stringify(second.pid)}`)
        const serving = postmastersOn(dataDir)
        must(serving.length === 1, `${serving.length} processes serve one directory`)
        const third = await parentOf(dataDir).then(
          () => 'started',
          () => 'refused',
        )
        must(third === 'refused' && isAlive(first.pid), 'a second owner of one directory was let in')
        await kill(second.child)
        process.kill(first.pid, 'SIGKILL')
        await until('Postgres is gone', () => !isAlive(first.pid))
        // Its pid file stays; by now that number may belong to anybody.
        const file = join(dataDir, 'postgres', 'postmaster.pid')
        const [, ...rest] = readFileSync(file, 'utf8').split('\n')
        writeFileSync(file, [stranger.pid, ...rest].join('\n'))
        const fourth = await parentOf(dataDir)
        must(!fourth.adopted && fourth.pid !== stranger.pid, 'a stranger was taken for Postgres')
        must(stranger.exitCode === null && stranger.signalCode === null, 'a stranger was ended')
        must(postmastersOn(dataDir).length === 1, 'more than one serves the directory')
        fourth.child.kill('SIGTERM')
        await once(fourth.child, 'exit')
        must(!isAlive(fourth.pid), 'it was left running')
      } finally {
        stranger.kill('SIGKILL')
        for (const pid of postmastersOn(dataDir)) process.kill(pid, 'SIGKILL')
        rmSync(dataDir, { recursive: true, force: true })
      }
      return none()
    },
  },
]
