import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { withTx } from '../../client.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listChats } from '../chat/list.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { installTemplate } from '../scenario/install-template.ts'
import { advanceTalk } from '../talk/advance.ts'
import { claimPost } from './claim.ts'
import { finishPost } from './finish.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const staff = -100500
const ihor = { id: 41, first_name: 'Ігор' }
const olena = { id: 77, first_name: 'Олена', language_code: 'uk' }
const origin = {
  type: 'channel',
  chat: { id: -1009, type: 'channel', title: 'Авто', username: 'avto_kyiv' },
  message_id: 300,
  date: 1_790_000_000,
}
const text = 'Продам BMW X5 2018, 35 000 $, пробіг 120 тис км, Київ, 067 123 45 67'
let nextUpdate = 1

/** A bot with an admin chat that Ігор runs, and whoever writes to it. */
async function deskBot() {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await installTemplate(ctx, 'lead-capture', { botIds: [botId] })
  await withTx(
    ctx,
    ({ sql }) => sql`
      update bot_configs set admin_chat_id = ${String(staff)}, managers = ${[ihor.id]}::bigint[] where id = ${botId}`,
  )
  const chatOf = (chatId: number) =>
    chatId < 0
      ? { id: chatId, type: 'supergroup', title: 'Менеджери' }
      : { id: chatId, type: 'private', first_name: 'Х' }
  /** Updates of one chat, worked off at once; returns the calls that they led to. */
  const hear = async (chatId: number, ...updates: Record<string, unknown>[]): Promise<TelegramRequest[]> => {
    const before = await calls(chatId)
    await receiveUpdates(
      ctx,
      botId,
      updates.map((update) => ({ update_id: nextUpdate++, ...update })),
    )
    await withTx(ctx, ({ sql }) => sql`update inbox_events set run_at = now() where status = 'pending'`)
    const session = (await listChats(ctx, { limit: 10 })).data.find((c) => c.chatId === String(chatId))!
    await advanceTalk(ctx, session.id)
    return (await calls(chatId)).slice(before.length)
  }
  const calls = (chatId: number) =>
    withTx(
      ctx,
      ({ sql }) => sql<{ request: TelegramRequest }[]>`
        select request from deliveries where lane = ${`telegram:${botId}:${chatId}`} order by seq`,
    ).then((rows) => rows.map((row) => row.request))
  const says = (chatId: number, from: object, ...messages: Record<string, unknown>[]) =>
    hear(
      chatId,
      ...messages.map((more, n) => ({
        message: {
          message_id: nextUpdate + 100 + n,
          chat: chatOf(chatId),
          from,
          date: 1_795_000_000,
          ...more,
        },
      })),
    )
  const press = (chatId: number, from: object, data: string, message_id = 900) =>
    hear(chatId, {
      callback_query: { id: `q${nextUpdate}`, from, data, message: { message_id, chat: chatOf(chatId) } },
    })
  const posts = () =>
    withTx(
      ctx,
      ({ sql }) => sql<Record<string, unknown>[]>`
        select id, state, outcome, source_chat_id, source_message_id::int, source_username, posted_at, parts from posts`,
    )
  return { ctx, botId, says, press, posts, calls }
}

/** The data of the buttons under a card. */
const buttonsOf = (call: TelegramRequest | undefined): string[] => {
  const markup = call?.params.reply_markup as { inline_keyboard?: { callback_data: string }[][] } | undefined
  return (markup?.inline_keyboard ?? []).flat().map((button) => button.callback_data)
}

