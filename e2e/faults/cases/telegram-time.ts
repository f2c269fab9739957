import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createLead, remindLead } from '@cartie/shared/endpoints/leads'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import { queueNames } from '@cartie/shared/job'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import { sends, textOf } from '../../telegram/checks.ts'
import { keepRunning } from '../keep-running.ts'
import { must, p99, until, type Fault } from '../fault.ts'
import { inspectTalks, settled } from '../talk-tally.ts'
import { withTelegram } from '../telegram-world.ts'
import { addTicks } from '../ticks.ts'
import { calm, kill, type Env, type World } from '../world.ts'
import { inTurns, peopleOf, textTo, within } from '../written.ts'

/** A process whose clock goes wrong by so much. */
const shifted = (ms: number): Env => ({
  NODE_OPTIONS: `--import=${new URL('../clock-shift.ts', import.meta.url).href}`,
  CLOCK_SHIFT_MS: String(ms),
})

const ticks = 5
const tickS = 3

/** The server's processes that ring for workers: the queue library gives them their queues' names. */
async function bells(world: World): Promise<number[]> {
  const rows = await world.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name in ${world.sql(queueNames)}`
  return rows.map((row) => row.pid)
}

export const faults: Fault[] = [
  {
    id: 'Q13',
    title:
      "the queue's bell in Postgres hangs without a word while something is due later: work begins within 5 s",
    onEachBackend: false,
    run: (world) =>
      withTelegram(world, async (on) => {
        if (world.redisUrl) return inspectTalks(on)
        await on.startApi()
        await on.startBots()
        const { bot } = await on.makeBot({ template: 'lead-capture' })
        const { workspaceId } = world
        await within(world, (_, queues) =>
          queues.wake([
            {
              job: chatAdvance,
              payload: { workspaceId, sessionId: workspaceId },
              delayMs: 120_000,
            },
            { job: deliveryAdvance, payload: { workspaceId, lane: 'none:1' }, delayMs: 120_000 },
          ]),
        )
        const first = on.telegram.addUser({ firstName: 'Олена' })
        first.sends(bot, '/start')
        await first.receives(bot)
        const frozen = await bells(world)
        must(frozen.length >= 3, `only ${frozen.length} bells were found`)
        for (const pid of frozen) process.kill(pid, 'SIGSTOP')
        try {
          for (let n = 0; n < 3; n++) {
            const user = on.telegram.addUser({ firstName: 'Олена' })
            const asked = Date.now()
            user.sends(bot, '/start')
            await user.receives(bot, 'звертатися', { withinMs: 20_000 })
            must(Date.now() - asked <= 5000, `the answer took ${Date.now() - asked} ms`)
          }
        } finally {
          for (const pid of frozen) process.kill(pid, 'SIGCONT')
        }
        await settled(world)
        return inspectTalks(on)
      }),
  },
  {
    id: 'Q14',
    title:
      'clocks an hour ahead and behind are refused; with clocks 1.5 s apart a killed sender is followed within 6 s, nothing twice',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        for (const ms of [3_600_000, -3_600_000]) {
          const wrong = world.launch('bots', shifted(ms))
          const [code] = (await once(wrong, 'exit')) as [number | null]
          must(code === 1, `a worker ${ms} ms off ended with ${code}`)
        }
        must(world.logs().includes('set the clock'), 'nobody said why')
        const ahead = await on.startBots(shifted(1500))
        const behind = await on.startBots(shifted(-1500))
        const made = await on.makeBot()
        const users = peopleOf(on, made, 60)
        for (const victim of [ahead, behind]) {
          await within(world, (ctx) =>
            enqueueDeliveries(
              ctx,
              users.map((user) => textTo(made, user, `${user.id} after ${victim.pid}`)),
            ),
          )
          const from = on.telegram.journal.entries.length
          await on.telegram.journal.waitFor((e) => e.kind === 'call' && e.method === 'sendMessage', {
            from,
            times: 10,
          })
          await kill(victim)
          const killed = Date.now()
          if (victim === ahead) {
            await settled(world)
            must(Date.now() - killed <= 6000, `it took ${Date.now() - killed} ms`)
          }
        }
        await on.startBots()
        await settled(world)
        return inspectTalks(on)
      }),
  },
  {
    id: 'Q17',
    title:
      '400 sends and 100 timers fall due while one worker after the other is restarted: each once, 99 of 100 within 2 s',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        const workers = await Promise.all([on.startBots(calm), on.startBots(calm)])
        const [one, two] = await Promise.all([on.makeBot(), on.makeBot()])
        const delaying = await on.makeBot()
        await addTicks(on, delaying, 'start', 1, 6)
        const dueAt = new Map<string, number>()
        for (const made of [one, two]) {
          const users = peopleOf(on, made, 200)
          const from = Date.now()
          await within(world, (ctx) =>
            // Each by itself: what one call writes into many chats stands in a line.
            inTurns([...users.entries()], 8, async ([i, user]) => {
              const dueMs = 4000 + i * 120
              const text = `due ${made.id} ${user.id}`
              dueAt.set(text, from + dueMs)
              const delayMs = Math.max(0, from + dueMs - Date.now())
              await enqueueDeliveries(ctx, [textTo(made, user, text, { delayMs })])
            }),
          )
        }
        const talkers = Array.from({ length: 100 }, () => on.telegram.addUser({ firstName: 'Олена' }))
        for (const user of talkers) {
          user.sends(delaying.bot, '/start')
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        await on.telegram.journal.waitFor((e) => e.kind === 'call' && e.method === 'sendMessage', {
          times: 60,
        })
        for (const worker of workers) {
          const gone = once(worker, 'exit')
          worker.kill('SIGTERM')
          const [code] = (await gone) as [number | null]
          must(code === 0, `a worker ended with ${code}`)
          await on.startBots(calm)
        }
        await settled(world, 60_000)
        await until('every timer has rung', async () => {
          const [row] = await world.sql<[{ n: number }]>`
            select count(*)::int as n from bot_sessions where timer_at is not null`
          return row.n === 0
        })
        await settled(world)
        const began = await world.sql<{ chat: string; at: Date }[]>`
          select chat_id as chat, received_at as at from inbox_events where kind = 'update'`
        for (const { chat, at } of began) dueAt.set(`tick № 1 ${chat}`, at.getTime() + 6000)
        const late = sends(on.telegram.journal.entries).map((call) => {
          const text = textOf(call)
          return call.at - (dueAt.get(text) ?? dueAt.get(`${text} ${call.chatId}`) ?? NaN)
        })
        const tally = await inspectTalks(on)
        const unknown = (await world.sql`select 1 from deliveries where state = 'unknown'`).length
        must(
          late.length + unknown >= 500 && unknown === 0,
          `${late.length} of 500 went, ${unknown} are unknown`,
        )
        must(Math.min(...late) > -50, `one went ${Math.round(-Math.min(...late))} ms too early`)
        console.log(
          `         late by ${Math.round(p99(late))} ms (p99), ${Math.round(Math.max(...late))} ms at most`,
        )
        must(p99(late) <= 2000, `99 of 100 were late by ${Math.round(p99(late))} ms`)
        return tally
      }),
  },
  {
    id: 'Q18',
    title: 'two schedulers, one of them killed at every tick: each timer and each reminder once',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        const running: ChildProcess[] = []
        const stops = [0, 1].map((i) => keepRunning(async () => (running[i] = await on.startBots())))
        try {
          const made = await on.makeBot()
          await addTicks(on, made, 'start', ticks, tickS)
          const lead = await world.api(createLead, { body: { name: 'Олена' } })
          const users = peopleOf(on, made, 4)
          const began = Date.now()
          for (const user of users) user.sends(made.bot, '/start')
          for (let n = 1; n <= ticks; n++) {
            const dueAt = new Date(began + n * tickS * 1000).toISOString()
            await world.api(remindLead, { params: { id: lead.id }, body: { text: `call № ${n}`, dueAt } })
          }
          for (let n = 1; n <= ticks; n++) {
            const left = began + n * tickS * 1000 - Date.now()
            await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)))
            running[n % 2]?.kill('SIGKILL')
          }
          await until('all has been said', async () => {
            const [row] = await world.sql<[{ n: number }]>`
              select count(*)::int as n from bot_sessions where timer_at is not null`
            return row.n === 0
          })
          await settled(world)
          const [said] = await world.sql<[{ n: number; distinct: number }]>`
            select count(*)::int as n, count(distinct lane || (request->'params'->>'text'))::int as distinct
            from deliveries`
          must(said.n === users.length * ticks && said.distinct === said.n, JSON.stringify(said))
          const [told] = await world.sql<[{ n: number; distinct: number }]>`
            select count(*)::int as n, count(distinct payload->>'reminderId')::int as distinct
            from events where name = 'lead.reminder_due'`
          must(told.n === ticks && told.distinct === ticks, `reminders: ${JSON.stringify(told)}`)
          return await inspectTalks(on)
        } finally {
          for (const stop of stops) stop()
        }
      }),
  },
]
