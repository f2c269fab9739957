import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAdvance, chatsPerWake } from '@cartie/shared/jobs/chat-advance'
import { withTx } from '@cartie/db/client'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import { installTemplate } from '@cartie/db/services/scenario/install-template'
import { testBot } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { deliveriesTo, quietTools, unhurried } from '../delivery/testing/delivery-world.ts'
import { scriptedTelegram } from '../delivery/testing/scripted-telegram.ts'
import { RetryLater } from '../outcome.ts'
import { advanceChat } from './advance-chat.ts'

let world: TestWorkspaces
beforeAll(async () => {
  world = await testWorkspaces({ pool: 8 })
})
afterAll(() => world.close())

/** People who write to one bot at once, and what rings for their chats. */
async function crowd(size: number) {
  const ctx = await world.workspace()
  const botId = await testBot(ctx)
  await installTemplate(ctx, 'lead-capture', { name: 'Talk', botIds: [botId] })
  const from = world.wakes.length
  const updates = Array.from({ length: size }, (_, n) => {
    const chat = { id: 70 + n, type: 'private', first_name: 'Олена' }
    return { update_id: n + 1, message: { message_id: 1, chat, from: chat, date: 1, text: '/start' } }
  })
  await receiveUpdates(ctx, botId, updates)
  const rung = () =>
    world.wakes
      .slice(from)
      .filter(({ job }) => job.name === chatAdvance.name)
      .map(({ payload, delayMs }) => ({ ...chatAdvance.payload.parse(payload), delayMs }))
  const telegram = scriptedTelegram()
  const handler = advanceChat({
    ...deliveriesTo(telegram.call, { limits: unhurried }),
  })
  const tools = { ...quietTools(), db: ctx.db, isGuest: false, context: () => ctx }
  const answered = () => new Set(telegram.calls.map(({ params }) => String(params.chat_id)))
  return { ctx, rung, answered, telegram, run: (payload: unknown) => handler.run(payload, tools) }
}

test('many who write at once are rung for by few wake-ups, and each of them is answered once', async () => {
  const size = chatsPerWake + 3
  const { rung, run, telegram, answered } = await crowd(size)
  expect(rung().map(({ beside = [] }) => 1 + beside.length)).toEqual([chatsPerWake, 3])
  for (const payload of rung()) await run(payload)
  expect(answered().size).toBe(size)
  expect(telegram.calls).toHaveLength(size)
})

test('of chats that are rung for together, one that somebody holds is rung for again, alone', async () => {
  const { ctx, rung, run, answered } = await crowd(3)
  const [wake] = rung()
  const [held = ''] = wake?.beside ?? []
  await withTx(ctx, async ({ sql }) => {
    await sql`select from bot_sessions where id = ${held} for update`
    await run(wake)
    expect(answered().size).toBe(2)
    const again = rung().at(-1)
    expect(again).toMatchObject({ sessionId: held })
    expect(again?.beside).toBeUndefined()
    expect(again?.delayMs).toBeGreaterThan(0)
    await expect(run(again)).rejects.toBeInstanceOf(RetryLater)
  })
  await run(rung().at(-1))
  expect(answered().size).toBe(3)
})
