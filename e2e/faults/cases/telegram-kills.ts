import type { ChildProcess } from 'node:child_process'
import type { Person } from '../../telegram/person.ts'
import { disordered, sends, textOf } from '../../telegram/checks.ts'
import { keepRunning } from '../keep-running.ts'
import { must, until, type Fault } from '../fault.ts'
import { inspectTalks, settled } from '../talk-tally.ts'
import { withTelegram, type MadeBot, type TelegramWorld } from '../telegram-world.ts'

const talkers = 40
const killingMs = 20_000
const leastKills = 8
/** Longer than a busy machine keeps a call waiting: whoever takes a lane over meets no call of its former holder. */
const leases = { LEASE_MS: '6000', QUEUE_LOCK_MS: '6000' }

/** What a client says, whatever the bot answers meanwhile. */
const linesOf = (n: number): string[] => [
  `/start ad_${n}`,
  `Олена ${n}`,
  `067 ${1_000_000 + n}`,
  `BMW X5 від 2018, Київ`,
  '35 тис $',
]

/** All that a talk has come to: its state, its lead and its messages, without what is each chat's own. */
async function endOf({ world }: TelegramWorld, { id }: MadeBot, user: Person, n: number): Promise<string> {
  const chat = String(user.id)
  const [session] = await world.sql<{ id: string; state: { seed: string } }[]>`
    select id, state from bot_sessions where bot_id = ${id} and chat_id = ${chat}`
  must(session !== undefined, `${chat} has no session`)
  const leads = await world.sql`
    select name, phone, make, model, year_from, budget_max_minor, campaign, city, request, telegram_user_id, source
    from leads where session_id = ${session.id}`
  const said = await world.sql`
    select request from deliveries where session_id = ${session.id} order by seq`
  const steps = await world.sql`
    select event, nodes, effects from session_steps where session_id = ${session.id} order by id`
  const own = [
    [session.state.seed, 'SEED'],
    [`67${1_000_000 + n}`, 'PHONE'],
    [`67 ${1_000_000 + n}`, 'PHONE'],
    [chat, 'CHAT'],
    [`Олена ${n}`, 'NAME'],
    [`ad_${n}`, 'AD'],
  ] as const
  let text = JSON.stringify({ state: session.state, leads, said, steps }, null, 1)
  // First of all, for an id may hold the digits of a chat.
  text = text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
  for (const [mine, name] of own) text = text.replaceAll(mine, name)
  return text.replaceAll(/L-[0-9A-Z]{6}/g, 'CODE').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}

/** Says every line, one after the other, each after up to so many milliseconds. */
async function talk({ bot }: MadeBot, user: Person, n: number, pauseMs: () => number): Promise<void> {
  for (const line of linesOf(n)) {
    user.sends(bot, line)
    await new Promise((resolve) => setTimeout(resolve, pauseMs()))
  }
}

/** Numbers between 0 and 1 that follow from a seed. */
function random(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

export const faults: Fault[] = [
  {
    id: 'T10',
    title:
      '40 people talk while the API and both workers are killed at random: each talk ends as it does undisturbed',
    onEachBackend: true,
    run: (world) =>
      withTelegram(
        world,
        async (on) => {
          const seed = Date.now() % 1_000_000
          const chance = random(seed + 1)
          const running: ChildProcess[] = []
          const bots = () => on.startBots(leases)
          const starts = [on.startApi, bots, bots]
          const stops = starts.map((start, i) => keepRunning(async () => (running[i] = await start())))
          try {
            await until('all processes run', () => running.filter(Boolean).length === starts.length, 60_000)
            const made = await on.makeBot({ template: 'lead-capture' })
            const calm = on.telegram.addUser({ firstName: 'Олена' })
            await talk(made, calm, talkers, () => 300)
            await settled(world)
            const expected = await endOf(on, made, calm, talkers)

            const users = Array.from({ length: talkers }, () => on.telegram.addUser({ firstName: 'Олена' }))
            const talks = users.map((user, n) => talk(made, user, n, () => chance() * (killingMs / 3)))
            const end = Date.now() + killingMs
            let kills = 0
            while (Date.now() < end || kills < leastKills) {
              await new Promise((resolve) => setTimeout(resolve, 500 + chance() * 2000))
              const victim = running[Math.floor(chance() * running.length)]
              if (victim?.exitCode === null && victim.signalCode === null && victim.kill('SIGKILL')) kills++
            }
            await Promise.all(talks)
            await until(
              'everything was taken',
              async () => {
                const [row] = await world.sql<[{ n: number }]>`
                select count(*)::int as n from inbox_events where kind = 'update'`
                return row.n === (talkers + 1) * linesOf(0).length
              },
              60_000,
            )
            await settled(world, 60_000)
            for (const [n, user] of users.entries()) {
              const got = await endOf(on, made, user, n)
              must(got === expected, `seed ${seed}: talk ${n} ended otherwise: ${difference(expected, got)}`)
            }
            const places = new Map<string, number>()
            const rows = await world.sql<{ lane: string; text: string }[]>`
            select lane, request->'params'->>'text' as text from deliveries order by seq`
            for (const [i, { lane, text }] of rows.entries())
              places.set(`${lane.split(':').at(-1)} ${text}`, i)
            const mixed = disordered(on.telegram.journal.entries, (c) =>
              places.get(`${c.chatId} ${textOf(c)}`),
            )
            must(
              mixed.length === 0,
              `seed ${seed}: out of their order came ${mixed.map((c) => `${c.chatId} ${textOf(c)}`).join(' | ')}`,
            )
            const unknown = (await world.sql`select 1 from deliveries where state = 'unknown'`).length
            console.log(
              `         ${kills} kills, ${sends(on.telegram.journal.entries).length} messages, ${unknown} shown as unknown (seed ${seed})`,
            )
            return await inspectTalks(on)
          } finally {
            for (const stop of stops) stop()
          }
        },
        // Telegram is asked to be quick with what it brings again: the API is away most of the time.
        { retryScale: 0.05 },
      ),
  },
]

/** The first lines that differ. */
function difference(expected: string, got: string): string {
  const [a, b] = [expected.split('\n'), got.split('\n')]
  const at = a.findIndex((line, i) => line !== b[i])
  return `${a[at]?.trim()} / ${b[at]?.trim()} (${b.length - a.length} lines more)`
}
