import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { albumWaitMs, chatAdvance } from '@cartie/shared/jobs/chat-advance'
import { ChatQuery } from '@cartie/shared/schemas/chat'
import { withSystemTx, withTx } from '../../client.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { claimPolls } from '../bot/claim-polls.ts'
import { listBotChannels } from '../bot/list-channels.ts'
import { listMessages } from './list-messages.ts'
import { listChats } from './list.ts'
import { receiveUpdates } from './receive-updates.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 8 })
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const person = (id: number, more: object = {}) => ({
  id,
  is_bot: false,
  first_name: `Person ${id}`,
  username: `p${id}`,
  language_code: 'uk',
  ...more,
})
const chatOf = (id: number) => ({ id, type: 'private', first_name: `Person ${id}` })
const group = { id: -500, type: 'supergroup', title: 'Менеджери' }
const channel = { id: -1001, type: 'channel', title: 'Авто Львів', username: 'avto' }

let numbers = 1000
const says = (id: number, text: string, more: object = {}) => ({
  update_id: numbers++,
  message: { message_id: numbers, date: 1_795_000_000, from: person(id), chat: chatOf(id), text, ...more },
})

async function place() {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  const from = on.wakes.length
  const events = () =>
    withTx(
      ctx,
      (tx) => tx.sql<{ update_id: string; chat_id: string; status: string; kind: string; wait: number }[]>`
        select update_id, chat_id, status, kind, extract(epoch from run_at - received_at)::float8 * 1000 as wait
        from inbox_events order by id`,
    )
  return {
    ctx,
    botId,
    events,
    take: (...updates: unknown[]) => receiveUpdates(ctx, botId, updates),
    numbers: async () => (await events()).map((e) => Number(e.update_id)),
    wakes: () =>
      on.wakes
        .slice(from)
        .filter((w) => (w.payload as { workspaceId: string }).workspaceId === ctx.workspaceId),
    chats: async () => (await listChats(ctx, ChatQuery.parse({}))).data,
    messages: async (chat = 0) => {
      const { data } = await listChats(ctx, ChatQuery.parse({}))
      return (await listMessages(ctx, data[chat]!.id, { limit: 100 })).data
    },
    told: async () =>
      (await withTx(ctx, (tx) => tx.sql`select name from events order by id`)).map((e) => String(e.name)),
  }
}

