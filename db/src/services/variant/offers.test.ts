import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listChats } from '../chat/list.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { createListing } from '../listing/create.ts'
import { createProposal } from '../proposal/create.ts'
import { installTemplate } from '../scenario/install-template.ts'
import { advanceTalk } from '../talk/advance.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { acceptOffer } from './accept-offer.ts'
import { addVariant } from './add.ts'
import { claimVariantPhotos } from './claim-import.ts'
import { createVariant } from './create.ts'
import { fillFromLink } from './fill-from-link.ts'
import { finishVariantPhotos, releaseVariantPhotos } from './finish-import.ts'
import { getVariant } from './get.ts'
import { listVariants } from './list.ts'
import { moveVariant } from './move.ts'
import { getOfferPage } from './offer-page.ts'
import { wakeVariants } from './pending-imports.ts'
import { testRequest } from './testing/test-request.ts'
import { updateVariant } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let nextUpdate = 1
const adminChat = -100500
const oleg = { id: 77, first_name: 'Олег', username: 'oleg', language_code: 'ru-RU' }
const boss = { id: 9, first_name: 'Марта', language_code: 'uk' }

/** A bot with the dealer's scenario and an admin chat, and what people do with it. */
async function bazaar() {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await withTx(
    ctx,
    ({ sql }) => sql`update bot_configs set admin_chat_id = ${String(adminChat)} where id = ${botId}`,
  )
  await installTemplate(ctx, 'dealer-offer', { botIds: [botId] })
  const receive = (body: Record<string, unknown>) =>
    receiveUpdates(ctx, botId, [{ update_id: nextUpdate++, ...body }])
  const chatOf = (id: number) =>
    id === adminChat ? { id, type: 'supergroup', title: 'Адміни' } : { id, type: 'private', first_name: 'x' }
  const turn = async () => {
    for (const { id } of (await listChats(ctx, { limit: 20 })).data)
      while ((await advanceTalk(ctx, id))?.more) continue
  }
  const says = async (
    from: typeof oleg | typeof boss,
    more: Record<string, unknown>,
    chatId: number = from.id,
  ) => {
    await receive({ message: { message_id: nextUpdate, chat: chatOf(chatId), from, date: 1, ...more } })
    await turn()
  }
  const sent = async (chatId: number) =>
    (
      await withTx(
        ctx,
        ({ sql }) => sql<{ request: TelegramRequest }[]>`
          select request from deliveries where lane like ${`%:${chatId}`} order by seq`,
      )
    ).map((row) => row.request)
  const lastText = async (chatId: number) =>
    String((await sent(chatId)).findLast((one) => 'text' in one.params)?.params.text)
  /** Presses the newest button of that label. */
  const presses = async (
    from: typeof oleg | typeof boss,
    label: string,
    chatId: number = from.id,
    data?: string,
  ) => {
    const rows = (await sent(chatId)).flatMap((one) => {
      const markup = one.params.reply_markup as
        { inline_keyboard?: { text: string; callback_data?: string }[][] } | undefined
      return markup?.inline_keyboard?.flat() ?? []
    })
    const found = data ?? rows.findLast((button) => button.text.includes(label))?.callback_data
    if (found === undefined) throw new Error(`There is no button ${label}`)
    await receive({
      callback_query: {
        id: `q${nextUpdate}`,
        from,
        data: found,
        message: { message_id: 1000, chat: chatOf(chatId) },
      },
    })
    await turn()
    return found
  }
  return { ctx, botId, says, presses, sent, lastText }
}

const contact = { contact: { phone_number: '+380671112233', first_name: 'Олег', user_id: oleg.id } }
const photo = (name: string) => ({
  photo: [{ file_id: name, file_unique_id: `u-${name}`, width: 1280, height: 960 }],
})
const variantsOf = async (ctx: Context, requestId: string) => (await listVariants(ctx, requestId)).data
const setStatus = (ctx: Context, id: string, status: RequestStatus) =>
  withTx(ctx, ({ sql }) => sql`update b2b_requests set status = ${status} where id = ${id}`)
