import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { ListingCreate } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { publishedRequest } from '../../testing/published-request.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { createListing } from '../listing/create.ts'
import { importListings } from '../listing/import.ts'
import { updateListing } from '../listing/update.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { storyOfRequest } from '../request/story.ts'
import { advanceTalk } from '../talk/advance.ts'
import { listVariants } from '../variant/list.ts'
import { claimMatchTasks } from './claim.ts'
import { decideMatch } from './decide.ts'
import { listMatches } from './list.ts'
import { matchData, readMatchPress } from './match-press.ts'
import { runMatchTasks } from './run.ts'
import { mostWaiting } from './tell.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const admins = { id: -100500, type: 'supergroup', title: 'Менеджери' }
const photo = 'https://photos.example/x5.jpg'
const x5: ListingCreate = {
  title: 'BMW X5 <30d>',
  make: 'BMW',
  model: 'X5',
  year: 2019,
  price: { amount: 33_600, currency: 'USD' },
  images: [photo],
}
const wish = {
  title: 'BMW X5',
  criteria: { makes: ['BMW'], models: ['X5'], budget: { min: null, max: 35_000, currency: 'USD' } },
}
let nextUpdate = 1
interface Button {
  text: string
  callback_data: string
}

/** A workspace with a bot whose managers sit in a group. */
async function world({ adminChatId = String(admins.id) }: { adminChatId?: string | null } = {}) {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await withTx(
    ctx,
    ({ sql }) =>
      sql`update bot_configs set admin_chat_id = ${adminChatId}, language = 'uk' where id = ${botId}`,
  )
  const work = async () => {
    for (;;) {
      const tasks = await claimMatchTasks(ctx, { leaseMs: 60_000 })
      if (!tasks.length) return
      await runMatchTasks(ctx, tasks)
    }
  }
  const sent = () =>
    withTx(
      ctx,
      ({ sql }) =>
        sql<{ request: TelegramRequest }[]>`
        select request from deliveries where workspace_id = ${ctx.workspaceId} order by seq`,
    ).then((rows) => rows.map((row) => row.request))
  const press = async (
    data: string,
    chat: { id: number; type: string; title?: string } = admins,
    shown: Record<string, unknown> = {},
  ) => {
    const before = (await sent()).length
    await receiveUpdates(ctx, botId, [
      {
        update_id: nextUpdate++,
        callback_query: {
          id: `q${nextUpdate}`,
          from: { id: 7, first_name: 'Ірина' },
          data,
          message: { message_id: 55, chat, date: 1, ...shown },
        },
      },
    ])
    const [session] = await withTx(
      ctx,
      ({ sql }) => sql<{ id: string }[]>`select id from bot_sessions where chat_id = ${String(chat.id)}`,
    )
    await advanceTalk(ctx, session!.id)
    return (await sent()).slice(before)
  }
  return { ctx, botId, work, sent, press }
}
const buttonsOf = ({ params }: TelegramRequest) =>
  (params.reply_markup as { inline_keyboard: Button[][] }).inline_keyboard
const all = (ctx: Context, run: string) => withTx(ctx, ({ sql }) => sql.unsafe(run))
const states = async (ctx: Context, id: string) =>
  (await listMatches(ctx, id, { limit: 50 })).data.map((match) => match.state)