describe('an update', () => {
  test('that comes five times at once and once more later is one event, one message and one wake-up', async () => {
    const at = await place()
    const update = says(1, 'Привіт')
    const taken = await Promise.all(Array.from({ length: 5 }, () => at.take(update)))
    expect(taken.sort()).toEqual([0, 0, 0, 0, 1])
    expect(await at.take(update, update)).toBe(0)
    expect(await at.events()).toMatchObject([{ chat_id: '1', status: 'pending', kind: 'update' }])
    expect(await at.chats()).toMatchObject([{ unread: 1, lastText: 'Привіт' }])
    expect(await at.messages()).toHaveLength(1)
    expect(at.wakes()).toMatchObject([{ job: chatAdvance, delayMs: 0 }])
    expect((await at.told()).filter((name) => name === 'chat.message')).toHaveLength(1)
  })

  test('is taken whatever its number: Telegram begins anew at a random one', async () => {
    const at = await place()
    for (const update_id of [900_000, 7, 2_147_483_647]) {
      expect(await at.take({ ...says(1, `no ${update_id}`), update_id })).toBe(1)
    }
    expect(await at.numbers()).toEqual([900_000, 7, 2_147_483_647])
  })

  test('of one bot does not hide the same number of another', async () => {
    const [one, two] = [await place(), await place()]
    const update = says(1, 'Привіт')
    expect([await one.take(update), await two.take(update)]).toEqual([1, 1])
  })

  test('comes in batches: known ones, doubled ones and new ones together, in their order', async () => {
    const at = await place()
    const [a, b, c] = [says(1, 'a'), says(2, 'b'), says(1, 'c')]
    await at.take(b)
    expect(await at.take(a, b, c, a)).toBe(2)
    expect(await at.numbers()).toEqual([b.update_id, a.update_id, c.update_id])
    expect((await at.chats()).map((chat) => [chat.title, chat.unread])).toEqual([
      ['Person 1', 2],
      ['Person 2', 1],
    ])
    expect(at.wakes()).toHaveLength(2)
  })

  test('without a chat, or of a kind that nobody asked for, is kept and waits for nobody it does not concern', async () => {
    const at = await place()
    await at.take(
      { update_id: 1, poll: { id: 'x' } },
      { update_id: 2, message_reaction: { chat: chatOf(3), user: person(3) } },
    )
    expect(await at.events()).toMatchObject([
      { chat_id: '', status: 'done' },
      { chat_id: '3', status: 'pending' },
    ])
    expect(await at.chats()).toEqual([])
  })

  test('what cannot be read as an update is left out, and the others are taken', async () => {
    const at = await place()
    expect(await at.take(null, 'x', { message: {} }, says(1, 'ok'), [])).toBe(1)
  })

  test('may hold anything at all: it is stored, and the next one too', async () => {
    const at = await place()
    const hostile = fc.record(
      {
        message_id: fc.anything(),
        date: fc.oneof(fc.double(), fc.anything()),
        from: fc.record({
          id: fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double()),
          first_name: fc.string({ unit: 'binary' }),
        }),
        chat: fc.record({
          id: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.maxSafeInteger(), fc.double()),
          type: fc.constantFrom('private', 'group', 'channel', 'nothing'),
          title: fc.string({ unit: 'binary' }),
        }),
        text: fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constant('ї'.repeat(5000)),
          fc.constant('a\u0000\ud800'),
        ),
        caption: fc.anything(),
        photo: fc.anything(),
        contact: fc.anything(),
        media_group_id: fc.oneof(fc.constant('1'), fc.anything()),
        new_chat_member: fc.anything(),
      },
      { requiredKeys: ['chat'] },
    )
    const kinds = fc.constantFrom(
      'message',
      'edited_message',
      'callback_query',
      'channel_post',
      'my_chat_member',
    )
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(kinds, hostile), { minLength: 1, maxLength: 5 }), async (bodies) => {
        // As JSON: what comes over the wire has no undefined, no functions and no numbers beyond it.
        const text = JSON.stringify(
          bodies.map(([kind, body]) => ({ update_id: number++, [kind]: body })),
          jsonOnly,
        )
        const updates = JSON.parse(text) as unknown[]
        expect(await at.take(...updates)).toBe(bodies.length)
      }),
      { numRuns: 150 },
    )
    expect(await at.numbers()).toHaveLength(number)
  })

  test('of another workspace, or from a role that answers no chats, is not taken', async () => {
    const [at, other] = [await place(), await on.workspace()]
    await expect(receiveUpdates(other, at.botId, [says(1, 'x')])).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(staff)) {
      await expect(receiveUpdates(as(at.ctx, role), at.botId, [says(1, 'x')])).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    expect(await at.events()).toEqual([])
  })
})

const jsonOnly = (_: string, value: unknown) =>
  typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function' ? null : value

