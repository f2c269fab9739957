import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { telegramLimits, type LaneLimits } from '@cartie/shared/domain/telegram-limits'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat, type TestChat } from '../../testing/test-chat.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { beginSending } from './begin-sending.ts'
import { cancelDelivery } from './cancel.ts'
import { checkDelivery } from './check.ts'
import { claimLane } from './claim-lane.ts'
import { countDeliveries } from './counts.ts'
import { endSending, endSendings } from './end-sending.ts'
import { enqueueDeliveries, type NewDelivery } from './enqueue.ts'
import { findFiles } from './find-files.ts'
import { getDelivery } from './get.ts'
import { holdDelivery } from './hold.ts'
import type { LaneHold, SendingDelivery, Step } from './lane-hold.ts'
import { listDeliveries } from './list.ts'
import { wakeForgottenLanes } from './pending.ts'
import { releaseDelivery } from './release.ts'
import { resendDelivery } from './resend.ts'

let world: TestWorkspaces
let ctx: Context
let chat: TestChat
beforeAll(async () => {
  world = await testWorkspaces({ pool: 6 })
})
afterAll(() => world.close())
beforeEach(async () => {
  ctx = await world.workspace()
  chat = await testChat(ctx, await testBot(ctx), '700')
  world.wakes.length = 0
})

const text = (chatOf: TestChat, words: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  lane: chatOf.lane,
  botId: chatOf.botId,
  sessionId: chatOf.sessionId,
  request: { method: 'sendMessage', params: { chat_id: chatOf.chatId, text: words } },
  priority: 'answer',
  ...more,
})
const enqueue = (...rows: NewDelivery[]) => enqueueDeliveries(ctx, rows)
const free: LaneLimits = {}
const claim = (lane = chat.lane, limits = free, leaseMs = 30_000) => claimLane(ctx, { lane, leaseMs, limits })
/** Claims a lane that has something due. */
async function begin(lane = chat.lane): Promise<{ hold: LaneHold; delivery: SendingDelivery }> {
  const claimed = await claim(lane)
  if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
  return { hold: claimed.hold, delivery: claimed.step.delivery }
}
const wordsOf = (step: Step) => (step.do === 'send' ? step.delivery.request.params.text : step.do)
const sent = (messageId: number) => ({ kind: 'sent' as const, result: { messageId } })
const error = { code: '400', message: 'Bad Request: no' }
const stateOf = async (id: string) => (await getDelivery(ctx, id)).state
const system = (run: string) => withSystemTx(world.db, ({ sql }) => sql.unsafe(run))
const expire = () => system(`update delivery_lanes set lease_until = now() - interval '1 second'`)
const lanesWoken = () =>
  world.wakes
    .filter((w) => w.job.name === deliveryAdvance.name)
    .map((w) => (w.payload as { lane: string }).lane)
const laneRow = async (lane: string) => {
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ paused_ms: number | null; moved_to: string | null; held: boolean }[]>`
      select extract(epoch from paused_until - clock_timestamp())::float8 * 1000 as paused_ms, moved_to,
        lease_until is not null as held from delivery_lanes where lane = ${lane}`,
  )
  return row
}

