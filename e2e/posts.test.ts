import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createBot,
  getBot,
  listBotChannels,
  listChannelPosts,
  updateBot,
  updateBotChannel,
} from '@cartie/shared/endpoints/bots'
import { sendToChat, listChats } from '@cartie/shared/endpoints/chats'
import { listDeliveries } from '@cartie/shared/endpoints/deliveries'
import { getListing, listListings } from '@cartie/shared/endpoints/listings'
import type { Post } from '@cartie/shared/schemas/post'
import { ImportRules } from '@cartie/shared/schemas/bot'
import { startCartie, type Cartie } from './browser/cartie.ts'
import type { Bot } from './telegram/bot.ts'
import { startTelegramServer, type TelegramServer } from './telegram/server.ts'

// The whole of Cartie and a Telegram on loopback: from a post of a channel to the inventory, and on.

const token = '811:AAposts_posts_posts_posts_posts_posts'
let telegram: TelegramServer
let cartie: Cartie
let bot: Bot
let botId: string
beforeAll(async () => {
  telegram = await startTelegramServer({ limits: false, retryScale: 0.05 })
  cartie = await startCartie({ TELEGRAM_API_URL: telegram.url })
  bot = telegram.addBot({ token, username: 'posts_bot', name: 'Автосалон', readsAllGroupMessages: true })
  botId = (await cartie.api(createBot, { body: { token, intake: 'webhook' } })).id
  await until(ready, (one) => one.status === 'ready' && one.synced)
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await telegram.close()
})

const ready = () => cartie.api(getBot, { params: { id: botId } })

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (const end = performance.now() + 40_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`not within 40 s: ${JSON.stringify(seen).slice(0, 500)}`)
  }
}

const jpeg = (n: number) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(`photo ${n}`)])

/** A channel that is imported by a rule, with what came of its posts. */
async function importedChannel(username: string, rules: Partial<ImportRules>) {
  const owner = telegram.addUser({ firstName: 'Дилер' })
  const channel = telegram.addChannel({ title: username, username, creator: owner })
  channel.promotes(bot)
  const known = () => cartie.api(listBotChannels, { params: { id: botId } })
  const { data } = await until(known, (all) => all.data.some((one) => one.username === username))
  const params = { id: botId, channelId: data.find((one) => one.username === username)!.id }
  await cartie.api(updateBotChannel, { params, body: { imports: true, rules: ImportRules.parse(rules) } })
  const posts = async () => (await cartie.api(listChannelPosts, { params, query: { limit: 50 } })).data
  /** The newest post, once it has come to that end. */
  const ended = async (outcome: Post['outcome']): Promise<Post> => {
    const all = await until(posts, ([newest]) => newest?.state === 'done' && newest.outcome === outcome)
    return all[0]!
  }
  return { channel, posts, ended }
}

const car = (id: string) => cartie.api(getListing, { params: { id } })

describe('a post of a channel', () => {
  test('becomes a car with its album, follows its edits, and is sold by one', async () => {
    const { channel, ended } = await importedChannel('avto_posts', { minYear: 2015, status: 'AVAILABLE' })
    const caption = 'BMW X5 2018\n35 000 $, пробіг 120 тис км, дизель, автомат\nКиїв, 067 123 45 67'
    const post = channel.posts({ album: [jpeg(1), jpeg(2), jpeg(3)], caption })
    const saved = await ended('saved')
    expect(saved).toMatchObject({ photos: 3, url: 'https://t.me/avto_posts/1', reason: null })
    const id = saved.cars[0]!.id
    const listing = await car(id)
    expect(listing).toMatchObject({
      make: 'BMW',
      model: 'X5',
      year: 2018,
      price: { amount: 35_000, currency: 'USD' },
      mileageKm: 120_000,
      location: 'Kyiv',
      status: 'AVAILABLE',
      source: 't.me',
      sourceChatId: String(channel.id),
      sourceMessageId: post.message_id,
      sourceUrl: 'https://t.me/avto_posts/1',
      seller: { phone: '+380671234567' },
    })
    expect(listing.images).toHaveLength(3)
    const shown = await Promise.all(listing.images.map((path) => fetch(cartie.url + path)))
    expect(shown.map((reply) => [reply.status, reply.headers.get('content-type')])).toEqual(
      Array.from({ length: 3 }, () => [200, 'image/jpeg']),
    )
    expect(shown[0]!.headers.get('cache-control')).toContain('immutable')
    const bytes = await Promise.all(shown.map(async (reply) => Buffer.from(await reply.arrayBuffer())))
    expect(bytes).toEqual([jpeg(1), jpeg(2), jpeg(3)])

    channel.edits(post, caption.replace('35 000', '33 500'))
    await ended('changed')
    expect(await car(id)).toMatchObject({
      price: { amount: 33_500 },
      previousPrice: { amount: 35_000 },
      priceHistory: [{ price: { amount: 35_000 } }, { price: { amount: 33_500 } }],
      images: listing.images,
    })

    channel.edits(post, 'ПРОДАНО')
    await ended('sold')
    expect(await car(id)).toMatchObject({ status: 'SOLD', deletedAt: null, price: { amount: 33_500 } })
  })

  test('that is no car, or not for this dealer, is seen with its reason and is in no inventory', async () => {
    const { channel, ended, posts } = await importedChannel('avto_rules', { minYear: 2015 })
    channel.posts('Skoda Octavia 2011, 6 500 $, 210 тис км, Львів')
    expect(await ended('refused')).toMatchObject({ reason: 'year_too_early', savable: true, cars: [] })
    channel.posts('Доброго ранку! Сьогодні працюємо до 18:00')
    await until(posts, (all) => all.length === 2 && all[0]!.reason === 'no_car_found')
    channel.posts('Skoda Octavia 2019, 15 500 $, 90 тис км, Львів')
    expect(await ended('saved')).toMatchObject({ cars: [{ title: 'Skoda Octavia 2019' }] })
    const { data } = await cartie.api(listListings, { query: { limit: 50, q: 'octavia', source: 't.me' } })
    expect(data.map((one) => [one.year, one.status])).toEqual([[2019, 'PENDING']])
  })

  test('keeps its car though a photo can not be had, and says so', async () => {
    const { channel, ended } = await importedChannel('avto_photo', {})
    telegram.faults.add({ method: 'getFile', times: 1 }, { kind: 'reset' })
    channel.posts({ photo: Buffer.from('no image at all'), caption: 'Audi A6 2017, 21 000 $, 150 тис км' })
    const saved = await ended('saved')
    expect(saved).toMatchObject({ reason: 'photos_missing' })
    expect((await car(saved.cars[0]!.id)).images).toEqual([])
  })
})