describe('one chat', () => {
  test('gets every one of thirty updates that come at once', async () => {
    const at = await place()
    const updates = Array.from({ length: 30 }, (_, n) => says(1, `no ${n}`))
    await Promise.all(updates.map((update) => at.take(update)))
    expect((await at.numbers()).sort((a, b) => a - b)).toEqual(updates.map((u) => u.update_id))
    expect(await at.chats()).toMatchObject([{ unread: 30 }])
    expect(await at.messages()).toHaveLength(30)
  })

  test('gives its events numbers in the order in which they are committed', async () => {
    const at = await place()
    await at.take(says(1, 'zero'))
    const [first, second] = [says(1, 'first'), says(1, 'second')]
    const waiting = () =>
      withSystemTx(
        on.db,
        ({ sql }) => sql`
        select from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where a.datname = current_database() and not l.granted`,
      )
    const given = async () => {
      const [row] = await withSystemTx(
        on.db,
        ({ sql }) => sql<[{ last: string }]>`
          select pg_sequence_last_value(pg_get_serial_sequence('inbox_events', 'id')::regclass) as last`,
      )
      return row.last
    }
    let later: Promise<number> | undefined
    await withTx(at.ctx, async (tx) => {
      await receiveUpdates({ ...at.ctx, tx }, at.botId, [first])
      const last = await given()
      later = at.take(second)
      await expect.poll(async () => (await waiting()).length).toBe(1)
      // It waits before it has a number of its own.
      expect(await given()).toBe(last)
    })
    expect(await later).toBe(1)
    expect((await at.numbers()).slice(1)).toEqual([first.update_id, second.update_id])
  })

  test('knows its person: a new name is taken over, the own phone is kept in E.164, a chosen language stays', async () => {
    const at = await place()
    await at.take(says(1, 'a'))
    await withTx(at.ctx, (tx) => tx.sql`update contacts set language = 'en'`)
    await at.take(says(1, 'b', { from: person(1, { first_name: 'Олена', username: undefined }) }))
    await at.take(says(1, '', { contact: { phone_number: '0671234567', first_name: 'О', user_id: 1 } }))
    await at.take(says(1, '', { contact: { phone_number: '+380501112233', first_name: 'Друг', user_id: 9 } }))
    expect((await at.chats())[0]!.contact).toMatchObject({
      name: 'Person 1',
      username: 'p1',
      phone: '+380671234567',
      language: 'en',
    })
    await at.take(says(1, 'c', { from: person(1, { first_name: 'Олена' }) }))
    expect((await at.chats())[0]!.contact).toMatchObject({ name: 'Олена', phone: '+380671234567' })
  })

  test('keeps what was written, with the files, and the pressed buttons', async () => {
    const at = await place()
    await at.take(
      says(1, '', { photo: [{ file_id: 'small' }, { file_id: 'large' }], caption: 'BMW X5' }),
      says(1, '', { location: { latitude: 49.8, longitude: 24 } }),
    )
    await at.take({
      update_id: numbers++,
      callback_query: { id: 'q', from: person(1), data: 'buy', message: { message_id: 5, chat: chatOf(1) } },
    })
    expect(await at.messages()).toMatchObject([
      {
        kind: 'callback',
        text: 'buy',
        messageId: null,
        content: { callback: { id: 'q', data: 'buy', messageId: 5 } },
      },
      { kind: 'location', text: '', content: { location: { latitude: 49.8 } } },
      {
        kind: 'photo',
        text: 'BMW X5',
        direction: 'in',
        author: 'client',
        at: new Date(1_795_000_000_000).toISOString(),
        content: { files: [{ kind: 'photo', fileId: 'large' }] },
      },
    ])
    expect(await at.chats()).toMatchObject([{ unread: 2, lastText: 'buy' }])
  })

  test('shows the last form of an edited message, and finds it by its new words', async () => {
    const at = await place()
    const original = says(1, 'Шукаю Audi')
    const edit = (text: string, message_id = original.message.message_id) => ({
      update_id: numbers++,
      edited_message: { ...original.message, message_id, text },
    })
    await at.take(original, edit('Шукаю BMW'), edit('Шукаю Skoda'))
    await at.take(edit('Раніше', 3))
    const found = async (q: string) => (await listChats(at.ctx, ChatQuery.parse({ q }))).data.length
    expect([await found('skoda'), await found('audi'), await found('раніше')]).toEqual([1, 0, 1])
    const [late, edited] = await at.messages()
    expect(edited).toMatchObject({ text: 'Шукаю Skoda', messageId: original.message.message_id })
    expect(edited!.editedAt).not.toBeNull()
    expect(late).toMatchObject({ text: 'Раніше', messageId: 3 })
    expect((await at.chats())[0]).toMatchObject({ unread: 1 })
    expect(await at.events()).toHaveLength(4)
  })

  test('waits a moment for the rest of an album, and is rung for when it is over', async () => {
    const at = await place()
    const photo = (n: number) => says(1, '', { photo: [{ file_id: `p${n}` }], media_group_id: '9' })
    await at.take(photo(1), photo(2), says(1, 'і текст'))
    const waits = (await at.events()).map((e) => Math.round(e.wait))
    expect(waits).toEqual([albumWaitMs, albumWaitMs, 0])
    expect(
      at
        .wakes()
        .map((w) => w.delayMs)
        .sort(),
    ).toEqual([0, albumWaitMs])
    expect((await at.messages()).map((m) => [m.kind, m.content.albumId])).toEqual([
      ['text', undefined],
      ['album', '9'],
      ['album', '9'],
    ])
  })

  test('tells when the person shuts the bot out, and when it may write again', async () => {
    const at = await place()
    const becomes = (status: string) => ({
      update_id: numbers++,
      my_chat_member: { chat: chatOf(1), from: person(1), new_chat_member: { status } },
    })
    await at.take(says(1, 'a'), becomes('kicked'))
    const since = (await at.chats())[0]!.blockedAt
    expect(since).not.toBeNull()
    await at.take(becomes('kicked'))
    expect((await at.chats())[0]!.blockedAt).toBe(since)
    await at.take(becomes('member'))
    expect((await at.chats())[0]!.blockedAt).toBeNull()
    await at.take(becomes('kicked'))
    await at.take(says(1, 'b'))
    expect((await at.chats())[0]!.blockedAt).toBeNull()
  })
})