describe('writing deliveries', () => {
  test('keeps their order, wakes each lane once, and shows them in their chat', async () => {
    const other = await testChat(ctx, chat.botId, '701')
    const message = { author: 'bot', kind: 'text', text: 'Привіт' }
    const ids = await enqueue(text(chat, '1', { message }), text(other, '2'), text(chat, '3'))
    expect(lanesWoken().toSorted()).toEqual([chat.lane, other.lane].toSorted())
    const { data } = await listDeliveries(ctx, DeliveryQuery.parse({}))
    expect(data.map((d) => d.text)).toEqual(['3', '2', '1'])
    expect(data.at(-1)).toMatchObject({
      id: ids[0]!.id,
      state: 'pending',
      chat: { title: 'Olena' },
      chatId: '700',
    })
    const found = await withTx(
      ctx,
      ({ sql }) => sql`select delivery_id from bot_messages where search @@ to_tsquery('simple', 'привіт')`,
    )
    expect(found).toMatchObject([{ delivery_id: ids[0]!.id }])
  })

  test('writes the same intent once, also when two write it at the same moment', async () => {
    const rows = await Promise.all(
      Array.from({ length: 6 }, () => enqueue(text(chat, 'once', { dedupKey: 'lead-1-card' }))),
    )
    expect(new Set(rows.flat().map((r) => r.id)).size).toBe(1)
    expect(rows.flat().filter((r) => !r.repeated)).toHaveLength(1)
    expect((await listDeliveries(ctx, DeliveryQuery.parse({}))).data).toHaveLength(1)
  })

  test('writes nothing where its transaction is rolled back, and wakes nobody', async () => {
    const failed = withTx(ctx, async (tx) => {
      await enqueueDeliveries({ ...ctx, tx }, [text(chat, 'never')])
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect((await listDeliveries(ctx, DeliveryQuery.parse({}))).data).toEqual([])
    expect(world.wakes).toEqual([])
  })

  test('makes several of a text that is too long, whose last one the chat and its writer know', async () => {
    const [made] = await enqueue(text(chat, 'слово '.repeat(1000), { dedupKey: 'long' }))
    const { data } = await listDeliveries(ctx, DeliveryQuery.parse({}))
    expect(data.map((d) => d.id).indexOf(made!.id)).toBe(0)
    expect(data).toHaveLength(2)
    expect(await enqueue(text(chat, 'слово '.repeat(1000), { dedupKey: 'long' }))).toEqual([
      { id: made!.id, repeated: true },
    ])
  })

  test('gives broadcasts their places one after the other, also those of a second one', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => text(chat, `b${i}`, { priority: 'broadcast' }))
    await enqueue(...rows)
    await enqueue(...rows)
    const due = await withTx(
      ctx,
      ({ sql }) => sql<{ ms: number }[]>`
        select extract(epoch from run_at - min(run_at) over ())::float8 * 1000 as ms from deliveries order by seq`,
    )
    expect(due.at(-1)!.ms).toBeGreaterThan(79 * 50 - 200)
    for (const [i, { ms }] of due.entries()) if (i) expect(ms).toBeGreaterThan(due[i - 1]!.ms)
  })

  test('gives answers places too where one call writes into more chats than a bot can reach at once', async () => {
    const rows = (n: number) =>
      Array.from({ length: n }, (_, i) => text(chat, 'x', { lane: `telegram:${chat.botId}:${i}` }))
    const delays = () => world.wakes.map((w) => w.delayMs)
    await enqueue(...rows(5))
    expect(delays()).toEqual([0, 0, 0, 0, 0])
    world.wakes.length = 0
    await enqueue(...rows(20))
    for (const [i, ms] of delays().entries()) expect(ms - delays()[0]!).toBeCloseTo(i * 40)
  })
})

