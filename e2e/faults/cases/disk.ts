import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { createClient } from '@cartie/shared/client'
import { getParse, startParse } from '@cartie/shared/endpoints/parses'
import { migrateQueues } from '@cartie/shared/queue'
import { appUrl, loginRole } from '@cartie/db/app-url'
import { createDb } from '@cartie/db/client'
import { startEmbedded } from '@cartie/db/embedded'
import { isAlive } from '@cartie/db/embedded/process-identity'
import { migrate } from '@cartie/db/migrate'
import { seed } from '@cartie/db/seed/seed'
import { freePorts } from '../../browser/free-ports.ts'
import { ask, must, until, type Fault } from '../fault.ts'
import { inspect, none } from '../tally.ts'

const insides = /node_modules|\.ts:\d|    at |relation "|SQLSTATE|insert into|could not extend|No space left/
const diskMb = 700
/** A small log of changes, so that the tables run out of room and not the log. */
const settings = { shared_buffers: '32MB', max_wal_size: '64MB', min_wal_size: '48MB' }

/** Writes until there is no room for another byte. */
function fill(file: string): void {
  const handle = openSync(file, 'w')
  try {
    for (let size = 1 << 20; size; size >>= 1) {
      const some = Buffer.alloc(size)
      try {
        for (;;) writeSync(handle, some)
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error
      }
    }
  } finally {
    closeSync(handle)
  }
}

export const faults: Fault[] = [
  {
    id: 'D04',
    title:
      'the disk of the database is full: writes are 503, what is there is read, nothing accepted is lost, and all goes on once there is room, without a restart',
    onEachBackend: false,
    async run(world) {
      const disk = mkdtempSync(join(tmpdir(), 'cartie-disk-'))
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=0755`, 'tmpfs', disk], {
          stdio: 'pipe',
        })
      } catch {
        rmSync(disk, { recursive: true, force: true })
        console.log('NOT RUN D04: a disk of its own takes root, to mount it')
        return none()
      }
      const dataDir = join(disk, 'data')
      mkdirSync(dataDir, { mode: 0o755 })
      const server = await startEmbedded({ dataDir, port: await freePorts(), log: () => undefined, settings })
      try {
        await migrate({ adminUrl: server.url, secret: world.secret })
        await migrateQueues(server.url, loginRole)
        const db = createDb({ url: appUrl(server.url, world.secret), pool: 2 })
        const { apiKey: key } = await seed(db)
        await db.close()
        must(key !== undefined, 'the database was not empty')
        const env = { DATABASE_URL: server.url }
        const [api, worker] = [await world.startApi(env), await world.startWorker(env)]
        const door = { apiUrl: world.apiUrl, key }
        const write = async (n: number) => {
          const reply = await ask(door, '/api/v1/leads', {
            method: 'POST',
            body: { name: `Client ${n}`, request: 'a car '.repeat(300) },
            headers: { 'idempotency-key': `lead-${n}` },
          })
          must(reply.status === 201 || reply.status === 503, `a write: ${reply.status} ${reply.text}`)
          must(!insides.test(reply.text), `tells of our insides: ${reply.text}`)
          return reply.status === 201
        }
        const accepted: number[] = []
        const refused: number[] = []
        let next = 0
        const tryOne = async () => {
          const n = next++
          ;((await write(n)) ? accepted : refused).push(n)
        }
        for (let i = 0; i < 30; i++) await tryOne()
        must(refused.length === 0, 'it was not well before')

        const ballast = join(disk, 'ballast')
        fill(ballast)
        while (refused.length < 25 && next < 2000) await tryOne()
        must(refused.length >= 25, `${next} writes, and only ${refused.length} met the full disk`)
        for (let i = 0; i < 10; i++) {
          const read = await ask(door, '/api/v1/leads?limit=50')
          must(read.status === 200, `a read: ${read.status} ${read.text}`)
        }
        must((await ask(door, '/healthz')).status === 200, 'the API is ill')
        const late = accepted.length

        rmSync(ballast)
        await until('a write is taken again', async () => (await tryOne(), accepted.length > late), 10_000)
        for (const n of refused) must(await write(n), `write ${n} is refused though there is room`)
        const client = createClient({ url: world.apiUrl, apiKey: key })
        const parse = await client(startParse, { body: { urls: [`${world.origin.url}/car/1`] } })
        const id = 'id' in parse ? parse.id : ''
        const isDone = async () => (await client(getParse, { params: { id } })).status === 'done'
        await until('a parse is done', isDone, 30_000)
        must(isAlive(server.pid), 'Postgres ended')
        for (const one of [api, worker])
          must(one.exitCode === null && one.signalCode === null, 'a process ended')
        const sql = postgres(server.url, { max: 1 })
        try {
          const [row] = await sql<[{ leads: number; names: number }]>`
            select count(*)::int as leads, count(distinct name)::int as names from leads where name like 'Client %'`
          const wanted = accepted.length + refused.length
          must(
            row.leads === wanted && row.names === wanted,
            `${wanted} leads, ${JSON.stringify(row)} are there`,
          )
          return await inspect({ sql }, [id])
        } finally {
          await sql.end({ timeout: 1 })
        }
      } finally {
        await server.stop(2000)
        execFileSync('umount', ['-l', disk])
        rmSync(disk, { recursive: true, force: true })
      }
    },
  },
]