describe('a post that is forwarded to a bot', () => {
  test.each([
    ['in the admin chat, by anybody there', staff, olena],
    ['by who runs the admin chat, in their own chat with the bot', ihor.id, ihor],
  ])('%s, is told as a car with buttons of 64 bytes at most', async (_, chatId, from) => {
    const { says, posts } = await deskBot()
    const [card, ...more] = await says(chatId, from, { text, forward_origin: origin })
    expect(more).toEqual([])
    expect(card).toMatchObject({ method: 'sendMessage', params: { chat_id: String(chatId) } })
    expect(card!.params.text).toContain('BMW X5 2018')
    expect(card!.params.text).toContain('35 000 $')
    expect(card!.params.text).toMatch(/[Рр]озпізнано/)
    expect(buttonsOf(card).map((data) => Buffer.byteLength(data) <= 64)).toEqual([true, true, true])
    expect(await posts()).toMatchObject([
      {
        state: 'asked',
        source_chat_id: '-1009',
        source_message_id: 300,
        source_username: 'avto_kyiv',
        posted_at: expect.stringContaining('2026-09-2') as string,
      },
    ])
  })

  test('by a client stays a message of the talk', async () => {
    const { says, posts } = await deskBot()
    const heard = await says(olena.id, olena, { text, forward_origin: origin })
    expect(heard.flatMap(buttonsOf).filter((data) => data.startsWith('p:'))).toEqual([])
    expect(await posts()).toEqual([])
  })

  test('that offers no car is answered where a colleague asks alone, and passed over among them', async () => {
    const { says, posts } = await deskBot()
    const news = { text: 'Завтра о десятій нарада', forward_origin: origin }
    expect(await says(staff, ihor, news)).toEqual([])
    expect(await says(ihor.id, ihor, news)).toMatchObject([
      { method: 'sendMessage', params: { text: expect.stringContaining('немає авто') as string } },
    ])
    expect(await says(staff, ihor, { text })).toEqual([])
    expect(await posts()).toEqual([])
  })

  test('as an album is one card, and tells what the post does not', async () => {
    const { says, posts } = await deskBot()
    const part = (n: number, more = {}) => ({
      media_group_id: '5',
      photo: [{ file_id: `f${n}`, file_unique_id: `u${n}`, width: 90, height: 60 }],
      forward_origin: { ...origin, message_id: 300 + n },
      ...more,
    })
    const cards = await says(staff, ihor, part(2), part(1, { caption: 'Продам Skoda Octavia 2016, 9 500 $' }))
    expect(cards).toHaveLength(1)
    expect(cards[0]!.params.text).toContain('пробігу')
    expect(await posts()).toMatchObject([{ source_message_id: 301 }])
    expect(Object.keys((await posts())[0]!.parts as object)).toHaveLength(2)
  })

  test('is saved by one tap of a colleague, and its card says so; other taps are told that it is done', async () => {
    const { ctx, says, press, posts, calls } = await deskBot()
    const [card] = await says(staff, ihor, { text, forward_origin: origin })
    const [save = '', skip = ''] = buttonsOf(card)
    expect(await press(staff, ihor, save)).toMatchObject([{ method: 'answerCallbackQuery' }])
    expect(await posts()).toMatchObject([{ state: 'pending' }])
    expect(await press(staff, ihor, skip)).toMatchObject([
      { method: 'answerCallbackQuery', params: { text: expect.stringContaining('вже не діє') as string } },
    ])
    const id = String((await posts())[0]!.id)
    const claimed = (await claimPost(ctx, { postId: id, leaseMs: 60_000 }))!
    expect(claimed).toMatchObject({ wanted: true, rules: { status: 'AVAILABLE' } })
    const before = (await calls(staff)).length
    const fields = { title: 'BMW <X5>', make: 'BMW', model: 'X5', year: 2018 }
    const car = {
      fields,
      provenance: {},
      losers: {},
      source: 't.me',
      sourceUrl: 'https://t.me/avto_kyiv/300',
    }
    await finishPost(ctx, claimed, { cars: [car], reason: null }, (carId) => `https://cars.example/${carId}`)
    expect((await calls(staff)).slice(before)).toMatchObject([
      {
        method: 'editMessageText',
        params: {
          message_id: 900,
          text: expect.stringMatching(
            /Збережено.*\n<a href="https:\/\/cars.example\/[^"]+">BMW X5 2018<\/a>/,
          ) as string,
        },
      },
    ])
    expect(await posts()).toMatchObject([{ state: 'done', outcome: 'saved' }])
  })

  test('is left by the other button', async () => {
    const { says, press, posts } = await deskBot()
    const [card] = await says(ihor.id, ihor, { text, forward_origin: origin })
    const skip = buttonsOf(card)[1] ?? ''
    expect(await press(ihor.id, ihor, skip, 7)).toMatchObject([
      { method: 'answerCallbackQuery' },
      { method: 'editMessageText', params: { message_id: 7 } },
    ])
    expect(await posts()).toMatchObject([{ state: 'done', outcome: 'skipped' }])
  })

  test('is not for others to save: not in another chat, not by who is no colleague any more', async () => {
    const { ctx, botId, says, press, posts } = await deskBot()
    const [card] = await says(ihor.id, ihor, { text, forward_origin: origin })
    const [save = ''] = buttonsOf(card)
    expect(await press(olena.id, olena, save)).toMatchObject([
      { params: { text: expect.stringContaining('адміністратори') as string } },
    ])
    expect(await press(staff, ihor, save)).toMatchObject([
      { params: { text: expect.stringContaining('вже не діє') as string } },
    ])
    await withTx(ctx, ({ sql }) => sql`update bot_configs set managers = '{}' where id = ${botId}`)
    expect(await press(ihor.id, ihor, save)).toMatchObject([
      { params: { text: expect.stringContaining('адміністратори') as string } },
    ])
    expect(await posts()).toMatchObject([{ state: 'asked' }])
  })

  test('pressed by many at once is taken once', async () => {
    const { ctx, botId, says, posts, calls } = await deskBot()
    const [card] = await says(staff, ihor, { text, forward_origin: origin })
    const [save = ''] = buttonsOf(card)
    const chat = { id: staff, type: 'supergroup', title: 'Менеджери' }
    await receiveUpdates(
      ctx,
      botId,
      [1, 2, 3].map((n) => ({
        update_id: nextUpdate++,
        callback_query: {
          id: `many${n}`,
          from: { id: n, first_name: 'М' },
          data: save,
          message: { message_id: 900, chat },
        },
      })),
    )
    const session = (await listChats(ctx, { limit: 10 })).data.find((c) => c.chatId === String(staff))!
    await Promise.all([1, 2, 3].map(() => advanceTalk(ctx, session.id, { limit: 1 })))
    while ((await advanceTalk(ctx, session.id))?.lane != null) continue
    const answers = (await calls(staff)).filter((call) => call.method === 'answerCallbackQuery')
    expect(answers).toHaveLength(3)
    expect(answers.filter((call) => String(call.params.text).includes('Зберігаю'))).toHaveLength(1)
    expect(await posts()).toMatchObject([{ state: 'pending' }])
  })
})