describe('a lane', () => {
  test('is held by one, who works it off in order, and is free afterwards', async () => {
    await enqueue(text(chat, '1'), text(chat, '2'))
    const claims = await Promise.all(Array.from({ length: 5 }, () => claim()))
    const [mine, ...others] = claims.filter((c) => c !== undefined)
    expect(others).toEqual([])
    expect(wordsOf(mine!.step)).toBe('1')
    if (mine?.step.do !== 'send') throw new Error('not begun')
    const next = await endSending(ctx, mine.hold, mine.step.delivery, sent(1))
    expect(wordsOf(next)).toBe('2')
    if (next.do !== 'send') throw new Error('not begun')
    expect(await endSending(ctx, mine.hold, next.delivery, sent(2))).toEqual({ do: 'end' })
    expect(await laneRow(chat.lane)).toMatchObject({ held: false })
  })

  test('that gets something while its holder lets it go is never forgotten', async () => {
    for (let round = 0; round < 15; round++) {
      await enqueue(text(chat, 'first'))
      const { hold, delivery } = await begin()
      const [, step] = await Promise.all([
        enqueue(text(chat, 'second')),
        endSending(ctx, hold, delivery, sent(round)),
      ])
      // Whoever was woken comes now: either the holder took it or the woken one does.
      const rest = step.do === 'send' ? { hold, step } : await claim()
      if (rest?.step.do !== 'send') throw new Error('the second one was forgotten')
      expect(wordsOf(rest.step)).toBe('second')
      await endSending(ctx, rest.hold, rest.step.delivery, sent(1000 + round))
    }
  })

  test('taken over after its lease ran out: what was being sent is unknown, and the former holder changes nothing of it', async () => {
    const [one, two] = await enqueue(text(chat, '1'), text(chat, '2'))
    const former = await begin()
    await expire()
    const { hold, delivery } = await begin()
    expect(hold.fence).toBeGreaterThan(former.hold.fence)
    expect(delivery.request.params.text).toBe('2')
    expect(await stateOf(one!.id)).toBe('unknown')
    // The former holder comes back: it neither begins nor pauses nor releases anything.
    expect(await beginSending(ctx, former.hold, two!.id)).toEqual({ do: 'end' })
    const stale = { ...former.delivery, id: two!.id, fence: former.hold.fence }
    expect(await endSending(ctx, former.hold, stale, { kind: 'failed', error })).toEqual({ do: 'end' })
    expect(await stateOf(two!.id)).toBe('sending')
    expect(await laneRow(chat.lane)).toMatchObject({ held: true, paused_ms: null })
    await endSending(ctx, hold, delivery, sent(2))
    expect(await stateOf(two!.id)).toBe('sent')
  })

  test('and what comes next is for its holder alone, also where both ends are written together', async () => {
    await enqueue(text(chat, 'a'), text(chat, 'b'), text(chat, 'c'))
    const former = await begin()
    await expire()
    const holder = await begin()
    const steps = await endSendings(ctx, [
      { ...former, ending: sent(1) },
      { ...holder, ending: sent(2) },
    ])
    expect(steps.map(wordsOf)).toEqual(['end', 'c'])
  })

  test("settles an unknown one by that very try's late answer, and by no other's", async () => {
    const [one] = await enqueue(text(chat, '1'))
    const former = await begin()
    await expire()
    await claim()
    expect(await stateOf(one!.id)).toBe('unknown')
    const foreign = { ...former.delivery, fence: former.delivery.fence + 5 }
    await endSending(ctx, { ...former.hold, fence: foreign.fence }, foreign, sent(9))
    expect(await stateOf(one!.id)).toBe('unknown')
    await endSending(ctx, former.hold, former.delivery, sent(9))
    expect(await getDelivery(ctx, one!.id)).toMatchObject({ state: 'sent', messageId: 9 })
  })

  test('sends an unknown one after all when its try turns out to have called nobody, but not beside a copy', async () => {
    const again = { kind: 'again', afterMs: 0, error } as const
    const [one] = await enqueue(text(chat, '1'))
    const former = await begin()
    await expire()
    await claim()
    await endSending(ctx, former.hold, former.delivery, again)
    expect(await stateOf(one!.id)).toBe('pending')
    expect(lanesWoken()).toContain(chat.lane)
    await expire()
    const second = await begin()
    await expire()
    await claim()
    await resendDelivery(ctx, one!.id)
    await endSending(ctx, second.hold, second.delivery, again)
    expect(await stateOf(one!.id)).toBe('failed')
  })

  test('repeats what is better twice than never, but not for ever', async () => {
    const [one] = await enqueue(text(chat, '1', { policy: 'repeat' }))
    for (let i = 0; i < 5; i++) {
      const { delivery } = await begin()
      expect(delivery.attempts).toBe(i + 1)
      await expire()
    }
    expect((await claim())?.step).toEqual({ do: 'end' })
    expect(await stateOf(one!.id)).toBe('unknown')
  })

  test('goes on after what failed or is unknown, with the words of the other side kept', async () => {
    const [a, b, c] = await enqueue(text(chat, 'a'), text(chat, 'b'), text(chat, 'c'))
    const { hold, delivery } = await begin()
    const second = await endSending(ctx, hold, delivery, { kind: 'failed', error, blocked: true })
    if (second.do !== 'send') throw new Error('not begun')
    const third = await endSending(ctx, hold, second.delivery, { kind: 'unknown', error })
    expect(wordsOf(third)).toBe('c')
    expect(await getDelivery(ctx, a!.id)).toMatchObject({ state: 'failed', error })
    expect(await stateOf(b!.id)).toBe('unknown')
    expect(await stateOf(c!.id)).toBe('sending')
    const [session] = await withTx(
      ctx,
      ({ sql }) => sql`select blocked_at from bot_sessions where id = ${chat.sessionId}`,
    )
    expect(session).toMatchObject({ blocked_at: expect.any(String) as string })
  })

  test('tells of every end once', async () => {
    const [a, b] = await enqueue(text(chat, 'a'), text(chat, 'b'))
    const { hold, delivery } = await begin()
    const next = await endSending(ctx, hold, delivery, sent(1))
    if (next.do !== 'send') throw new Error('not begun')
    await endSending(ctx, hold, next.delivery, { kind: 'unknown', error })
    await endSending(ctx, hold, next.delivery, { kind: 'unknown', error })
    const told = await withTx(
      ctx,
      ({ sql }) => sql<{ name: string; payload: unknown }[]>`select name, payload from events order by id`,
    )
    expect(told).toMatchObject([
      { name: 'delivery.ended', payload: { deliveryId: a!.id, sessionId: chat.sessionId, state: 'sent' } },
      { name: 'delivery.unknown', payload: { deliveryId: b!.id } },
    ])
  })

  test('gives what arrived its numbers, and remembers the names of files', async () => {
    const album = { author: 'bot', kind: 'album', text: 'Photos', content: { photos: 2 } }
    const [one] = await enqueue(text(chat, '1', { message: album }))
    const { hold, delivery } = await begin()
    await endSending(ctx, hold, delivery, {
      kind: 'sent',
      result: { messageId: 41, messageIds: [41, 42] },
      files: [
        { key: 'p1', fileId: 'F1' },
        { key: 'p2', fileId: 'F2' },
      ],
    })
    const [row] = await withTx(ctx, ({ sql }) => sql`select message_id::int, content from bot_messages`)
    expect(row).toEqual({ message_id: 41, content: { photos: 2, messageIds: [41, 42] } })
    expect(await stateOf(one!.id)).toBe('sent')
    expect([...(await findFiles(ctx, chat.botId, ['p1', 'p2', 'p3']))]).toEqual([
      ['p1', 'F1'],
      ['p2', 'F2'],
    ])
  })
})

