import { startParse } from '@cartie/db/services/parse/start'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import type { Person } from '../../telegram/person.ts'
import { must, until, type Fault } from '../fault.ts'
import { startOrigin } from '../origin.ts'
import { none } from '../tally.ts'
import { withTelegram, type MadeBot, type TelegramWorld } from '../telegram-world.ts'
import { addWorkspace, keyOf } from '../tenants.ts'
import { calm, type World } from '../world.ts'
import { inTurns, peopleOf, textTo, within } from '../written.ts'

const crowd = 5000
const limitMs = 5000
/** One after the other, as long as the crowd is there. */
const guests = 5

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** Tells how long each of the other workspace's had to wait, and throws where one waited too long. */
function judge(what: string, waits: readonly number[]): void {
  console.log(`         ${what}: the other workspace waited ${waits.map(Math.round).join(', ')} ms`)
  must(waits.length >= 3, `the crowd was gone after ${waits.length}`)
  const slowest = Math.max(...waits)
  must(slowest <= limitMs, `${what}: the other workspace waited ${Math.round(slowest)} ms`)
}

const firstAnswer = async (on: TelegramWorld, { bot }: MadeBot, user: Person): Promise<number> => {
  const call = await on.telegram.journal.waitFor(
    (e) => e.kind === 'call' && e.bot === bot.user.username && e.chatId === String(user.id),
    { withinMs: 90_000 },
  )
  return call.at
}

/** A bot of another workspace. */
async function otherBot(on: TelegramWorld, template?: string): Promise<MadeBot & { workspaceId: string }> {
  const workspaceId = await addWorkspace(on.world, 'guest')
  const key = await keyOf(on.world, workspaceId, 'OWNER')
  return { ...(await on.makeBot({ key, ...(template === undefined ? {} : { template }) })), workspaceId }
}

const countOf = async (world: World, query: string): Promise<number> => {
  const [row] = await world.sql.unsafe<[{ n: number }]>(`select count(*)::int as n from ${query}`)
  return row.n
}

export const faults: Fault[] = [
  {
    id: 'Q19',
    title:
      '5,000 people write to the bot of one workspace, one at a time to that of another: answered within 5 s',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        await Promise.all([on.startBots(calm), on.startBots(calm)])
        const made = await on.makeBot({ template: 'lead-capture' })
        const other = await otherBot(on, 'lead-capture')
        for (let i = 0; i < crowd; i++)
          on.telegram.addUser({ firstName: `Client ${i}` }).sends(made.bot, '/start')
        const waiting = () => countOf(world, `inbox_events where status = 'pending'`)
        await until('the crowd is there', async () => (await waiting()) > 500, 30_000)
        const waits: number[] = []
        while (waits.length < guests && (await waiting()) > 100) {
          const user = on.telegram.addUser({ firstName: 'Guest' })
          const asked = on.telegram.world.clock.now()
          user.sends(other.bot, '/start')
          waits.push((await firstAnswer(on, other, user)) - asked)
        }
        judge('talks', waits)
        return none()
      }),
  },
  {
    id: 'Q19',
    title:
      '5,000 chats of one workspace wait for answers and 5,000 for a broadcast, one of another for an answer: sent within 5 s',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        await Promise.all([on.startBots(calm), on.startBots(calm)])
        const made = await on.makeBot()
        const other = await otherBot(on)
        const users = peopleOf(on, made, crowd)
        const guestsOf = peopleOf(on, other, guests)
        await within(world, (ctx) =>
          enqueueDeliveries(
            ctx,
            users.map((user) => textTo(made, user, 'news', { priority: 'broadcast' })),
          ),
        )
        // By few at a time, for what one call writes into many chats stands in a line from the start.
        await within(world, (ctx) =>
          inTurns(chunks(users, 5), 8, (some) =>
            enqueueDeliveries(
              ctx,
              some.map((user) => textTo(made, user, 'an answer')),
            ),
          ),
        )
        const waits: number[] = []
        for (const user of guestsOf) {
          const waiting = await countOf(world, `deliveries where state = 'pending' and priority = 10`)
          if (waiting < 500) break
          const asked = on.telegram.world.clock.now()
          await within(
            world,
            (ctx) => enqueueDeliveries(ctx, [textTo(other, user, 'for you alone')]),
            other.workspaceId,
          )
          waits.push((await firstAnswer(on, other, user)) - asked)
        }
        judge('sends', waits)
        return none()
      }),
  },
  {
    id: 'Q19',
    title:
      'one workspace has 5,000 links read, in one parse and in 1,000, another one link: begun within 5 s',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      await world.startWorker(calm)
      const elsewhere = await startOrigin()
      try {
        const slow = (ms: number) =>
          world.origin.answer(/^\/car\//, (_, response) => {
            setTimeout(() => response.writeHead(404).end('gone'), ms)
          })
        slow(500)
        const guest = await addWorkspace(world, 'guest')
        const links = (from: number, count: number) =>
          Array.from({ length: count }, (_, i) => `${world.origin.url}/car/${from + i}`)
        const begin = (urls: string[]) => ({
          urls,
          expand: false,
          maxPages: 1,
          autoSave: true,
          dryRun: false,
        })
        let asked = 0
        const guestWaits = async (until: () => Promise<boolean>) => {
          const waits: number[] = []
          while (waits.length < guests && (await until())) {
            const path = `/car/${++asked}`
            const from = Date.now()
            await within(world, (ctx) => startParse(ctx, begin([elsewhere.url + path])), guest)
            await elsewhere.seen(new RegExp(`^${path}$`))
            waits.push(Date.now() - from)
          }
          return waits
        }
        const open = async () => (await countOf(world, `parse_items where status = 'queued'`)) > 200
        await within(world, (ctx) => startParse(ctx, begin(links(0, crowd))))
        judge('one parse', await guestWaits(open))
        await world.sql`update parse_items set status = 'cancelled' where status = 'queued'`
        await world.sql`update parses set status = 'cancelled' where status in ('queued', 'running')`
        await within(world, (ctx) =>
          inTurns(chunks(links(10_000, crowd), 5), 8, (urls) => startParse(ctx, begin(urls))),
        )
        judge('1,000 parses', await guestWaits(open))
        return none()
      } finally {
        await elsewhere.close()
      }
    },
  },
]