describe('people are told', () => {
  test('of one car by its photo, with its price, why it fits, and three buttons', async () => {
    const { ctx, work, sent } = await world()
    const requestId = await publishedRequest(ctx, wish)
    await work()
    expect(await sent()).toEqual([])
    await createListing(ctx, x5)
    await work()
    const [told, ...others] = await sent()
    expect(others).toEqual([])
    expect(told).toMatchObject({
      method: 'sendPhoto',
      files: { photo: { url: photo } },
      params: { chat_id: '-100500' },
    })
    const caption = String(told!.params.caption)
    expect(caption).toContain(`https://cars.example/requests?id=${requestId}&amp;tab=matches`)
    expect(caption).toContain('BMW X5 &lt;30d&gt; · 2019 · <b>33 600 $</b>')
    expect(caption).toContain('100 % · марка підходить, модель підходить, бюджет −4 %')
    expect(
      buttonsOf(told!)
        .flat()
        .map((button) => button.text),
    ).toEqual(['Запропонувати', 'Сховати', 'На завтра'])
    for (const button of buttonsOf(told!).flat())
      expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64)
    const story = (await storyOfRequest(ctx, requestId, { limit: 50 })).data
    expect(story.filter((entry) => entry.type === 'matched').map((entry) => entry.payload)).toMatchObject([
      { count: 1 },
    ])
  })

  test('of many at once in one message, the best five of them with buttons', async () => {
    const { ctx, work, sent } = await world()
    await importListings(ctx, {
      rows: Array.from({ length: 8 }, (_, n) => ({
        ...x5,
        title: `BMW X5 ${n}`,
        price: { amount: 33_000 + n * 600, currency: 'USD' },
      })),
    })
    await publishedRequest(ctx, wish)
    await work()
    const [told, ...others] = await sent()
    expect(others).toEqual([])
    expect(told!.method).toBe('sendMessage')
    expect(String(told!.params.text)).toContain('Підходять авто: 8')
    expect(String(told!.params.text)).toContain('…і ще 3')
    expect(buttonsOf(told!)).toHaveLength(5)
  })

  test('of what comes within a minute later, in one message', async () => {
    const { ctx, work, sent } = await world()
    await publishedRequest(ctx, wish)
    for (let n = 0; n < 4; n++) {
      await createListing(ctx, x5)
      await work()
    }
    expect(await sent()).toHaveLength(1)
    await all(
      ctx,
      `update request_matches set alerted_at = alerted_at - interval '1 minute' where alerted_at is not null;
      update match_tasks set lease_until = now() where listing_ids = '{}'`,
    )
    on.wakes.length = 0
    await work()
    expect((await sent()).map((one) => one.method)).toEqual(['sendPhoto', 'sendMessage'])
    expect(String((await sent())[1]!.params.text)).toContain('Підходять авто: 3')
    await work()
    expect(await sent()).toHaveLength(2)
  })

  test('later where their chat has much to hear already', async () => {
    const { ctx, work, sent } = await world()
    for (let n = 0; n < mostWaiting + 3; n++) await publishedRequest(ctx, { ...wish, title: `BMW ${n}` })
    await createListing(ctx, x5)
    await work()
    expect(await sent()).toHaveLength(mostWaiting)
    await all(
      ctx,
      `update deliveries set state = 'sent'; update match_tasks set lease_until = now() where listing_ids = '{}'`,
    )
    await work()
    expect(await sent()).toHaveLength(mostWaiting + 3)
  })

  test('though others of the same chat were told of a moment ago', async () => {
    const { ctx, work, sent } = await world()
    for (let n = 0; n < mostWaiting; n++) await publishedRequest(ctx, { ...wish, title: `BMW ${n}` })
    await createListing(ctx, x5)
    await work()
    await all(ctx, `update deliveries set state = 'sent'`)
    const late = await publishedRequest(ctx, { ...wish, title: 'BMW X5, ще один' })
    await createListing(ctx, x5)
    await work()
    expect(await sent()).toHaveLength(mostWaiting + 1)
    expect(JSON.stringify((await sent()).at(-1))).toContain(late)
  })

  test('again where the price fell, not where it rose, and never of what they hid', async () => {
    const { ctx, work, sent } = await world()
    const requestId = await publishedRequest(ctx, wish)
    const { id } = await createListing(ctx, x5)
    await work()
    const reprice = async (amount: number) => {
      await updateListing(ctx, id, { price: { amount, currency: 'USD' } })
      await all(ctx, `update request_matches set alerted_at = now() - interval '2 minutes'`)
      await work()
      return (await sent()).length
    }
    expect(await reprice(34_000)).toBe(1)
    expect(await reprice(31_000)).toBe(2)
    expect(String((await sent())[1]!.params.caption)).toContain('подешевшало')
    await decideMatch(ctx, { requestId, listingId: id }, { action: 'hide' })
    expect(await reprice(30_000)).toBe(2)
  })

  test('once more of what they put off, when its time has come', async () => {
    const { ctx, work, sent } = await world()
    const requestId = await publishedRequest(ctx, wish)
    const { id: listingId } = await createListing(ctx, x5)
    await work()
    const until = new Date(Date.now() + 60_000).toISOString()
    await decideMatch(ctx, { requestId, listingId }, { action: 'snooze', until })
    await all(ctx, `update request_matches set snoozed_until = now()`)
    await wakeSnoozed(on.db)
    await work()
    expect(await sent()).toHaveLength(2)
  })

  test('nobody is told of a draft’s cars, nor where there is no chat for it; the work is done all the same', async () => {
    const { ctx, work, sent } = await world({ adminChatId: null })
    await createListing(ctx, x5)
    const requestId = await publishedRequest(ctx, wish)
    await work()
    expect(await sent()).toEqual([])
    expect(await states(ctx, requestId)).toEqual(['new'])
  })
})