describe('waiting', () => {
  const limited = { kind: 'again', afterMs: 60_000, error, pauses: true } as const
  const refuse = async (lane: string) => {
    const { delivery } = await begin(lane)
    const hold = { lane, fence: delivery.fence, leaseMs: 30_000, limits: telegramLimits(lane) }
    return endSending(ctx, hold, delivery, limited)
  }

  test('as the other side asked stops this chat alone, in its order, and rings for its end', async () => {
    const other = await testChat(ctx, chat.botId, '701')
    await enqueue(text(chat, '1'), text(chat, '2'), text(other, '3'))
    world.wakes.length = 0
    expect(await refuse(chat.lane)).toEqual({ do: 'end' })
    expect(await claim()).toBeUndefined()
    expect(world.wakes).toMatchObject([{ payload: { lane: chat.lane } }])
    expect(world.wakes[0]!.delayMs).toBeGreaterThan(59_000)
    expect(wordsOf((await claim(other.lane, telegramLimits(other.lane)))!.step)).toBe('3')
    await system(`update delivery_lanes set paused_until = now(); update deliveries set run_at = now()`)
    expect(wordsOf((await claim())!.step)).toBe('1')
  })

  test('stops the whole bot when several of its chats are asked at the same time, and no other bot', async () => {
    const chats = await Promise.all(['801', '802', '803', '804'].map((id) => testChat(ctx, chat.botId, id)))
    const foreign = await testChat(ctx, await testBot(ctx), '900')
    await enqueue(...[...chats, foreign].map((c) => text(c, c.chatId)))
    for (const c of chats.slice(0, 3)) await refuse(c.lane)
    const last = chats[3]!.lane
    world.wakes.length = 0
    expect((await claim(last, telegramLimits(last)))!.step).toEqual({ do: 'end' })
    expect(world.wakes[0]!.delayMs).toBeGreaterThan(59_000)
    expect((await claim(foreign.lane, telegramLimits(foreign.lane)))!.step.do).toBe('send')
  })

  test('for the pace of a chat: three at once, then the lane is let go and rung for', async () => {
    await enqueue(...['1', '2', '3', '4'].map((w) => text(chat, w)))
    const claimed = await claim(chat.lane, telegramLimits(chat.lane))
    let step = claimed!.step
    const went: unknown[] = []
    world.wakes.length = 0
    while (step.do !== 'end') {
      if (step.do === 'send') {
        went.push(wordsOf(step))
        step = await endSending(ctx, claimed!.hold, step.delivery, sent(went.length))
      } else step = await beginSending(ctx, claimed!.hold, step.deliveryId)
    }
    expect(went).toEqual(['1', '2', '3'])
    expect(world.wakes).toHaveLength(1)
    expect(world.wakes[0]!.delayMs).toBeGreaterThan(500)
    expect(world.wakes[0]!.delayMs).toBeLessThan(1020)
    expect(await laneRow(chat.lane)).toMatchObject({ held: false })
  })

  test("for a bot's pace: an answer books its place, a broadcast goes to the end of the line", async () => {
    const other = await testChat(ctx, chat.botId, '701')
    await enqueue(text(chat, 'answer'), text(other, 'broadcast', { priority: 'broadcast' }))
    // The bot's bucket is empty, and full again in 400 ms.
    await system(
      `insert into delivery_lanes (workspace_id, lane, next_at)
       select workspace_id, 'telegram:${chat.botId}', now() + interval '400 ms' from bot_configs where id = '${chat.botId}'
       on conflict (workspace_id, lane) do update set next_at = excluded.next_at`,
    )
    await system(`update deliveries set run_at = now()`)
    const answer = await claim(chat.lane, telegramLimits(chat.lane))
    expect(answer!.step).toMatchObject({ do: 'wait' })
    if (answer?.step.do !== 'wait') throw new Error('no wait')
    expect(answer.step.waitMs).toBeLessThan(400)
    expect(wordsOf(await beginSending(ctx, answer.hold, answer.step.deliveryId))).toBe('answer')
    world.wakes.length = 0
    expect((await claim(other.lane, telegramLimits(other.lane)))!.step).toEqual({ do: 'end' })
    expect(world.wakes).toMatchObject([{ payload: { lane: other.lane } }])
  })

  test('costs calls that write no message nothing', async () => {
    const ask = { method: 'answerCallbackQuery', params: { callback_query_id: 'q' } }
    await enqueue(...Array.from({ length: 6 }, () => text(chat, '', { request: ask })))
    const claimed = (await claim(chat.lane, telegramLimits(chat.lane)))!
    let { step } = claimed
    let went = 0
    for (; step.do === 'send'; went++) step = await endSending(ctx, claimed.hold, step.delivery, sent(went))
    expect(went).toBe(6)
  })

  test('ends: what could surely not be sent for a day fails', async () => {
    const [one] = await enqueue(text(chat, '1'))
    await system(`update deliveries set created_at = now() - interval '25 hours'`)
    const { hold, delivery } = await begin()
    await endSending(ctx, hold, delivery, { kind: 'again', afterMs: 1000, error })
    expect(await getDelivery(ctx, one!.id)).toMatchObject({
      state: 'failed',
      endedAt: expect.any(String) as string,
    })
  })
})