describe('a post that a colleague forwards', () => {
  test('is saved by one tap, with its photo and where it stands; a client can then be shown it', async () => {
    const manager = telegram.addUser({ firstName: 'Ігор' })
    const staff = telegram.addGroup({ title: 'Менеджери', creator: manager, kind: 'supergroup' })
    staff.adds(bot)
    await cartie.api(updateBot, { params: { id: botId }, body: { adminChatId: String(staff.id) } })
    await until(ready, (one) => one.synced)
    const elsewhere = telegram.addChannel({ title: 'Чужий', username: 'chuzhyi', creator: manager })
    const post = elsewhere.posts({ photo: jpeg(9), caption: 'Toyota Camry 2020, 24 000 $, 60 тис км, Одеса' })

    manager.sends(bot, { forward: post })
    const card = await manager.receives(bot, 'Toyota Camry 2020')
    expect(card.text).toContain('24 000 $')
    manager.presses(bot, 'Зберегти')
    await until(
      async () => manager.chatWith(bot).find((message) => message.message_id === card.message_id),
      (message) => message?.text?.includes('Збережено') === true && message.reply_markup === undefined,
    )
    const { data } = await cartie.api(listListings, { query: { limit: 5, q: 'camry' } })
    expect(data).toMatchObject([
      {
        make: 'Toyota',
        status: 'AVAILABLE',
        sourceChatId: String(elsewhere.id),
        sourceMessageId: post.message_id,
        images: [expect.stringMatching(/^\/api\/media\//) as string],
      },
    ])

    // The photo is the bot's own already: a client gets it without another upload.
    const client = telegram.addUser({ firstName: 'Олена', languageCode: 'uk' })
    client.sends(bot, 'Добрий день')
    const chats = () => cartie.api(listChats, { query: { limit: 20, botId } })
    const { data: all } = await until(chats, (page) => page.data.some((one) => one.title === 'Олена'))
    const chat = all.find((one) => one.title === 'Олена')!
    const listingIds = [data[0]!.id]
    await cartie.api(sendToChat, { params: { id: chat.id }, body: { text: '', listingIds } })
    await client.receives(bot, (message) => message.photo !== undefined)
    const uploads = telegram.journal.entries.flatMap((entry) => (entry.kind === 'call' ? entry.files : []))
    expect(uploads).toEqual([])
  })

  test('from a client is heard by the talk alone', async () => {
    const client = telegram.addUser({ firstName: 'Петро' })
    const elsewhere = telegram.addChannel({ title: 'Ще один', username: 'shche_odyn', creator: client })
    const post = elsewhere.posts('Mazda 6 2016, 13 000 $, 140 тис км')
    client.sends(bot, { forward: post })
    await until(
      () => cartie.api(listChats, { query: { limit: 20, botId } }),
      (page) => page.data.some((one) => one.title === 'Петро'),
    )
    await until(
      () => cartie.api(listDeliveries, { query: { limit: 100, botId } }),
      (page) => page.data.every((one) => one.state !== 'pending' && one.state !== 'sending'),
    )
    const saved = await cartie.api(listListings, { query: { limit: 5, q: 'mazda' } })
    expect(saved.data).toEqual([])
    expect(client.chatWith(bot).filter((message) => message.reply_markup !== undefined)).toEqual([])
  })
})

test('an admin chat that becomes a supergroup stays the admin chat, by its new number', async () => {
  const boss = telegram.addUser({ firstName: 'Марта' })
  const group = telegram.addGroup({ title: 'Відділ', creator: boss, kind: 'group' })
  group.adds(bot)
  await cartie.api(updateBot, { params: { id: botId }, body: { adminChatId: String(group.id) } })
  const now = String(group.migrates())
  await until(ready, (one) => one.adminChatId === now)
  const known = () => cartie.api(listBotChannels, { params: { id: botId } })
  const { data } = await until(known, (all) => all.data.some((one) => one.chatId === now))
  expect(data.filter((one) => one.title === 'Відділ').map((one) => [one.chatId, one.kind])).toEqual([
    [now, 'supergroup'],
  ])
})

test('nothing that was kept or told holds the token', async () => {
  const [row] = await cartie.sql<{ text: string }[]>`
    select concat((select string_agg(p::text, ' ') from posts p), (select string_agg(l.images::text, ' ')
      from car_listings l), (select string_agg(e.payload::text, ' ') from events e)) as text`
  expect(row!.text.length).toBeGreaterThan(100)
  expect(row!.text).not.toContain(token.split(':')[1])
})
