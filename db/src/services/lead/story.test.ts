import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoryEntry } from '@cartie/shared/schemas/lead-story'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createListing } from '../listing/create.ts'
import { captureLead } from './capture.ts'
import { noteLead } from './note.ts'
import { storyOfLead } from './story.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const minute = (n: number) => `2026-11-01T10:0${n}:00Z`

/** A talk of one chat, minute by minute: it begins, a step, a message in, one out with a car, a notice, the lead. */
async function talk(ctx: Context) {
  const car = await createListing(ctx, { title: 'Skoda Octavia', images: ['https://example.com/1.jpg'] })
  const sessionId = randomUUID()
  const deliveryIds = [randomUUID(), randomUUID()] as const
  const botId = await withTx(ctx, async ({ sql }) => {
    const [bot] = await sql<[{ id: string }]>`
      insert into bot_configs (workspace_id, token_cipher, token_hint) values (${ctx.workspaceId}, 'x', '0000') returning id`
    await sql`
      insert into bot_sessions (id, workspace_id, bot_id, chat_id, kind, title, created_at)
      values (${sessionId}, ${ctx.workspaceId}, ${bot.id}, '42', 'private', 'Олена', ${minute(0)})`
    await sql`
      insert into session_steps (workspace_id, session_id, event, nodes, at)
      values (${ctx.workspaceId}, ${sessionId}, '{"kind":"start"}', '["start","ask"]', ${minute(1)})`
    await sql`
      insert into bot_messages (workspace_id, session_id, direction, author, kind, text, at)
      values (${ctx.workspaceId}, ${sessionId}, 'in', 'client', 'text', 'Octavia?', ${minute(2)})`
    const content = JSON.stringify({ listingIds: [car.id, randomUUID(), 'nonsense'] })
    await sql`
      insert into deliveries (id, workspace_id, channel, lane, session_id, request, state, created_at) values
      (${deliveryIds[0]}, ${ctx.workspaceId}, 'telegram', 'l', ${sessionId}, '{"method":"sendPhoto"}', 'unknown', ${minute(3)}),
      (${deliveryIds[1]}, ${ctx.workspaceId}, 'telegram', 'l', ${sessionId}, '{"method":"sendChatAction"}', 'sent', ${minute(4)})`
    await sql`
      insert into bot_messages (workspace_id, session_id, direction, author, kind, text, content, delivery_id, at)
      values (${ctx.workspaceId}, ${sessionId}, 'out', 'bot', 'photo', 'Here', ${content}::jsonb, ${deliveryIds[0]}, ${minute(3)})`
    return bot.id
  })
  const { lead } = await captureLead(ctx, {
    source: 'telegram',
    name: 'Олена',
    phone: '0671234567',
    campaign: 'summer',
    sessionId,
    botId,
  })
  await noteLead(ctx, lead.id, 'called')
  return { lead, car, sessionId, deliveryIds }
}

describe('the story of a lead', () => {
  test('goes from the link by steps, messages, cars and deliveries to what people did', async () => {
    const ctx = await on.workspace()
    const { lead, car, sessionId, deliveryIds } = await talk(ctx)
    const { data, nextCursor } = await storyOfLead(ctx, lead.id, { order: 'oldest', limit: 50 })
    expect(nextCursor).toBeNull()
    expect(data.map((entry) => StoryEntry.parse(entry))).toEqual(data)
    expect(data).toMatchObject([
      { kind: 'link', sessionId, chatId: '42', campaign: 'summer', at: '2026-11-01T10:00:00.000Z' },
      { kind: 'step', event: { kind: 'start' }, nodes: ['start', 'ask'] },
      { kind: 'message', direction: 'in', text: 'Octavia?', cars: [], delivery: null },
      {
        kind: 'message',
        direction: 'out',
        text: 'Here',
        cars: [{ id: car.id, title: 'Skoda Octavia', image: 'https://example.com/1.jpg' }],
        delivery: { id: deliveryIds[0], state: 'unknown' },
      },
      {
        kind: 'delivery',
        request: { method: 'sendChatAction' },
        delivery: { id: deliveryIds[1], state: 'sent' },
      },
      { kind: 'activity', activity: { type: 'created', leadId: lead.id } },
      {
        kind: 'activity',
        activity: { type: 'note', payload: { text: 'called' }, actor: `user:${ctx.actor.id}` },
      },
    ])
  })

  test('newest first is the same story backwards, and its pages are the whole, each entry once', async () => {
    const ctx = await on.workspace()
    const { lead, sessionId } = await talk(ctx)
    // Several things of one moment, in several tables.
    await withTx(ctx, async ({ sql }) => {
      for (let i = 0; i < 12; i++) {
        await sql`
          insert into bot_messages (workspace_id, session_id, direction, author, kind, text, at)
          values (${ctx.workspaceId}, ${sessionId}, 'in', 'client', 'text', ${`m${i}`}, ${minute(5)})`
        await sql`
          insert into session_steps (workspace_id, session_id, event, at)
          values (${ctx.workspaceId}, ${sessionId}, '{}', ${minute(5)})`
      }
    })
    const key = (e: StoryEntry) => `${e.kind} ${e.id}`
    const whole = (await storyOfLead(ctx, lead.id, { order: 'oldest', limit: 100 })).data.map(key)
    expect(whole).toHaveLength(31)
    for (const order of ['oldest', 'newest'] as const) {
      for (const limit of [1, 4, 30]) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page: Awaited<ReturnType<typeof storyOfLead>> = await storyOfLead(ctx, lead.id, {
            order,
            limit,
            cursor,
          })
          seen.push(...page.data.map(key))
          cursor = page.nextCursor ?? undefined
        } while (cursor !== undefined)
        expect(seen).toEqual(order === 'oldest' ? whole : whole.toReversed())
      }
    }
  })

  test('holds nothing of another lead, talk or workspace', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { lead } = await talk(ctx)
    await talk(other)
    const alone = await captureLead(ctx, { source: 'manual', name: 'Alone' })
    const { data } = await storyOfLead(ctx, alone.lead.id, { order: 'oldest', limit: 50 })
    expect(data).toMatchObject([{ kind: 'activity', activity: { type: 'created' } }])
    await expect(storyOfLead(other, lead.id, { order: 'oldest', limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    })
    // A lead that names a foreign talk still tells nothing of it.
    const foreign = await withSystemTx(
      on.db,
      ({ sql }) => sql<{ id: string }[]>`
      select id from bot_sessions where workspace_id = ${other.workspaceId}`,
    )
    await withSystemTx(
      on.db,
      ({ sql }) => sql`
      update leads set session_id = ${foreign[0]!.id} where id = ${alone.lead.id}`,
    )
    expect((await storyOfLead(ctx, alone.lead.id, { order: 'oldest', limit: 50 })).data).toHaveLength(1)
  })

  test('a cursor of another order, or of nobody, is refused', async () => {
    const ctx = await on.workspace()
    const { lead } = await talk(ctx)
    const { nextCursor } = await storyOfLead(ctx, lead.id, { order: 'oldest', limit: 1 })
    for (const [order, cursor] of [
      ['newest', nextCursor!],
      ['newest', 'nonsense'],
      ['oldest', ''],
    ] as const) {
      await expect(storyOfLead(ctx, lead.id, { order, limit: 1, cursor })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })
})