describe('groups and channels', () => {
  const becomes = (chat: object, member: object) => ({
    update_id: numbers++,
    my_chat_member: { chat, from: person(1), new_chat_member: member },
  })

  test('are met when the bot is let in, and known to be closed when it is put out', async () => {
    const at = await place()
    await at.take(
      becomes(channel, { status: 'administrator', can_post_messages: true }),
      becomes(group, { status: 'member' }),
    )
    const known = async () =>
      (await listBotChannels(at.ctx, at.botId)).data.map((c) => [c.title, c.kind, c.username, c.canPost])
    expect(await known()).toEqual([
      ['Авто Львів', 'channel', 'avto', true],
      ['Менеджери', 'supergroup', null, true],
    ])
    expect(await at.told()).toContain('bot.changed')
    await at.take(
      becomes(channel, { status: 'left' }),
      becomes({ ...group, title: 'Новий' }, { status: 'kicked' }),
    )
    expect(await known()).toEqual([
      ['Авто Львів', 'channel', 'avto', false],
      ['Новий', 'supergroup', null, false],
    ])
  })

  test('a post is an event of its channel and no chat of the inbox; it does not change what the bot may do', async () => {
    const at = await place()
    const post = (kind: string, text: string) => ({
      update_id: numbers++,
      [kind]: { message_id: 3, date: 1_795_000_000, chat: channel, text },
    })
    await at.take(becomes(channel, { status: 'administrator', can_post_messages: true }))
    await at.take(post('channel_post', 'Skoda 2018'), post('edited_channel_post', 'Skoda 2018, продано'))
    expect(await at.events()).toMatchObject([
      {},
      { chat_id: '-1001', status: 'pending' },
      { status: 'pending' },
    ])
    expect(await at.chats()).toEqual([])
    const [met] = (await listBotChannels(at.ctx, at.botId)).data
    expect(met).toMatchObject({ canPost: true, kind: 'channel' })
    expect(met!.lastPostAt).not.toBeNull()
    expect(at.wakes()).toHaveLength(2)
  })

  test('what is said in a group belongs to the group, and tells who said it', async () => {
    const at = await place()
    await at.take(says(1, 'є покупець', { chat: group }), says(2, 'беру', { chat: group }))
    expect(await at.chats()).toMatchObject([
      { title: 'Менеджери', kind: 'supergroup', contact: null, unread: 2 },
    ])
    expect((await at.messages()).map((m) => m.content.from)).toEqual([
      { id: 2, name: 'Person 2' },
      { id: 1, name: 'Person 1' },
    ])
  })
})

