import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, Db } from '@cartie/db/context'
import { withSystemTx } from '@cartie/db/client'
import { checkInvariants } from '@cartie/db/services/invariant/check'
import { testBot, testChat, type TestChat } from '@cartie/db/testing/test-chat'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import type { TelegramAnswer, TelegramCall } from '../telegram/telegram-answer.ts'
import { drainLane } from './advance-lane.ts'
import { answers } from './testing/scripted-telegram.ts'
import { deliveriesTo, quietTools, stands, unhurried, write } from './testing/delivery-world.ts'

// Several workers on a few lanes at once, each dying at a random step or hanging in a call until long after somebody
// took its lane over. Whatever happens: nothing is lost, nothing goes twice by itself, nothing is silent, and each
// chat gets what it gets in its order.

let world: TestWorkspaces
beforeAll(async () => {
  world = await testWorkspaces({ pool: 8 })
})
afterAll(() => world.close())

const laneCount = 3
const lane = fc.nat({ max: laneCount - 1 })

/** What befalls a worker: at its nth step (a transaction or a call) it dies before or after it, or the call hangs. */
interface Plan {
  lane: number
  step: number
  fate: 'lives' | 'dies before' | 'dies after' | 'hangs'
  answers: ('ok' | 'unreachable' | 'unsure' | 'limited' | 'refused')[]
}
const plan: fc.Arbitrary<Plan> = fc.record({
  lane,
  step: fc.nat({ max: 9 }),
  fate: fc.constantFrom('lives', 'dies before', 'dies after', 'hangs'),
  answers: fc.array(fc.constantFrom('ok', 'ok', 'ok', 'unreachable', 'unsure', 'limited', 'refused'), {
    maxLength: 4,
  }),
})
const healthy = (at: number): Plan => ({ lane: at, step: -1, fate: 'lives', answers: [] })

const round = fc.record({
  written: fc.array(fc.record({ lane, policy: fc.constantFrom('once', 'once', 'repeat') }), { maxLength: 4 }),
  workers: fc.array(plan, { minLength: 1, maxLength: 5 }),
  /** Whether calls that hang are answered only after their lane was taken over. */
  isLate: fc.boolean(),
})

/** What the other side took, in its order, and the answers that it still owes. */
interface OtherSide {
  taken: { chatId: unknown; text: unknown }[]
  owed: (() => void)[]
}

class Died extends Error {}

/** Runs one worker on a lane. `idle` resolves when it has ended, died or hangs; `ended` when it is gone for good. */
function runWorker(ctx: Context, chat: TestChat, plan: Plan, side: OtherSide) {
  let steps = 0
  let calls = 0
  let isDead = false
  let hang = () => undefined as void
  const hangs = new Promise<void>((resolve) => (hang = resolve))
  const dieIf = (now: boolean) => {
    isDead ||= now
    if (isDead) throw new Died()
  }
  const nextFate = () => (steps++ === plan.step ? plan.fate : 'lives')

  const call: TelegramCall = async (_token, _method, params = {}) => {
    dieIf(false)
    const fate = nextFate()
    dieIf(fate === 'dies before')
    const kind = fate === 'hangs' ? 'ok' : (plan.answers[calls++] ?? 'ok')
    if (kind === 'ok' || kind === 'unsure') side.taken.push({ chatId: params.chat_id, text: params.text })
    const number = side.taken.length
    dieIf(fate === 'dies after')
    if (fate === 'hangs') {
      hang()
      await new Promise<void>((resolve) => side.owed.push(resolve))
    }
    return answerOf(kind, number)
  }
  const db: Db = {
    ...ctx.db,
    async slot(fn) {
      dieIf(false)
      const fate = nextFate()
      dieIf(fate === 'dies before')
      const value = await ctx.db.slot(fn)
      dieIf(fate === 'dies after')
      return value
    },
  }
  const options = deliveriesTo(call, { limits: unhurried })
  const ended = drainLane(options, { ...ctx, db }, chat.lane, quietTools()).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error
  })
  return { ended, idle: Promise.race([ended, hangs]) }
}

function answerOf(kind: Plan['answers'][number], number: number): TelegramAnswer {
  if (kind === 'unreachable' || kind === 'unsure') return answers[kind]
  if (kind === 'limited') return answers.limited(5)
  return kind === 'refused' ? answers.badRequest : { ok: true, result: { message_id: number } }
}

/** Leases run out, pauses end, and what waits is due. */
const timePasses = (ctx: Context) =>
  withSystemTx(world.db, async ({ sql }) => {
    await sql`
      update delivery_lanes set lease_until = now() - interval '1 second', paused_until = null
      where workspace_id = ${ctx.workspaceId}`
    await sql`update deliveries set run_at = now() where workspace_id = ${ctx.workspaceId} and state = 'pending'`
  })

test('whenever workers die, hang or are taken over: LOST 0, DOUBLE 0, SILENT 0, and each chat in order', async () => {
  const ends: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), async (rounds) => {
      const ctx = await world.workspace()
      const botId = await testBot(ctx)
      const chats = await Promise.all(
        Array.from({ length: laneCount }, (_, i) => testChat(ctx, botId, `${i}`)),
      )
      const side: OtherSide = { taken: [], owed: [] }
      const policies = new Map<string, string>()
      let ended: Promise<void>[] = []
      const answerAll = async () => {
        for (const answer of side.owed.splice(0)) answer()
        await Promise.all(ended.splice(0))
      }
      for (const { written, workers, isLate } of rounds) {
        for (const { lane: at, policy } of written) {
          const text = `message ${policies.size}`
          policies.set(text, policy)
          await write(ctx, chats[at]!, [text], { policy })
        }
        const running = workers.map((w) => runWorker(ctx, chats[w.lane]!, w, side))
        await Promise.all(running.map((r) => r.idle))
        ended = [...ended, ...running.map((r) => r.ended)]
        if (!isLate) await answerAll()
        await timePasses(ctx)
      }
      const finish = async () => {
        await timePasses(ctx)
        await Promise.all(chats.map((chat, i) => runWorker(ctx, chat, healthy(i), side).ended))
      }
      await finish()
      await answerAll()
      await finish()

      const rows = await stands(ctx)
      expect(rows).toHaveLength(policies.size)
      for (const { text, state } of rows) {
        const times = side.taken.filter((t) => t.text === text).length
        ends[`${policies.get(text)} ${state}`] = (ends[`${policies.get(text)} ${state}`] ?? 0) + 1
        // LOST: each has an end that a person can see.
        expect(['sent', 'failed', 'unknown']).toContain(state)
        // DOUBLE: only what is better sent twice may be.
        if (policies.get(text) === 'once') expect(times, text).toBeLessThanOrEqual(1)
        // SILENT: what never arrived does not say that it did.
        if (state === 'sent') expect(times, text).toBeGreaterThanOrEqual(1)
      }
      const place = new Map(rows.map((r, i) => [r.text, i]))
      for (const chat of chats) {
        const got = side.taken.filter((t) => t.chatId === chat.chatId).map((t) => place.get(String(t.text))!)
        expect(got).toEqual(got.toSorted((a, b) => a - b))
      }
    }),
    { seed: 11, numRuns: 60 },
  )
  // The faults were real: all ends were met.
  expect(Object.keys(ends)).toEqual(
    expect.arrayContaining(['once sent', 'once unknown', 'once failed', 'repeat sent']),
  )
  const wrong = (await checkInvariants(world.db)).checks.filter((c) => !c.ok).map((c) => c.id)
  expect(wrong).toEqual([])
}, 120_000)