describe('a chat that Telegram moves', () => {
  const moved = { kind: 'again', afterMs: 0, error, movedTo: '-100900' } as const

  test('is followed: its session, its lane, what waits, and what comes to the old one later', async () => {
    const group = await testChat(ctx, chat.botId, '-900')
    await enqueue(text(group, '1'), text(group, '2'))
    const { hold, delivery } = await begin(group.lane)
    world.wakes.length = 0
    expect(await endSending(ctx, hold, delivery, moved)).toEqual({ do: 'end' })
    const lane = `telegram:${chat.botId}:-100900`
    expect(lanesWoken()).toEqual([lane])
    await enqueue(text(group, '3'))
    expect((await claim(group.lane))!.step).toEqual({ do: 'end' })
    const next = await claim(lane)
    let step = next!.step
    const went: unknown[] = []
    for (; step.do === 'send'; step = await endSending(ctx, next!.hold, step.delivery, sent(went.length)))
      went.push([step.delivery.request.params.text, step.delivery.request.params.chat_id])
    expect(went).toEqual(['1', '2', '3'].map((w) => [w, '-100900']))
    const [session] = await withTx(
      ctx,
      ({ sql }) => sql`select chat_id from bot_sessions where id = ${group.sessionId}`,
    )
    expect(session).toEqual({ chat_id: '-100900' })
  })

  test('to one that is known already keeps both sessions', async () => {
    const group = await testChat(ctx, chat.botId, '-900')
    await testChat(ctx, chat.botId, '-100900')
    await enqueue(text(group, '1'))
    const { hold, delivery } = await begin(group.lane)
    await endSending(ctx, hold, delivery, moved)
    expect(wordsOf((await claim(`telegram:${chat.botId}:-100900`))!.step)).toBe('1')
  })
})