describe('a group that becomes a supergroup', () => {
  const [old, now] = [
    { id: -77, type: 'group', title: 'Менеджери' },
    { id: -10077, type: 'supergroup', title: 'Менеджери' },
  ]
  const told = (chat: object, more: object) => ({
    update_id: numbers++,
    message: { message_id: numbers, date: 1_795_000_000, from: person(3), chat, ...more },
  })

  /** A bot whose admin chat is the old group, with a message that waits to be sent there. */
  async function adminGroup() {
    const at = await place()
    await at.take(told(old, { text: 'є покупець' }))
    await withTx(
      at.ctx,
      ({ sql }) => sql`update bot_configs set admin_chat_id = ${String(old.id)} where id = ${at.botId}`,
    )
    const line = { botId: at.botId, priority: 'notice' as const }
    const lane = `telegram:${at.botId}:${old.id}`
    const request = { method: 'sendMessage', params: { chat_id: String(old.id), text: '1' } }
    await enqueueDeliveries(at.ctx, [{ ...line, lane, request }])
    const seen = async () => {
      const [row] = await withTx(
        at.ctx,
        ({ sql }) => sql<Record<string, unknown>[]>`
          select b.admin_chat_id, d.lane, d.request -> 'params' ->> 'chat_id' as chat_id,
            (select array_agg(s.chat_id order by s.chat_id) from bot_sessions s where s.bot_id = b.id) as sessions,
            (select array_agg(c.chat_id) from bot_channels c where c.bot_id = b.id) as channels,
            (select count(*)::int from bot_messages) as messages,
            (select array_agg(distinct e.chat_id) from inbox_events e where e.bot_id = b.id) as events
          from bot_configs b join deliveries d on d.bot_id = b.id where b.id = ${at.botId}`,
      )
      return row
    }
    return { ...at, seen }
  }
  const moved = { migrate_to_chat_id: now.id }
  const came = { migrate_from_chat_id: old.id }
  const whole = (botId: string) => ({
    admin_chat_id: String(now.id),
    lane: `telegram:${botId}:${now.id}`,
    chat_id: String(now.id),
    sessions: [String(now.id)],
    channels: [String(now.id)],
    events: [String(now.id)],
  })

  test.each([
    ['as the old chat tells it', () => [[told(old, moved)]]],
    ['as the new chat tells it', () => [[told(now, came)]]],
    ['told by both at once', () => [[told(old, moved), told(now, came)]]],
    ['told by the new one first', () => [[told(now, came)], [told(old, moved)]]],
  ])('is followed, %s: chat, channel, admin chat and what waits to be sent', async (_, batches) => {
    const { botId, take, seen } = await adminGroup()
    const all = batches()
    for (const batch of all) await take(...batch)
    expect(await seen()).toEqual({ ...whole(botId), messages: 1 + all.flat().length })
    await take(told(now, { text: 'далі тут' }))
    expect(await seen()).toMatchObject(whole(botId))
  })

  test('is not brought back by what comes late from its old number', async () => {
    const { botId, take, seen } = await adminGroup()
    await take(told(old, moved))
    await take(told(old, { text: 'запізнілося' }))
    expect(await seen()).toMatchObject({ channels: whole(botId).channels, admin_chat_id: String(now.id) })
  })

  test('is followed once, however often and at once it is told', async () => {
    const { botId, take, seen } = await adminGroup()
    const word = told(old, moved)
    await Promise.all([take(word), take(word), take(word)])
    expect(await seen()).toEqual({ ...whole(botId), messages: 2 })
  })
})

describe("a poller's place", () => {
  test('is kept with the updates, and neither is once another poller has taken over', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx, { intake: 'polling' })
    const claim = async () => {
      const claims = await claimPolls(on.db, { limit: 100, leaseMs: 60_000 })
      return claims.find((c) => c.id === botId)!
    }
    const first = await claim()
    await receiveUpdates(ctx, botId, [says(1, 'a')], { fence: first.fence, offset: 41 })
    await withTx(ctx, (tx) => tx.sql`update bot_configs set poll_lease_until = null`)
    const second = await claim()
    expect(second).toMatchObject({ fence: first.fence + 1, offset: 41 })
    const late = receiveUpdates(ctx, botId, [says(1, 'b')], { fence: first.fence, offset: 99 })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    await receiveUpdates(ctx, botId, [says(1, 'c')], { fence: second.fence, offset: 7 })
    const [row] = await withTx(ctx, (tx) => tx.sql`select poll_offset from bot_configs`)
    expect(row).toEqual({ poll_offset: '7' })
    const [kept] = await withTx(ctx, (tx) => tx.sql`select count(*) from inbox_events`)
    expect(kept).toEqual({ count: '2' })
  })
})
