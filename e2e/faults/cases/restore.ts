import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { createClient } from '@cartie/shared/client'
import { listDeliveries, releaseDelivery } from '@cartie/shared/endpoints/deliveries'
import { createDb } from '@cartie/db/client'
import { appUrl } from '@cartie/db/app-url'
import { startEmbedded, type Embedded } from '@cartie/db/embedded'
import { freePorts } from '../../browser/free-ports.ts'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import { prepareDatabase } from '../../../scripts/prepare-database.ts'
import { sends } from '../../telegram/checks.ts'
import { must, until, type Fault } from '../fault.ts'
import { none } from '../tally.ts'
import { withTelegram } from '../telegram-world.ts'
import { kill } from '../world.ts'
import { peopleOf, textTo } from '../written.ts'

const waiting = 20

export const faults: Fault[] = [
  {
    id: 'D08',
    title:
      'a copy of the data directory is started after its original has sent all: it sends nothing until a person lets it go',
    onEachBackend: false,
    run: (world) =>
      withTelegram(world, async (on) => {
        const base = mkdtempSync(join(tmpdir(), 'cartie-fault-'))
        // Open to the user that serves Postgres, or its files would lie elsewhere.
        chmodSync(base, 0o755)
        const servers: Embedded[] = []
        let key = ''
        const notes: string[] = []
        const open = async (dir: string) => {
          const port = await freePorts()
          const server = await startEmbedded({ dataDir: join(base, dir), port, log: () => undefined })
          servers.push(server)
          await prepareDatabase({
            adminUrl: server.url,
            secret: world.secret,
            keep: (made) => (key = made.apiKey),
            restored: false,
            note: (line) => notes.push(line),
          })
          return { server, env: { DATABASE_URL: server.url, REDIS_URL: '' } }
        }
        try {
          const first = await open('original')
          const api = await on.startApi(first.env)
          const bots = await on.startBots(first.env)
          const sql = postgres(first.server.url, { max: 1, onnotice: () => undefined })
          const made = await on.makeBot({ key })
          const users = peopleOf(on, made, waiting)
          await kill(bots)
          const db = createDb({ url: appUrl(first.server.url, world.secret), pool: 2 })
          const [workspace] = await sql<[{ id: string }]>`select id from workspaces`
          const actor = { kind: 'system', id: null, role: 'OWNER' } as const
          await enqueueDeliveries(
            { db, workspaceId: workspace.id, actor, requestId: 'faults' },
            users.map((user) => textTo(made, user, `once ${user.id}`)),
          )
          await db.close()
          await kill(api)
          await sql.end()
          await first.server.stop()
          execFileSync('cp', ['-a', join(base, 'original'), join(base, 'copy')])
          const sent = () => sends(on.telegram.journal.entries).length

          const again = await open('original')
          must(notes.length === 0, `the original was taken for a copy: ${notes.join()}`)
          const sender = await on.startBots(again.env)
          await until('the original has sent all', () => sent() === waiting)
          await kill(sender)
          await again.server.stop()

          const copy = await open('copy')
          must(notes.join().includes('restored or copied'), 'the copy was not known as one')
          await on.startApi(copy.env)
          await on.startBots(copy.env)
          const client = createClient({ url: world.apiUrl, apiKey: key })
          const { data } = await client(listDeliveries, { query: { limit: 100, state: 'held' } })
          must(data.length === waiting, `${data.length} of ${waiting} are held`)
          must(
            data.every((d) => d.error?.code === 'restored'),
            'a person is not told why',
          )
          // A worker looks at least every second for what is due.
          await new Promise((resolve) => setTimeout(resolve, 4000))
          must(sent() === waiting, `${sent() - waiting} were sent once more by themselves`)
          await client(releaseDelivery, { params: { id: data[0]!.id } })
          await until('what a person let go is sent', () => sent() === waiting + 1)
          return none()
        } finally {
          for (const server of servers) await server.stop(2000).catch(() => undefined)
          rmSync(base, { recursive: true, force: true })
        }
      }),
  },
]
