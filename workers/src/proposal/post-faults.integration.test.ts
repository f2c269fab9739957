import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, Db } from '@cartie/db/context'
import { withTx } from '@cartie/db/client'
import { advancePosts } from '@cartie/db/services/broadcast/advance'
import { listRequestPosts } from '@cartie/db/services/broadcast/list-posts'
import { broadcastRequest } from '@cartie/db/services/broadcast/start'
import { changeRequestStatus } from '@cartie/db/services/request/change-status'
import { updateRequest } from '@cartie/db/services/request/update'
import { testBot } from '@cartie/db/testing/test-chat'
import { testRequest } from '@cartie/db/testing/test-request'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { drainLane } from '../delivery/advance-lane.ts'
import { deliveriesTo, quietTools, unhurried } from '../delivery/testing/delivery-world.ts'
import { answers, scriptedTelegram } from '../delivery/testing/scripted-telegram.ts'

// A request is published, changed and closed while its workers die at any step: before a transaction or after its
// commit, before a call or after it. Each chat gets its post once, and at the end it says what the request says.

let world: TestWorkspaces
beforeAll(async () => {
  world = await testWorkspaces({ pool: 6 })
})
afterAll(() => world.close())

class Died extends Error {}
const chats = ['-101', '-102', '-103']

type Deed = 'publish' | 'change' | 'close' | 'open' | 'post' | 'send'
const deed = fc.record({
  do: fc.constantFrom<Deed[]>(
    'publish',
    'publish',
    'change',
    'close',
    'open',
    'post',
    'post',
    'send',
    'send',
  ),
  /** At its nth step the worker dies; -1: it lives. */
  diesAt: fc.integer({ min: -1, max: 5 }),
  after: fc.boolean(),
})

/** A context whose process dies at its nth step. */
function mortal(ctx: Context, { diesAt, after }: { diesAt: number; after: boolean }) {
  let steps = 0
  let isDead = false
  const live = async <T>(run: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Died()
    const isLast = steps++ === diesAt
    isDead ||= isLast
    if (isLast && !after) throw new Died()
    const value = await run()
    if (isLast) throw new Died()
    return value
  }
  const db: Db = { ...ctx.db, slot: (fn) => live(() => ctx.db.slot(fn)) }
  return { ctx: { ...ctx, db }, live }
}

test('whenever workers die, no post is lost or doubled, and each says what the request says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 16 }), async (deeds) => {
      const ctx = await world.workspace()
      const botId = await testBot(ctx)
      await withTx(ctx, async ({ sql }) => {
        for (const chat_id of chats)
          await sql`insert into bot_channels ${sql({ workspace_id: ctx.workspaceId, bot_id: botId, chat_id, kind: 'channel', can_post: true, title: chat_id })}`
      })
      const id = await testRequest(ctx)
      const telegram = scriptedTelegram((call) =>
        call.method === 'editMessageText' && call.params.text === shown.get(String(call.params.chat_id))
          ? { ok: false, kind: 'refused', code: 400, description: 'Bad Request: message is not modified' }
          : undefined,
      )
      const shown = new Map<string, unknown>()
      let titles = 0
      const run = async (what: Deed, at: ReturnType<typeof mortal>) => {
        const status = (to: 'LOST' | 'COLLECTING_VARIANTS') => changeRequestStatus(at.ctx, id, { status: to })
        if (what === 'publish') {
          const targets = chats.map((chatId) => ({ botId, chatId, wave: 1 }))
          await broadcastRequest(at.ctx, id, { targets, waveMinutes: 0 })
        }
        if (what === 'change') await updateRequest(at.ctx, id, { title: `Назва ${titles++}` })
        if (what === 'close') await status('LOST')
        if (what === 'open') await status('COLLECTING_VARIANTS')
        if (what === 'post') await advancePosts(at.ctx, id)
        if (what !== 'send') return
        const options = deliveriesTo(
          (token, method, params = {}) =>
            at.live(async () => {
              const answer = await telegram.call(token, method, params)
              shown.set(String(params.chat_id), params.text)
              return answer
            }),
          { limits: unhurried },
        )
        for (const chat of chats) await drainLane(options, at.ctx, `telegram:${botId}:${chat}`, quietTools())
      }
      /** Leases run out, and what waits is due. */
      const timePasses = () =>
        withTx(ctx, async ({ sql }) => {
          await sql`update delivery_lanes set lease_until = now() - interval '1 second'`
          await sql`update deliveries set run_at = now() where state = 'pending'`
        })
      for (const { do: what, ...fate } of deeds) {
        // A refusal is no fault: a request that is closed is not published.
        await run(what, mortal(ctx, fate)).catch(() => undefined)
        await timePasses()
      }
      for (let n = 0; n < 3; n++) {
        await run('post', mortal(ctx, { diesAt: -1, after: false }))
        await timePasses()
        await run('send', mortal(ctx, { diesAt: -1, after: false }))
      }
      await run('post', mortal(ctx, { diesAt: -1, after: false }))

      const { data } = await listRequestPosts(ctx, id)
      const [request] = await withTx(
        ctx,
        ({ sql }) =>
          sql<{ title: string; status: string }[]>`select title, status from b2b_requests where id = ${id}`,
      )
      for (const chat of chats) {
        const posts = telegram.calls.filter((c) => c.method === 'sendMessage' && c.params.chat_id === chat)
        expect(posts.length).toBeLessThanOrEqual(1)
        const post = data.find((one) => one.chatId === chat)
        if (!post) continue
        // Of a post whose sender died in the call nobody knows; a person is shown it, and it is not repeated.
        if (post.deliveryState === 'unknown') continue
        expect(['posted', 'closed', 'cancelled']).toContain(post.state)
        if (!posts.length) {
          expect(post.state).toBe('cancelled')
          continue
        }
        expect(shown.get(chat)).toContain(request!.title)
        expect(String(shown.get(chat)).includes('закрито')).toBe(request!.status === 'LOST')
      }
    }),
    { numRuns: 20 },
  )
}, 240_000)

test('an edit that was repeated and had arrived counts as sent', async () => {
  const ctx = await world.workspace()
  const botId = await testBot(ctx)
  const id = await testRequest(ctx)
  await withTx(
    ctx,
    ({ sql }) => sql`
      insert into bot_channels ${sql({ workspace_id: ctx.workspaceId, bot_id: botId, chat_id: '-101', kind: 'channel', can_post: true, title: 'x' })}`,
  )
  const telegram = scriptedTelegram((_, n) =>
    n === 2
      ? answers.unsure
      : n === 3
        ? { ok: false, kind: 'refused', code: 400, description: 'Bad Request: message is not modified: same' }
        : undefined,
  )
  const turn = async () => {
    await advancePosts(ctx, id)
    await withTx(ctx, ({ sql }) => sql`update deliveries set run_at = now() where state = 'pending'`)
    await drainLane(
      deliveriesTo(telegram.call, { limits: unhurried }),
      ctx,
      `telegram:${botId}:-101`,
      quietTools(),
    )
  }
  await broadcastRequest(ctx, id, { targets: [{ botId, chatId: '-101', wave: 1 }], waveMinutes: 0 })
  await turn()
  await advancePosts(ctx, id)
  await updateRequest(ctx, id, { title: 'Інша назва' })
  await turn()
  await turn()
  expect(telegram.calls.map((c) => c.method)).toEqual(['sendMessage', 'editMessageText', 'editMessageText'])
  expect((await listRequestPosts(ctx, id)).data).toMatchObject([{ state: 'posted', deliveryState: 'sent' }])
})