const partner = async (ctx: Context, telegramUserId: number, status = 'ACTIVE') =>
  withTx(ctx, async ({ sql }) => {
    const [row] = await sql<[{ id: string }]>`
      insert into partners (workspace_id, name, status) values (${ctx.workspaceId}, 'Авто Плюс', ${status}) returning id`
    await sql`
      insert into partner_users (workspace_id, partner_id, telegram_user_id, name)
      values (${ctx.workspaceId}, ${row.id}, ${telegramUserId}, 'Олег')`
    return row.id
  })

describe('a dealer in the bot', () => {
  test('sees the wish, gathers, corrects and sends; the admins decide, and the dealer hears of it', async () => {
    const { ctx, says, presses, sent, lastText } = await bazaar()
    const requestId = await testRequest(ctx, {
      title: 'BMW X5 0679998877',
      description: 'Шукаю X5, тел 067 999 88 77',
    })
    const partnerId = await partner(ctx, oleg.id)
    await says(oleg, { text: `/start offer_${requestId}` })
    const opening = (await sent(oleg.id)).map((one) => String(one.params.text)).join('\n')
    expect(opening).toContain('BMW X5')
    expect(opening).not.toContain('999')
    await says(oleg, contact)
    await says(oleg, { ...photo('one'), caption: 'BMW X5 2018, 85 тис км, 12k, тел 067 111 22 33' })
    expect(await lastText(oleg.id)).toMatch(/BMW X5[\s\S]*12 000 \$/)
    await says(oleg, { text: '13 500' })
    await says(oleg, { text: '2019' })
    await says(oleg, { text: 'VIN WBA3A5C50DF123456 https://auto.example/1' })
    expect(await lastText(oleg.id)).toMatch(/WBA3A5C50DF123456[\s\S]*13 500 \$[\s\S]*auto\.example/)
    await presses(oleg, 'Отправить')
    expect(await lastText(oleg.id)).toContain('Спасибо')
    const [variant] = await variantsOf(ctx, requestId)
    expect(variant).toMatchObject({
      number: 1,
      source: 'telegram',
      partner: { id: partnerId, name: 'Авто Плюс' },
      title: 'BMW X5 2019',
      make: 'BMW',
      model: 'X5',
      year: 2019,
      mileageKm: 85_000,
      price: { amount: 13_500, currency: 'USD' },
      vin: 'WBA3A5C50DF123456',
      url: 'https://auto.example/1',
      offerer: { name: 'Олег', phone: null },
      pending: true,
    })
    expect(variant?.details).not.toMatch(/067|https/)
    expect((await sent(adminChat)).map((one) => one.method)).toEqual(['sendPhoto', 'sendMessage'])
    const approve = await presses(boss, 'Підходить', adminChat)
    expect(await getVariant(ctx, variant!.id)).toMatchObject({ status: 'APPROVED' })
    expect(await lastText(adminChat)).toContain('Підходить')
    expect(await lastText(oleg.id)).toContain('подходит')
    await presses(boss, '', adminChat, approve)
    expect(
      (await sent(adminChat)).findLast((one) => one.method === 'answerCallbackQuery')?.params.text,
    ).toContain('не діє')
    await presses(oleg, '', oleg.id, approve.replace('v:a', 'v:r'))
    expect(await getVariant(ctx, variant!.id)).toMatchObject({ status: 'APPROVED' })
  })

  test('may give up at any step, and begin again', async () => {
    const { ctx, says, presses, lastText } = await bazaar()
    const requestId = await testRequest(ctx)
    await says(oleg, { text: `/start offer_${requestId}` })
    await says(oleg, contact)
    await says(oleg, { text: 'Audi A6 2015, 9000 $' })
    await presses(oleg, 'Сначала')
    await says(oleg, { text: 'BMW X5 2018, 20k' })
    expect(await lastText(oleg.id)).toMatch(/BMW X5[\s\S]*20 000 \$/)
    expect(await lastText(oleg.id)).not.toContain('Audi')
    await says(oleg, { text: '/cancel' })
    await expect(presses(oleg, 'Отправить')).resolves.toBeDefined()
    expect(await variantsOf(ctx, requestId)).toEqual([])
  })

  test('who comes too late, with a known car, or is blocked hears so, in their words', async () => {
    const { ctx, says, presses, lastText } = await bazaar()
    const requestId = await testRequest(ctx)
    const offer = async () => {
      await says(oleg, { text: `/start offer_${requestId}` })
      await says(oleg, contact)
      await says(oleg, { text: 'BMW X5 2018, 20k VIN WBA3A5C50DF123456' })
    }
    await offer()
    await presses(oleg, 'Отправить')
    await offer()
    await presses(oleg, 'Отправить')
    expect(await lastText(oleg.id)).toContain('уже предлагали')
    await offer()
    await setStatus(ctx, requestId, 'LOST')
    await presses(oleg, 'Отправить')
    expect(await lastText(oleg.id)).toContain('уже закрыт')
    await says(oleg, { text: `/start offer_${requestId}` })
    expect(await lastText(oleg.id)).toContain('уже закрыт')
    await setStatus(ctx, requestId, 'PUBLISHED')
    await partner(ctx, oleg.id, 'BLOCKED')
    await offer()
    await presses(oleg, 'Отправить')
    expect(await lastText(oleg.id)).toContain('не можем принять')
    expect(await variantsOf(ctx, requestId)).toHaveLength(1)
  })
})