describe('a press', () => {
  const told = async () => {
    const made = await world()
    const requestId = await publishedRequest(made.ctx, wish)
    const { id: listingId } = await createListing(made.ctx, x5)
    await made.work()
    const [message] = await made.sent()
    const [offer, hide, snooze] = buttonsOf(message!)[0]!.map((button) => button.callback_data)
    return { ...made, requestId, listingId, offer: offer!, hide: hide!, snooze: snooze! }
  }

  test('offers the car: it is a variant, and the message says so and has no buttons left', async () => {
    const { ctx, press, requestId, listingId, offer } = await told()
    const answers = await press(offer)
    expect(answers[0]).toMatchObject({ method: 'answerCallbackQuery', params: { text: 'Запропоновано' } })
    expect(answers[1]).toMatchObject({
      method: 'editMessageCaption',
      params: { message_id: 55, chat_id: '-100500' },
    })
    expect(String(answers[1]!.params.caption)).toMatch(/33 600[^]*<i>Запропоновано<\/i>$/)
    expect(buttonsOf(answers[1]!)).toEqual([])
    expect((await listVariants(ctx, requestId)).data).toMatchObject([{ listingId, source: 'stock' }])
    expect(await states(ctx, requestId)).toEqual(['offered'])
    // Who presses the old button once more changes nothing.
    await press(offer)
    expect((await listVariants(ctx, requestId)).data).toHaveLength(1)
    const story = (await storyOfRequest(ctx, requestId, { limit: 50 })).data
    expect(story.find((entry) => entry.type === 'match_decided')).toMatchObject({ actorName: 'Ірина' })
  })

  test('edits the message as it stands: a photo that Telegram could not have was left out of it', async () => {
    const { press, offer, hide } = await told()
    const [, text] = await press(offer, admins, { text: 'BMW X5' })
    expect(text).toMatchObject({ method: 'editMessageText', params: { message_id: 55 } })
    expect(String(text!.params.text)).toMatch(/33 600[^]*<i>Запропоновано<\/i>$/)
    const [, caption] = await press(hide, admins, { photo: [{ file_id: 'a' }], caption: 'BMW X5' })
    expect(caption!.method).toBe('editMessageCaption')
  })

  test('hides it, or puts it off for a day', async () => {
    const { ctx, press, requestId, hide, snooze } = await told()
    await press(snooze)
    const [match] = (await listMatches(ctx, requestId, { limit: 1 })).data
    const hours = (Date.parse(match!.snoozedUntil!) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThan(24.1)
    await press(hide)
    expect(await states(ctx, requestId)).toEqual(['hidden'])
  })

  test('leaves the buttons of the other cars of a message', async () => {
    const { ctx, work, sent, press } = await world()
    await importListings(ctx, { rows: [1, 2, 3].map((n) => ({ ...x5, title: `BMW X5 ${n}` })) })
    await publishedRequest(ctx, wish)
    await work()
    const [message] = await sent()
    const second = buttonsOf(message!)[1]![1]!
    expect(second.text).toBe('Сховати 2')
    const [, edit] = await press(second.callback_data)
    expect(edit!.method).toBe('editMessageText')
    expect(String(edit!.params.text)).toMatch(/<i>2\. Сховано<\/i>$/)
    expect(buttonsOf(edit!).map((row) => row[0]!.text)).toEqual(['Запропонувати 1', 'Запропонувати 3'])
  })

  test('from another chat changes nothing and is answered', async () => {
    const { ctx, press, requestId, offer } = await told()
    const answers = await press(offer, { id: 7, type: 'private' })
    expect(answers).toMatchObject([
      {
        method: 'answerCallbackQuery',
        params: { text: expect.stringContaining('адміністраторів') as string },
      },
    ])
    expect(await states(ctx, requestId)).toEqual(['new'])
  })

  test('that comes too late is answered: the car fits no more, the request is closed, or it was never here', async () => {
    const { ctx, press, work, requestId, listingId, offer, hide } = await told()
    const gone = { params: { text: expect.stringContaining('вже не діє') as string } }
    await changeRequestStatus(ctx, requestId, { status: 'LOST' })
    expect((await press(offer))[0]).toMatchObject(gone)
    expect(await states(ctx, requestId)).toEqual(['new'])
    await updateListing(ctx, listingId, { status: 'SOLD' })
    await changeRequestStatus(ctx, requestId, { status: 'COLLECTING_VARIANTS' })
    await work()
    const [answer, edit] = await press(hide)
    expect(answer).toMatchObject(gone)
    expect(String(edit!.params.caption)).toMatch(/<i>Більше не підходить<\/i>$/)
    const foreign = { ...readMatchPress(offer)!, requestId: listingId }
    expect(await press(matchData(foreign))).toMatchObject([gone])
  })
})
