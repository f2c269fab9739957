import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChatQuery } from '@cartie/shared/schemas/chat'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getChat } from './get.ts'
import { listMessages } from './list-messages.ts'
import { listSteps } from './list-steps.ts'
import { listChats } from './list.ts'
import { markChatRead } from './mark-read.ts'
import { receiveUpdates } from './receive-updates.ts'
import { updateChat } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
let numbers = 1
const write = (ctx: Context, botId: string, person: number, text: string) =>
  receiveUpdates(ctx, botId, [
    {
      update_id: numbers++,
      message: {
        message_id: numbers,
        date: 1_795_000_000,
        from: { id: person, first_name: `Person ${person}`, username: `user_${person}` },
        chat: { id: person, type: 'private', first_name: `Person ${person}` },
        text,
      },
    },
  ])
const list = async (ctx: Context, query: Record<string, string | number> = {}) =>
  (await listChats(ctx, ChatQuery.parse(query))).data.map((c) => c.title)

async function member(ctx: Context): Promise<string> {
  const id = randomUUID()
  await withSystemTx(on.db, async ({ sql }) => {
    await sql`insert into users (id, name, email) values (${id}, 'Оля', ${`${id}@example.com`})`
    await sql`insert into members (workspace_id, user_id, role) values (${ctx.workspaceId}, ${id}, 'OPERATOR')`
  })
  return id
}

describe('the inbox', () => {
  test('shows the chat with the newest message first, each once over all pages while more is written', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    for (let person = 1; person <= 7; person++) await write(ctx, botId, person, 'x')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listChats(ctx, ChatQuery.parse({ limit: 2, cursor }))
      seen.push(...page.data.map((c) => c.title))
      cursor = page.nextCursor ?? undefined
      if (seen.length === 2) await write(ctx, botId, 99, 'new')
    } while (cursor)
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `Person ${n}`))
    expect((await list(ctx))[0]).toBe('Person 99')
    await expect(listChats(ctx, ChatQuery.parse({ cursor: 'nonsense' }))).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('is narrowed by bot, unread, whose it is, and by words of messages and of the name', async () => {
    const ctx = await on.workspace()
    const [one, two] = [await testBot(ctx), await testBot(ctx)]
    await write(ctx, one, 1, 'Шукаю BMW X5')
    await write(ctx, one, 2, 'Продам Skoda')
    await write(ctx, two, 3, 'Питання 100%')
    const { data } = await listChats(ctx, ChatQuery.parse({ botId: one }))
    expect(data.map((c) => c.title)).toEqual(['Person 2', 'Person 1'])
    await markChatRead(ctx, data[0]!.id)
    expect(await list(ctx, { unread: 'true' })).toEqual(['Person 3', 'Person 1'])
    expect(await list(ctx, { unread: 'false' })).toEqual(['Person 2'])
    const own = await member(ctx)
    const mine = { ...ctx, actor: { ...ctx.actor, id: own } }
    await updateChat(ctx, data[1]!.id, { assignedTo: own })
    expect(await list(mine, { assigned: 'mine' })).toEqual(['Person 1'])
    expect(await list(ctx, { assigned: 'mine' })).toEqual([])
    expect(await list(ctx, { assigned: 'none' })).toEqual(['Person 3', 'Person 2'])
    expect(await list(ctx, { q: 'bmw шук' })).toEqual(['Person 1'])
    expect(await list(ctx, { q: 'user_2' })).toEqual(['Person 2'])
    expect(await list(ctx, { q: 'person' })).toHaveLength(3)
    for (const q of ['%', 'Person_', "'; --", '\\']) expect(await list(ctx, { q }), q).toEqual([])
    expect(await list(ctx, { q: '100%' })).toEqual(['Person 3'])
  })

  test("belongs to one workspace, and is open to the staff's roles", async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await write(ctx, await testBot(ctx), 1, 'x')
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    expect(await list(other)).toEqual([])
    const page = { limit: 10 }
    const acts: ((c: Context) => Promise<unknown>)[] = [
      (c) => getChat(c, chat!.id),
      (c) => listMessages(c, chat!.id, page),
      (c) => listSteps(c, chat!.id, page),
      (c) => markChatRead(c, chat!.id),
      (c) => updateChat(c, chat!.id, { assignedTo: null }),
    ]
    for (const act of acts) await expect(act(other)).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(staff)) {
      for (const act of [...acts, (c: Context) => listChats(c, ChatQuery.parse({}))]) {
        await expect(act(as(ctx, role)), role).rejects.toMatchObject({ code: 'forbidden' })
      }
    }
    expect(await getChat(ctx, chat!.id)).toMatchObject({ unread: 1 })
  })
})

describe('a chat', () => {
  test('is read once, and told of once', async () => {
    const ctx = await on.workspace()
    await write(ctx, await testBot(ctx), 1, 'x')
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    expect(await markChatRead(ctx, chat!.id)).toMatchObject({ unread: 0 })
    await markChatRead(ctx, chat!.id)
    const told = await withTx(ctx, (tx) => tx.sql`select payload from events where name = 'chat.changed'`)
    expect(told).toEqual([{ payload: { sessionId: chat!.id } }])
  })

  test('is given to a member and to nobody else', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await write(ctx, await testBot(ctx), 1, 'x')
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    const [own, foreign] = [await member(ctx), await member(other)]
    expect(await updateChat(ctx, chat!.id, { assignedTo: own })).toMatchObject({ assignedTo: own })
    for (const assignedTo of [foreign, randomUUID()]) {
      await expect(updateChat(ctx, chat!.id, { assignedTo })).rejects.toMatchObject({ code: 'unprocessable' })
    }
    expect(await updateChat(ctx, chat!.id, { assignedTo: null })).toMatchObject({ assignedTo: null })
  })

  test('pages through its messages, newest first', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    for (let n = 1; n <= 5; n++) await write(ctx, botId, 1, `no ${n}`)
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listMessages(ctx, chat!.id, { limit: 2, cursor })
      seen.push(...page.data.map((m) => m.text))
      cursor = page.nextCursor ?? undefined
      if (seen.length === 2) await write(ctx, botId, 1, 'new')
    } while (cursor)
    expect(seen).toEqual(['no 5', 'no 4', 'no 3', 'no 2', 'no 1'])
  })
})
