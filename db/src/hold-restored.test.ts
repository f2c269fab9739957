import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDb, withTx } from './client.ts'
import type { Context, PendingWake } from './context.ts'
import { holdRestored } from './hold-restored.ts'
import { releaseDelivery } from './services/delivery/release.ts'
import { advanceTalk } from './services/talk/advance.ts'
import { testBot, testChat, type TestChat } from './testing/test-chat.ts'
import { testDatabase } from './testing/test-database.ts'
import type { TestDatabase } from './testing/create-database.ts'
import { appUrl } from './app-url.ts'

let original: TestDatabase
let chat: TestChat
const workspaceId = randomUUID()
const requestId = randomUUID()
const copyUrls: string[] = []

const contextOf = (url: string, wakes: PendingWake[] = []): Context => ({
  db: createDb({ url, pool: 2, wake: async (sent) => void wakes.push(...sent) }),
  workspaceId,
  actor: { kind: 'user', id: randomUUID(), role: 'OWNER' },
  requestId: 'test',
})

beforeAll(async () => {
  original = await testDatabase()
  const admin = postgres(original.adminUrl, { max: 1 })
  await admin`insert into workspaces (id, name, slug) values (${workspaceId}, 'Test', 'test')`
  await admin.end()
  const ctx = contextOf(original.appUrl)
  chat = await testChat(ctx, await testBot(ctx), '77')
  await withTx(ctx, async ({ sql }) => {
    for (const state of ['pending', 'sending', 'sent', 'held'])
      await sql`
        insert into deliveries (workspace_id, channel, lane, bot_id, session_id, request, state)
        values (${workspaceId}, 'telegram', ${chat.lane}, ${chat.botId}, ${chat.sessionId},
                '{"method": "sendMessage", "params": {}}', ${state})`
    await sql`
      insert into inbox_events (workspace_id, bot_id, chat_id, kind, update_id, payload)
      values (${workspaceId}, ${chat.botId}, '77', 'update', 1, '{}')`
    await sql`
      insert into session_calls (workspace_id, session_id, token, kind, request)
      values (${workspaceId}, ${chat.sessionId}, 't1', 'http', '{}')`
    await sql`
      insert into b2b_requests (id, workspace_id, code, title, source, offer_token)
      values (${requestId}, ${workspaceId}, 'R-1', 'x', 'manual', 'x')`
    for (const [chatId, due] of [
      ['1', '-1 hour'],
      ['2', '1 hour'],
    ] as const)
      await sql`
        insert into request_posts (workspace_id, request_id, bot_id, chat_id, target, due_at)
        values (${workspaceId}, ${requestId}, ${chat.botId}, ${chatId}, 'channel', now() + ${due}::interval)`
    await sql`update bot_sessions set timer_at = now() - interval '1 hour'`
  })
  await ctx.db.close()
})
afterAll(async () => {
  const admin = postgres(original.adminUrl, { max: 1 })
  for (const url of copyUrls)
    await admin.unsafe(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
  await admin.end()
  await original.drop()
})

/** The database as a dump or a copy of files brings it to another place: its rows and its notes are the same. */
async function restore(): Promise<string> {
  const url = new URL(original.adminUrl)
  const name = `${url.pathname.slice(1)}_copy${copyUrls.length}`
  url.pathname = '/postgres'
  const server = postgres(url.href, { max: 1 })
  await server.unsafe(`create database ${name} template ${new URL(original.adminUrl).pathname.slice(1)}`)
  await server.end()
  url.pathname = `/${name}`
  copyUrls.push(url.href)
  return url.href
}

const states = async (url: string) => {
  const sql = postgres(url, { max: 1 })
  try {
    const deliveries = await sql<{ state: string; code: string | null }[]>`
      select state, error->>'code' as code from deliveries order by seq`
    const [rest] = await sql`
      select (select status from inbox_events) as event, (select status from session_calls) as call,
        (select timer_at > now() + interval '23 hours' from bot_sessions) as later,
        (select array_agg(state order by chat_id) from request_posts) as posts`
    return { deliveries: deliveries.map((d) => `${d.state} ${d.code ?? ''}`.trim()), ...rest }
  } finally {
    await sql.end()
  }
}

const untouched = {
  deliveries: ['pending', 'sending', 'sent', 'held'],
  event: 'pending',
  call: 'pending',
  later: false,
  posts: ['planned', 'planned'],
}
const held = {
  deliveries: ['held restored', 'unknown restored', 'sent', 'held'],
  event: 'set_aside',
  call: 'done',
  later: true,
  posts: ['failed', 'planned'],
}

describe('a database', () => {
  test('that is where it was keeps on: nothing of it is held, however often it starts', async () => {
    expect(await holdRestored(original.adminUrl)).toBeUndefined()
    expect(await holdRestored(original.adminUrl)).toBeUndefined()
    expect(await states(original.adminUrl)).toEqual(untouched)
  })

  test('that was restored elsewhere holds what waited, once, and says how much; the original is not touched', async () => {
    const copy = await restore()
    expect(await holdRestored(copy)).toBe(1)
    expect(await states(copy)).toEqual(held)
    expect(await holdRestored(copy)).toBeUndefined()
    expect(await states(original.adminUrl)).toEqual(untouched)
  })

  test('that was restored sends nothing by itself, and what a person releases goes', async () => {
    const copy = await restore()
    await holdRestored(copy)
    const wakes: PendingWake[] = []
    const ctx = contextOf(appUrl(copy, original.secret), wakes)
    expect(await advanceTalk(ctx, chat.sessionId)).toEqual({ lane: null, more: false })
    const [row] = await withTx(
      ctx,
      ({ sql }) => sql<{ id: string }[]>`
      select id from deliveries where state = 'held' order by seq limit 1`,
    )
    expect(await releaseDelivery(ctx, row!.id)).toMatchObject({ state: 'pending' })
    expect(wakes.map((wake) => wake.payload)).toEqual([{ workspaceId, lane: chat.lane }])
    await ctx.db.close()
  })

  test('that was put back so that nothing shows it holds when it is told so', async () => {
    const copy = await restore()
    expect(await holdRestored(copy)).toBe(1)
    const sql = postgres(copy, { max: 1 })
    await sql`update deliveries set state = 'pending', error = null where state = 'held'`
    await sql.end()
    expect(await holdRestored(copy, { restored: true })).toBe(2)
  })
})