describe('a forwarded post', () => {
  const post = {
    text: 'BMW X5 2018, 85 тис км, 20 000 $. Тел 067 111 22 33',
    forward_origin: {
      type: 'channel',
      chat: { id: -1001, type: 'channel', title: 'Авто', username: 'avto' },
      message_id: 5,
      date: 1,
    },
  }

  test('is put to a request by a colleague, once', async () => {
    const { ctx, says, presses, lastText } = await bazaar()
    const requestId = await testRequest(ctx, { code: 'R-7K2M9X' })
    await testRequest(ctx, { status: 'LOST', code: 'R-000000' })
    await says(boss, post, adminChat)
    await presses(boss, 'До запиту', adminChat)
    expect(await lastText(adminChat)).toContain('До якого запиту')
    await expect(presses(boss, 'R-000000', adminChat)).rejects.toThrow('no button')
    const data = await presses(boss, 'R-7K2M9X', adminChat)
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
    expect(await lastText(adminChat)).toContain('R-7K2M9X')
    expect(await variantsOf(ctx, requestId)).toMatchObject([
      {
        source: 'forward',
        make: 'BMW',
        year: 2018,
        price: { amount: 20_000 },
        url: 'https://t.me/avto/5',
        partner: null,
      },
    ])
    await presses(boss, '', adminChat, data)
    expect(await variantsOf(ctx, requestId)).toHaveLength(1)
  })

  test('of which nothing but its words is known makes one offer, however often it is pressed', async () => {
    const { ctx, says, presses, sent } = await bazaar()
    const requestId = await testRequest(ctx, { code: 'R-7K2M9X' })
    const other = await testRequest(ctx, { code: 'R-111111' })
    await says(
      boss,
      { ...post, forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } },
      adminChat,
    )
    await presses(boss, 'До запиту', adminChat)
    const data = await presses(boss, 'R-7K2M9X', adminChat)
    for (const again of [data, data.replace('R-7K2M9X', 'R-111111')]) {
      await presses(boss, '', adminChat, again)
      expect(
        (await sent(adminChat)).findLast((one) => one.method === 'answerCallbackQuery')?.params.text,
      ).toContain('пост опрацьовано')
    }
    expect(await variantsOf(ctx, requestId)).toHaveLength(1)
    expect(await variantsOf(ctx, other)).toEqual([])
  })

  test('of a partner goes to a request that reached them, and to no other', async () => {
    const { ctx, botId, says, presses, sent } = await bazaar()
    const requestId = await testRequest(ctx, { code: 'R-7K2M9X' })
    await testRequest(ctx, { code: 'R-111111' })
    await partner(ctx, oleg.id)
    await withTx(
      ctx,
      ({ sql }) => sql`
        insert into request_posts (workspace_id, request_id, bot_id, chat_id, target, state, due_at)
        values (${ctx.workspaceId}, ${requestId}, ${botId}, '-1', 'channel', 'posted', now())`,
    )
    await says(oleg, post)
    await expect(presses(oleg, 'R-111111')).rejects.toThrow('no button')
    await presses(oleg, 'R-7K2M9X')
    expect(await variantsOf(ctx, requestId)).toMatchObject([
      { source: 'forward', partner: { name: 'Авто Плюс' } },
    ])
    expect((await sent(adminChat)).at(-1)?.params.text).toContain('Авто Плюс')
  })

  test('of a stranger is for the talk', async () => {
    const { ctx, says, sent } = await bazaar()
    await testRequest(ctx)
    await says(oleg, post)
    expect((await sent(oleg.id)).some((one) => JSON.stringify(one.params).includes('v:p:'))).toBe(false)
  })
})

