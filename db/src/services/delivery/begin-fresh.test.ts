import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { telegramLimits, type LaneLimits } from '@cartie/shared/domain/telegram-limits'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat, type TestChat } from '../../testing/test-chat.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { beginFresh } from './begin-fresh.ts'
import { claimLane } from './claim-lane.ts'
import { endSendings } from './end-sending.ts'
import { enqueueDeliveries } from './enqueue.ts'
import { listDeliveries } from './list.ts'

let world: TestWorkspaces
let ctx: Context
let chats: TestChat[]
beforeAll(async () => {
  world = await testWorkspaces({ pool: 6 })
})
afterAll(() => world.close())
beforeEach(async () => {
  ctx = await world.workspace()
  const botId = await testBot(ctx)
  chats = await Promise.all(Array.from({ length: 8 }, (_, i) => testChat(ctx, botId, `70${i}`)))
})

const free: (lane: string) => LaneLimits = () => ({})
/** Writes a text into each chat and begins in the same transaction. */
const writeAndBegin = (to: readonly TestChat[], words: string, limits = free, spoil = false) =>
  withTx(ctx, async (tx) => {
    const begun = await beginFresh(
      ctx,
      tx,
      to.map(({ lane, botId, sessionId, chatId }) => {
        const request = { method: 'sendMessage', params: { chat_id: chatId, text: words } }
        return { lane, botId, sessionId, request, priority: 'answer' }
      }),
      { leaseMs: 30_000, limits },
    )
    if (spoil) throw new Error('spoilt')
    return begun
  })
const told = (begun: Awaited<ReturnType<typeof writeAndBegin>>) =>
  [...begun.values()].map(({ delivery }) => delivery.request.params.text)
const states = async () => {
  const { data } = await listDeliveries(ctx, DeliveryQuery.parse({}))
  return data.map(({ text, state }) => `${text} ${state}`).toReversed()
}
const sent = { kind: 'sent', result: { messageId: 1 } } as const

describe('what a turn writes is begun with it', () => {
  test('on every free lane, and the lanes go on in order until nothing is left', async () => {
    const first = await writeAndBegin(chats, 'a')
    expect(first.size).toBe(8)
    expect(new Set(await states())).toEqual(new Set(['a sending']))
    // Who holds a lane is not passed by.
    expect((await writeAndBegin(chats.slice(0, 3), 'b')).size).toBe(0)
    expect(await claimLane(ctx, { lane: chats[0]!.lane, leaseMs: 1000, limits: {} })).toBeUndefined()
    const steps = await endSendings(
      ctx,
      [...first.values()].map(({ hold, delivery }) => ({ hold, delivery, ending: sent })),
    )
    expect(steps.map((s) => (s.do === 'send' ? s.delivery.request.params.text : s.do)).toSorted()).toEqual(
      ['b', 'b', 'b', 'end', 'end', 'end', 'end', 'end'].toSorted(),
    )
    expect((await writeAndBegin(chats.slice(3), 'c')).size).toBe(5)
  })

  test('but not before what waits in the lane already', async () => {
    await enqueueDeliveries(ctx, [
      {
        lane: chats[0]!.lane,
        botId: chats[0]!.botId,
        request: { method: 'sendMessage', params: { chat_id: '700', text: 'later' } },
        priority: 'answer',
        delayMs: 60_000,
      },
    ])
    expect(told(await writeAndBegin(chats.slice(0, 2), 'now'))).toEqual(['now'])
    expect(await states()).toEqual(['later pending', 'now pending', 'now sending'])
  })

  test('but not on a lane whose holder still waits for its place, and without waiting for a lane that is locked', async () => {
    const [first, second] = chats as [TestChat, TestChat]
    const slow = (): LaneLimits => ({ own: { intervalMs: 400, burst: 1 }, isPaced: () => true })
    const began = await writeAndBegin([first], 'a')
    const { hold, delivery } = began.get(first.lane)!
    await endSendings(ctx, [{ hold: { ...hold, limits: slow() }, delivery, ending: sent }])
    await withTx(
      ctx,
      ({ sql }) =>
        sql`update delivery_lanes set next_at = clock_timestamp() + interval '400 ms' where lane = ${first.lane}`,
    )
    await writeAndBegin([first], 'b', slow)
    const claimed = await claimLane(ctx, { lane: first.lane, leaseMs: 30_000, limits: slow() })
    expect(claimed?.step).toMatchObject({ do: 'wait' })
    expect((await writeAndBegin([first], 'c')).size).toBe(0)

    const x = (await writeAndBegin([second], 'x')).get(second.lane)!
    await endSendings(ctx, [{ ...x, ending: sent }])
    await withTx(ctx, async ({ sql }) => {
      await sql`update delivery_lanes set paused_until = null where lane = ${second.lane}`
      expect((await writeAndBegin([second], 'y')).size).toBe(0)
    })
    expect((await claimLane(ctx, { lane: second.lane, leaseMs: 1000, limits: {} }))?.step.do).toBe('send')
  })

  test('not on a paused lane, nor while the bot is paused', async () => {
    const pause = (lane: string) =>
      withTx(
        ctx,
        ({ sql }) => sql`
          insert into delivery_lanes (workspace_id, lane, paused_until)
          values (${ctx.workspaceId}, ${lane}, now() + interval '1 minute')`,
      )
    const shared = () => ({ shared: { lane: 'telegram:x' } })
    await pause(chats[0]!.lane)
    expect((await writeAndBegin(chats.slice(0, 2), 'a', shared)).size).toBe(1)
    await pause('telegram:x')
    expect((await writeAndBegin(chats.slice(2), 'b', shared)).size).toBe(0)
  })

  test('no faster than Telegram takes it: what finds no room is left to be rung for', async () => {
    const begun = await writeAndBegin(chats, 'a', telegramLimits)
    expect(begun.size).toBe(5)
    expect((await states()).filter((s) => s === 'a pending')).toHaveLength(3)
  })

  test('by one alone where several write at once, and not at all where the transaction fails', async () => {
    await expect(writeAndBegin(chats, 'never', free, true)).rejects.toThrow('spoilt')
    expect(await states()).toEqual([])
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((words) => writeAndBegin(chats, words)))
    const lanes = all.flatMap((begun) => [...begun.keys()])
    expect(new Set(lanes).size).toBe(lanes.length)
    expect(lanes).toHaveLength(8)
  })

  test('and is unknown, never sent again by itself, where its sender dies', async () => {
    await writeAndBegin(chats.slice(0, 1), 'a')
    await withTx(
      ctx,
      ({ sql }) =>
        sql`update delivery_lanes set lease_until = now() - interval '1 second' where lane = ${chats[0]!.lane}`,
    )
    expect((await writeAndBegin(chats.slice(0, 1), 'b')).size).toBe(0)
    const claimed = await claimLane(ctx, { lane: chats[0]!.lane, leaseMs: 1000, limits: {} })
    expect(claimed?.step).toMatchObject({ do: 'send', delivery: { request: { params: { text: 'b' } } } })
    expect(await states()).toEqual(['a unknown', 'b sending'])
  })
})
