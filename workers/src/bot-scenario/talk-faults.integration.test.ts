import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import { installTemplate } from '@cartie/db/services/scenario/install-template'
import { testBot } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { drainLane } from '../delivery/advance-lane.ts'
import { deliveriesTo, quietTools, unhurried } from '../delivery/testing/delivery-world.ts'
import type { JobTools } from '../handler.ts'
import { RetryLater } from '../outcome.ts'
import type { TelegramCall } from '../telegram/telegram-answer.ts'
import { advanceChat } from './advance-chat.ts'

// One chat, its updates coming once, twice and late, several workers on it at once, each dying at a random step:
// before a transaction, before its commit, after it, before a call to Telegram or after. A death here is an abandoned
// claim whose lease runs out; deaths of processes are in e2e/faults. The talk ends as it does with one worker that lives.

let world: TestWorkspaces
beforeAll(async () => {
  world = await testWorkspaces({ pool: 8 })
})
afterAll(() => world.close())

const fates = ['lives', 'dies before', 'dies within', 'dies after'] as const
interface Plan {
  /** What it was woken for: to take the talk on, or to send what waits. */
  wake: 'talk' | 'lane'
  step: number
  fate: (typeof fates)[number]
}
const plan: fc.Arbitrary<Plan> = fc.record({
  wake: fc.constantFrom('talk', 'talk', 'lane'),
  step: fc.nat({ max: 7 }),
  fate: fc.constantFrom(...fates),
})
const healthy = (wake: Plan['wake']): Plan => ({ wake, step: -1, fate: 'lives' })

const line = fc.constantFrom(
  '/start',
  'Олена',
  '067 123 45 67',
  'щось незрозуміле',
  'BMW X5 від 2018, Київ',
  'Audi A4',
  '35 тис $',
  '/start ad_9',
)
const round = fc.record({
  /** How many of the lines come now, and whether all that came before come again. */
  come: fc.nat({ max: 3 }),
  again: fc.boolean(),
  workers: fc.array(plan, { minLength: 1, maxLength: 4 }),
})

class Died extends Error {}

/** What the other side was told, in its order. */
type Told = string[]

interface Chat {
  ctx: Context
  botId: string
  told: Told
  receive: (from: number, to: number) => Promise<number>
}

async function chatThatHears(lines: readonly string[]): Promise<Chat> {
  const ctx = await world.workspace()
  const botId = await testBot(ctx)
  await installTemplate(ctx, 'lead-capture', { name: 'Talk', botIds: [botId] })
  const chat = { id: 77, type: 'private', first_name: 'Олена' }
  const from = { id: 77, first_name: 'Олена', language_code: 'uk' }
  const updates = lines.map((text, n) => ({
    update_id: n + 1,
    message: { message_id: n + 1, chat, from, date: 1, text },
  }))
  const receive = (start: number, end: number) => receiveUpdates(ctx, botId, updates.slice(start, end))
  return { ctx, botId, told: [], receive }
}

const sessionOf = async ({ ctx, botId }: Chat): Promise<string | undefined> => {
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ id: string }[]>`select id from bot_sessions where bot_id = ${botId}`,
  )
  return row?.id
}

/** Runs one worker on the chat until it ends or dies. */
async function runWorker(chat: Chat, plan: Plan): Promise<void> {
  const sessionId = await sessionOf(chat)
  if (sessionId === undefined) return
  let steps = 0
  let isDead = false
  const dieIf = (now: boolean) => {
    isDead ||= now
    if (isDead) throw new Died()
  }
  const call: TelegramCall = async (_token, _method, params = {}) => {
    dieIf(false)
    const fate = steps++ === plan.step ? plan.fate : 'lives'
    dieIf(fate === 'dies before')
    chat.told.push(String(params.text))
    dieIf(fate !== 'lives')
    return Promise.resolve({ ok: true, result: { message_id: chat.told.length } })
  }
  const real = chat.ctx.db.app
  const begin = async (run: Parameters<typeof real.begin>[1]) => {
    dieIf(false)
    const fate = steps++ === plan.step ? plan.fate : 'lives'
    dieIf(fate === 'dies before')
    const value = await real.begin(async (sql) => {
      const done = await run(sql)
      dieIf(fate === 'dies within')
      return done
    })
    dieIf(fate === 'dies after')
    return value
  }
  const db: Db = {
    ...chat.ctx.db,
    app: new Proxy(real, {
      get: (all, name) => (name === 'begin' ? begin : Reflect.get(all, name)) as unknown,
    }),
  }
  const ctx = { ...chat.ctx, db }
  const tools: JobTools = { ...quietTools(), db, isGuest: false, context: () => ctx }
  const options = deliveriesTo(call, { limits: unhurried })
  const talk = advanceChat(options)
  const work =
    plan.wake === 'lane'
      ? drainLane(options, ctx, telegramLane(chat.botId, '77'), tools)
      : talk.run({ workspaceId: ctx.workspaceId, sessionId }, tools)
  await work.catch((error: unknown) => {
    if (!(error instanceof Died || error instanceof RetryLater)) throw error
  })
}