describe('the offer page', () => {
  const token = () => `token-${nextUpdate++}-`.padEnd(32, 'x')
  const form = { name: 'Іван', phone: '067 123 45 67', price: '12k', consent: true as const, photos: [] }

  test('shows the wish and nothing of the client, and takes a car', async () => {
    const ctx = await on.workspace()
    const own = token()
    const requestId = await testRequest(ctx, { token: own, description: 'BMW X5, дзвоніть 067 999 88 77' })
    const page = await getOfferPage(ctx, own, 'uk')
    expect(page).toMatchObject({ open: true, company: { name: 'Test' }, telegramUrl: null })
    expect(page.text).not.toContain('999')
    const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(40)]).toString('base64')
    expect(
      await acceptOffer(ctx, own, {
        ...form,
        title: 'BMW X5 2018',
        details: 'дизель, тел 0671234567',
        photos: [jpeg],
        vin: 'wba3a5c50df123456',
      }),
    ).toBe(1)
    expect(await variantsOf(ctx, requestId)).toMatchObject([
      {
        source: 'page',
        title: 'BMW X5 2018',
        make: 'BMW',
        year: 2018,
        fuel: 'diesel',
        price: { amount: 12_000, currency: 'USD' },
        vin: 'WBA3A5C50DF123456',
        photos: [expect.stringMatching(/^\/api\/media\//)],
        offerer: { name: 'Іван', phone: null },
        pending: false,
      },
    ])
    await expect(acceptOffer(ctx, own, { ...form, photos: [jpeg] })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test("is a partner's own when their post led there: the car is theirs, and they hear of it in Telegram", async () => {
    const { ctx, botId, says, sent } = await bazaar()
    const own = token()
    const requestId = await testRequest(ctx, { token: own })
    const other = await testRequest(ctx, { token: token() })
    await says(oleg, { text: 'Вітаю' })
    const partnerId = await partner(ctx, oleg.id)
    const postTo = (target: string, request = requestId, chat = String(oleg.id)) =>
      withTx(ctx, async ({ sql }) => {
        const [row] = await sql<[{ id: string }]>`
          insert into request_posts (workspace_id, request_id, bot_id, chat_id, target, partner_id, state, due_at)
          values (${ctx.workspaceId}, ${request}, ${botId}, ${chat}, ${target},
            ${target === 'partner' ? partnerId : null}, 'posted', now()) returning id`
        return row.id
      })
    const theirs = await postTo('partner')
    const ofOther = await postTo('partner', other)
    for (const by of [theirs, ofOther, await postTo('channel', requestId, '-1'), 'nothing', undefined])
      await acceptOffer(ctx, own, { ...form, by, title: `BMW X5 ${by}` })
    const [first, ...rest] = await variantsOf(ctx, requestId)
    expect(first).toMatchObject({ source: 'page', partner: { id: partnerId } })
    expect(rest.map((one) => one.partner)).toEqual([null, null, null, null])
    await withTx(ctx, (tx) => moveVariant(ctx, tx, first!.id, 'APPROVED', { byHand: true }))
    expect((await sent(oleg.id)).at(-1)?.params.text).toContain('BMW X5')
    await withTx(ctx, ({ sql }) => sql`update partners set status = 'BLOCKED'`)
    await acceptOffer(ctx, own, { ...form, by: theirs, title: 'Audi A6' })
    expect((await variantsOf(ctx, requestId)).at(-1)?.partner).toBeNull()
  })

  test.each([
    [{ phone: '12345678' }, 'no_phone'],
    [{ price: 'дорого' }, 'no_price'],
    [{ price: '12' }, 'no_price'],
    [{ photos: [Buffer.from('not a photo at all').toString('base64')] }, 'no_image'],
  ])('says what is wrong: %j', async (wrong, code) => {
    const ctx = await on.workspace()
    const own = token()
    const requestId = await testRequest(ctx, { token: own })
    await expect(acceptOffer(ctx, own, { ...form, ...wrong })).rejects.toMatchObject({ errors: [{ code }] })
    expect(await variantsOf(ctx, requestId)).toEqual([])
  })

  test("is in the company's currency where neither it nor the request says another", async () => {
    const ctx = await on.workspace()
    await updateWorkspace(ctx, { currency: 'EUR' })
    const own = token()
    const requestId = await testRequest(ctx, { token: own })
    await acceptOffer(ctx, own, { ...form, price: '12k', title: 'BMW X5' })
    expect(await variantsOf(ctx, requestId)).toMatchObject([{ price: { amount: 12_000, currency: 'EUR' } }])
  })

  test('drops what a robot filled in, and closes with its request', async () => {
    const ctx = await on.workspace()
    const own = token()
    const requestId = await testRequest(ctx, { token: own })
    expect(await acceptOffer(ctx, own, { ...form, website: 'https://spam.example' })).toBeNull()
    await setStatus(ctx, requestId, 'WON')
    expect(await getOfferPage(ctx, own, 'uk')).toMatchObject({ open: false })
    await expect(acceptOffer(ctx, own, form)).rejects.toMatchObject({ errors: [{ code: 'closed' }] })
    await expect(getOfferPage(await on.workspace(), own, 'uk')).rejects.toMatchObject({ code: 'not_found' })
    expect(await variantsOf(ctx, requestId)).toEqual([])
  })
})

describe('a link', () => {
  const url = 'https://auto.example/car-1.html'
  const read = async (ctx: Context, listingId: string | null, reason: string | null = null) =>
    withTx(ctx, async ({ sql }) => {
      await sql`
        update parse_items set status = ${listingId === null ? 'wall' : 'saved'}, reason = ${reason},
          listing_ids = ${listingId === null ? [] : [listingId]}::uuid[]`
      await sql`update parses set status = 'done'`
    })

  test('fills what was not told, once its advert is read, and says what hindered it', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const { id } = await createVariant(ctx, requestId, { url, price: { amount: 9000, currency: 'USD' } })
    await fillFromLink(ctx, id)
    expect(await getVariant(ctx, id)).toMatchObject({ pending: true, make: null })
    const car = await createListing(ctx, {
      title: 'BMW X5',
      make: 'BMW',
      model: 'X5',
      price: { amount: 12_000, currency: 'EUR' },
      description: 'тел 0671234567 стан добрий',
      images: ['https://auto.example/1.jpg'],
    })
    await read(ctx, car.id)
    await fillFromLink(ctx, id)
    await fillFromLink(ctx, id)
    expect(await getVariant(ctx, id)).toMatchObject({
      pending: false,
      linkProblem: null,
      listingId: car.id,
      title: 'BMW X5',
      make: 'BMW',
      price: { amount: 9000, currency: 'USD' },
      photos: ['https://auto.example/1.jpg'],
      details: 'тел стан добрий',
      version: 2,
    })
  })

  test('that could not be read says why; one to a car that is there already is taken off', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const { id } = await createVariant(ctx, requestId, { url })
    await read(ctx, null, 'captcha')
    await fillFromLink(ctx, id)
    expect(await getVariant(ctx, id)).toMatchObject({ pending: false, linkProblem: 'captcha' })
    const car = await createListing(ctx, { title: 'Audi' })
    await createVariant(ctx, requestId, { listingId: car.id })
    const other = await createVariant(ctx, requestId, { url: 'https://auto.example/other.html' })
    await read(ctx, car.id)
    await fillFromLink(ctx, other.id)
    expect((await variantsOf(ctx, requestId)).map((one) => one.number)).toEqual([1, 2])
  })

  test('of a car that is there already stays as it is where a client sees it, and is greyed in a draft', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const car = await createListing(ctx, { title: 'Audi' })
    await createVariant(ctx, requestId, { listingId: car.id })
    const [seen, drafted] = [
      await createVariant(ctx, requestId, { url }),
      await createVariant(ctx, requestId, { url: 'https://auto.example/other.html' }),
    ]
    await withTx(ctx, async (tx) => {
      await moveVariant(ctx, tx, seen.id, 'APPROVED')
      await moveVariant(ctx, tx, seen.id, 'SENT_TO_CLIENT')
    })
    await createProposal(ctx, requestId, { variantIds: [drafted.id] })
    await read(ctx, car.id)
    for (const { id } of [seen, drafted]) await fillFromLink(ctx, id)
    expect(await getVariant(ctx, seen.id)).toMatchObject({ pending: false, deletedAt: null, listingId: null })
    expect((await getVariant(ctx, drafted.id)).deletedAt).not.toBeNull()
    const items = await withTx(
      ctx,
      ({ sql }) => sql<{ gone: boolean }[]>`select sold_at is not null as gone from proposal_items`,
    )
    expect(items).toEqual([{ gone: true }])
  })
})