describe('a person', () => {
  test('sends a copy of what ended, once at a time; the chat follows the copy', async () => {
    const [one] = await enqueue(text(chat, '1', { message: { author: 'bot', kind: 'text', text: '1' } }))
    await expect(resendDelivery(ctx, one!.id)).rejects.toMatchObject({ code: 'conflict' })
    const { hold, delivery } = await begin()
    await endSending(ctx, hold, delivery, { kind: 'unknown', error })
    expect(await countDeliveries(ctx, {})).toMatchObject({ unsettled: 1, states: { unknown: 1 } })
    const copies = await Promise.allSettled([resendDelivery(ctx, one!.id), resendDelivery(ctx, one!.id)])
    const made = copies.flatMap((c) => (c.status === 'fulfilled' ? [c.value] : []))
    expect(made).toHaveLength(1)
    expect(made[0]).toMatchObject({ resendOf: one!.id, state: 'pending', text: '1' })
    expect(await getDelivery(ctx, one!.id)).toMatchObject({ state: 'unknown', resentAs: made[0]!.id })
    expect(await countDeliveries(ctx, {})).toMatchObject({ unsettled: 0, oldestUnsettledAt: null })
    const second = await begin()
    await endSending(ctx, second.hold, second.delivery, sent(77))
    const rows = await withTx(ctx, ({ sql }) => sql`select delivery_id, message_id::int from bot_messages`)
    expect(rows).toEqual([{ delivery_id: made[0]!.id, message_id: 77 }])
    await resendDelivery(ctx, made[0]!.id)
    expect(await withTx(ctx, ({ sql }) => sql`select 1 from bot_messages`)).toHaveLength(2)
  })

  test('holds one back, lets it go, gives it up; what is being sent is out of reach', async () => {
    const [a, b] = await enqueue(text(chat, 'a'), text(chat, 'b'))
    expect(await holdDelivery(ctx, a!.id)).toMatchObject({ state: 'held' })
    const { hold, delivery } = await begin()
    expect(delivery.id).toBe(b!.id)
    for (const verb of [holdDelivery, cancelDelivery, releaseDelivery, resendDelivery])
      await expect(verb(ctx, b!.id)).rejects.toMatchObject({ code: 'conflict' })
    world.wakes.length = 0
    expect(await releaseDelivery(ctx, a!.id)).toMatchObject({ state: 'pending' })
    expect(lanesWoken()).toEqual([chat.lane])
    expect(wordsOf(await endSending(ctx, hold, delivery, sent(1)))).toBe('a')
    const [c] = await enqueue(text(chat, 'c', { held: true }))
    expect(await cancelDelivery(ctx, c!.id)).toMatchObject({
      state: 'cancelled',
      endedAt: expect.any(String) as string,
    })
    await expect(releaseDelivery(ctx, c!.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('checks an unknown one: an answer to the message proves that it arrived, other messages do not', async () => {
    const html = 'Ціна &lt; 9000'
    const [one] = await enqueue(text(chat, html, { message: { author: 'bot', kind: 'text', text: html } }))
    const { hold, delivery } = await begin()
    await endSending(ctx, hold, delivery, { kind: 'unknown', error })
    expect(await checkDelivery(ctx, one!.id)).toMatchObject({ verdict: 'open', evidence: [] })
    const update = (words: string) => ({
      message: { message_id: 60, text: 'так', reply_to_message: { message_id: 55, text: words } },
    })
    const arrive = (payload: unknown) =>
      withTx(
        ctx,
        ({ sql }) => sql`
          insert into inbox_events (workspace_id, bot_id, chat_id, kind, payload)
          values (${ctx.workspaceId}, ${chat.botId}, ${chat.chatId}, 'update', ${JSON.stringify(payload)}::jsonb)`,
      )
    await arrive(update('Something else'))
    expect(await checkDelivery(ctx, one!.id)).toMatchObject({ verdict: 'open', evidence: [] })
    await arrive(update('Ціна < 9000'))
    expect(await checkDelivery(ctx, one!.id)).toMatchObject({
      verdict: 'arrived',
      evidence: [{ kind: 'reply', messageId: 55 }],
      delivery: { state: 'sent', messageId: 55 },
    })
    const [row] = await withTx(ctx, ({ sql }) => sql`select message_id::int from bot_messages`)
    expect(row).toEqual({ message_id: 55 })
  })

  test('filters the ledger and pages through it while it grows', async () => {
    const other = await testChat(ctx, await testBot(ctx), '702')
    await enqueue(...Array.from({ length: 7 }, (_, i) => text(chat, `BMW ${i}`)), text(other, '100% Audi_A6'))
    const list = (query: object) => listDeliveries(ctx, DeliveryQuery.parse(query))
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ limit: 3, ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map((d) => d.text))
      cursor = page.nextCursor
      await enqueue(text(chat, 'new'))
    } while (cursor)
    expect(seen).toEqual(['100% Audi_A6', ...[6, 5, 4, 3, 2, 1, 0].map((i) => `BMW ${i}`)])
    const count = async (query: object) => (await list(query)).data.length
    expect(await count({ botId: other.botId })).toBe(1)
    expect(await count({ sessionId: other.sessionId })).toBe(1)
    expect(await count({ q: '0% audi_a' })).toBe(1)
    expect(await count({ q: 'bmw _' })).toBe(0)
    expect(await count({ state: 'sent,unknown' })).toBe(0)
    expect(await count({ channel: 'webhook' })).toBe(0)
    expect(await count({ to: '2020-01-01T00:00:00Z' })).toBe(0)
    await expect(list({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test.each([
    [
      'read',
      [listDeliveries, countDeliveries].map((verb) => (c: Context) => verb(c, DeliveryQuery.parse({}))),
    ],
    [
      'write',
      [resendDelivery, holdDelivery, releaseDelivery, cancelDelivery, checkDelivery].map(
        (verb) => (c: Context, id: string) => verb(c, id),
      ),
    ],
  ] as const)('may %s only in a role and in a workspace that may', async (kind, verbs) => {
    const [one] = await enqueue(text(chat, '1'))
    const foreign = await world.workspace()
    for (const verb of verbs) {
      for (const role of otherRoles(permissions[`deliveries.${kind}`]))
        await expect(verb(as(ctx, role), one!.id)).rejects.toMatchObject({ code: 'forbidden' })
      const seen = await verb(foreign, one!.id).catch((e: unknown) => e)
      expect(JSON.stringify(seen)).not.toContain(one!.id)
    }
    expect(await stateOf(one!.id)).toBe('pending')
  })
})

describe('the sweeper', () => {
  test('wakes lanes that are due and that nobody holds, once in a while', async () => {
    await enqueue(text(chat, '1'))
    await system(`update deliveries set run_at = now() - interval '10 seconds'`)
    world.wakes.length = 0
    await wakeForgottenLanes(world.db)
    expect(lanesWoken().filter((l) => l === chat.lane)).toHaveLength(1)
    await wakeForgottenLanes(world.db)
    expect(lanesWoken().filter((l) => l === chat.lane)).toHaveLength(1)
  })

  test('leaves alone what is held, paused or not yet due, and finds what a dead holder left', async () => {
    const [other, paused] = [await testChat(ctx, chat.botId, '701'), await testChat(ctx, chat.botId, '702')]
    await enqueue(text(chat, '1'), text(other, '2', { delayMs: 60_000 }), text(paused, '3'))
    await begin()
    await claim(paused.lane)
    await system(
      `update deliveries set run_at = now() - interval '10 seconds' where lane <> '${other.lane}';
       update delivery_lanes set lease_until = null, paused_until = now() + interval '1 minute' where lane = '${paused.lane}'`,
    )
    world.wakes.length = 0
    const mine = () => lanesWoken().filter((l) => [chat, other, paused].some((c) => c.lane === l))
    await wakeForgottenLanes(world.db)
    expect(mine()).toEqual([])
    await expire()
    await wakeForgottenLanes(world.db)
    expect(mine()).toEqual([chat.lane])
  })
})