/** Leases run out, and what waits is due. */
const timePasses = ({ ctx }: Chat) =>
  withSystemTx(world.db, async ({ sql }) => {
    const own = sql`workspace_id = ${ctx.workspaceId}`
    await sql`update delivery_lanes set lease_until = now() - interval '1 second' where ${own}`
    await sql`update deliveries set run_at = now() where ${own} and state = 'pending'`
    await sql`update inbox_events set run_at = now() where ${own} and status = 'pending'`
  })

/** What it has come to: state, steps, leads and messages, without what is each run's own. */
async function endOf({ ctx }: Chat): Promise<string> {
  const rows = await withTx(ctx, async ({ sql }) => ({
    sessions: await sql<
      { state: { seed?: string } }[]
    >`select state, handed_at is null as own from bot_sessions`,
    steps:
      await sql`select inbox_event_id is null as bare, event, nodes, effects from session_steps order by id`,
    leads: await sql`
      select name, phone, make, model, year_from, budget_max_minor, campaign, request from leads order by created_at`,
    said: await sql`select request, dedup_key from deliveries order by seq`,
    heard: await sql`select update_id, status, attempts from inbox_events order by id`,
  }))
  return JSON.stringify(rows, null, 1)
    .replaceAll(rows.sessions[0]?.state.seed ?? 'no seed', 'SEED')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/L-[0-9A-Z]{6}/g, 'CODE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}

async function serialRun(lines: readonly string[]): Promise<string> {
  const chat = await chatThatHears(lines)
  for (const n of lines.keys()) {
    await chat.receive(n, n + 1)
    await runWorker(chat, healthy('talk'))
  }
  return endOf(chat)
}

/** Whether all of `some` stands in `all`, in the same order. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0
  return some.every((one) => {
    at = all.indexOf(one, at) + 1
    return at > 0
  })
}

test('however its updates and its workers interleave and whoever dies, a talk ends as it does serially, and nothing is said twice', async () => {
  const seen = { deaths: 0, unknown: 0, sent: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 2, maxLength: 6 }),
      fc.array(round, { minLength: 1, maxLength: 4 }),
      async (spoken, rounds) => {
        const lines = ['/start', ...spoken]
        const chat = await chatThatHears(lines)
        let come = 0
        for (const { come: more, again, workers } of rounds) {
          const coming = chat.receive(again ? 0 : come, come + more)
          come = Math.min(lines.length, come + more)
          if (await sessionOf(chat)) await Promise.all([coming, ...workers.map((w) => runWorker(chat, w))])
          await coming
          await Promise.all(workers.map((w) => runWorker(chat, w)))
          seen.deaths += workers.filter((w) => w.fate !== 'lives').length
          await timePasses(chat)
        }
        await chat.receive(0, lines.length)
        for (let n = 0; n < 3; n++) {
          await timePasses(chat)
          for (const wake of ['talk', 'lane'] as const) await runWorker(chat, healthy(wake))
        }
        expect(await endOf(chat)).toBe(await serialRun(lines))
        const rows = await withTx(
          chat.ctx,
          ({ sql }) => sql<{ text: string; state: string }[]>`
            select request->'params'->>'text' as text, state from deliveries order by seq`,
        )
        for (const { state } of rows) expect(['sent', 'unknown']).toContain(state)
        seen.unknown += rows.filter((row) => row.state === 'unknown').length
        seen.sent += rows.filter((row) => row.state === 'sent').length
        // All that was said was meant, once and in this order; all that says that it was sent was said.
        const meant = rows.map((row) => row.text)
        const sent = rows.flatMap((row) => (row.state === 'sent' ? [row.text] : []))
        expect(isWithin(chat.told, meant), `${chat.told.join()} of ${meant.join()}`).toBe(true)
        expect(isWithin(sent, chat.told), `${sent.join()} of ${chat.told.join()}`).toBe(true)
      },
    ),
    { seed: 5, numRuns: 40 },
  )
  // The faults were real.
  expect(seen.unknown).toBeGreaterThan(5)
  expect(seen.sent).toBeGreaterThan(50)
}, 120_000)