describe('photos of a chat', () => {
  const offered = async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    const requestId = await testRequest(ctx)
    const files = [{ fileId: 'a', uniqueId: 'u-a' }, { fileId: 'b' }]
    const { id } = await withTx(ctx, (tx) =>
      addVariant(ctx, tx, requestId, { source: 'telegram', title: 'BMW', botId, files }),
    )
    return { ctx, id, botId }
  }

  test('are brought by one at a time; whoever was too slow writes nothing', async () => {
    const { ctx, id, botId } = await offered()
    const slow = await claimVariantPhotos(ctx, { variantId: id, leaseMs: 1 })
    expect(slow).toMatchObject({ botId, photos: [{ fileId: 'a', uniqueId: 'u-a' }, { fileId: 'b' }] })
    const next = await expect
      .poll(() => claimVariantPhotos(ctx, { variantId: id, leaseMs: 60_000 }))
      .not.toBeNull()
      .then(() => slow!)
    expect(await claimVariantPhotos(ctx, { variantId: id, leaseMs: 60_000 })).toBeNull()
    expect(await finishVariantPhotos(ctx, next, ['/api/media/x'])).toBe(false)
    expect(await getVariant(ctx, id)).toMatchObject({ pending: true, photos: [] })
  })

  test('that are lost lose no variant; what is there is kept, and what nobody can bring is given up', async () => {
    const { ctx, id } = await offered()
    const claimed = await claimVariantPhotos(ctx, { variantId: id, leaseMs: 60_000 })
    expect(await finishVariantPhotos(ctx, claimed!, ['/api/media/a', '/api/media/a'])).toBe(true)
    expect(await getVariant(ctx, id)).toMatchObject({ pending: false, photos: ['/api/media/a'] })
    const poison = await offered()
    for (let n = 0; n < 5; n++) {
      const held = await claimVariantPhotos(poison.ctx, { variantId: poison.id, leaseMs: 60_000 })
      await releaseVariantPhotos(poison.ctx, held!, -1000)
    }
    expect(await claimVariantPhotos(poison.ctx, { variantId: poison.id, leaseMs: 60_000 })).toBeNull()
    expect(await getVariant(poison.ctx, poison.id)).toMatchObject({ pending: false, photos: [] })
  })

  test('keep their names when others are put beside them meanwhile, and the car is known by all of them', async () => {
    const { ctx, id } = await offered()
    await updateVariant(ctx, id, { photos: ['https://auto.example/1.jpg'] })
    const claimed = await claimVariantPhotos(ctx, { variantId: id, leaseMs: 60_000 })
    expect(claimed).toMatchObject({ photos: [{ fileId: 'a', uniqueId: 'u-a' }, { fileId: 'b' }] })
    await finishVariantPhotos(ctx, claimed!, ['/api/media/a'])
    const keys = () => withTx(ctx, ({ sql }) => sql`select photo_keys as keys from request_variants`)
    expect(await keys()).toMatchObject([
      { keys: ['https://auto.example/1.jpg', 'telegram u-a', expect.stringMatching(/^telegram \S+ b$/)] },
    ])
    await updateVariant(ctx, id, { photos: ['https://auto.example/2.jpg'] })
    expect(await keys()).toEqual([{ keys: ['https://auto.example/2.jpg'] }])
  })

  test('that nobody brings are found again', async () => {
    const { ctx, id } = await offered()
    on.wakes.length = 0
    await withTx(
      ctx,
      ({ sql }) => sql`update request_variants set created_at = now() - interval '1 minute' where id = ${id}`,
    )
    expect(await wakeVariants(on.db)).toBeGreaterThan(0)
    expect(on.wakes.map((wake) => wake.payload)).toContainEqual({
      workspaceId: ctx.workspaceId,
      variantId: id,
    })
  })
})
