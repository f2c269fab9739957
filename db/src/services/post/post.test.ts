import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { postUrl } from '@cartie/shared/domain/post-url'
import { ImportRules } from '@cartie/shared/schemas/bot'
import type { Post } from '@cartie/shared/schemas/post'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listBotChannels } from '../bot/list-channels.ts'
import { updateBotChannel } from '../bot/update-channel.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { bulkListings } from '../listing/bulk.ts'
import { getListing } from '../listing/get.ts'
import { saveCars } from '../listing/save-cars.ts'
import { findMedia } from '../media/find.ts'
import { keepMedia } from '../media/keep.ts'
import { readMedia } from '../media/read.ts'
import { claimPost, maxPostClaims, type ClaimedPost } from './claim.ts'
import { finishPost, type PostReading } from './finish.ts'
import { listChannelPosts } from './list.ts'
import { wakePosts } from './pending.ts'
import { releasePost } from './release.ts'
import { savePost } from './save.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const leaseMs = 60_000
const url = (id: string) => `https://cars.example/inventory/${id}`
let nextUpdate = 1

/** A bot that is an admin of a channel whose posts become cars by `rules`. */
async function importing(rules: Partial<ImportRules> = {}, { imports = true, username = 'avto_lviv' } = {}) {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  const chat = { id: -1001234, type: 'channel', title: 'Авто Львів', username }
  const receive = (...updates: Record<string, unknown>[]) =>
    receiveUpdates(
      ctx,
      botId,
      updates.map((update) => ({ update_id: nextUpdate++, ...update })),
    )
  const admin = { status: 'administrator', can_post_messages: true }
  await receive({ my_chat_member: { chat, from: { id: 1, first_name: 'І' }, new_chat_member: admin } })
  const [channel] = (await listBotChannels(ctx, botId)).data
  const place = { botId, channelId: channel!.id }
  await updateBotChannel(ctx, place, { imports, rules: ImportRules.parse(rules) })
  const post = (message_id: number, more: Record<string, unknown>) =>
    receive({ channel_post: { chat, message_id, date: 1_795_000_000, ...more } })
  const edit = (message_id: number, more: Record<string, unknown>) =>
    receive({
      edited_channel_post: {
        chat,
        message_id,
        date: 1_795_000_000,
        edit_date: 1_795_000_000 + nextUpdate,
        ...more,
      },
    })
  const posts = async (): Promise<Post[]> => (await listChannelPosts(ctx, place, { limit: 50 })).data
  const claim = async (id?: string): Promise<ClaimedPost> => {
    const postId = id ?? (await posts())[0]!.id
    await withTx(ctx, ({ sql }) => sql`update posts set run_at = now() where id = ${postId}`)
    return (await claimPost(ctx, { postId, leaseMs }))!
  }
  return { ctx, botId, place, post, edit, posts, claim, receive }
}

/** A reading of a claimed post of one car. */
function reading({ place }: ClaimedPost, fields: ExtractedCar['fields']): PostReading {
  const where = { sourceUrl: postUrl(place!), sourceChatId: place!.chatId, sourceMessageId: place!.messageId }
  return { cars: [{ fields, provenance: {}, losers: {}, source: 't.me', ...where }], reason: null }
}

const x5 = { title: 'BMW X5', make: 'BMW', model: 'X5', year: 2018, priceMinor: 35_000_00, currency: 'USD' }

describe('a post of a channel', () => {
  test('waits for who reads it, and becomes a car with its place and the rule’s status', async () => {
    const { ctx, post, posts, claim } = await importing({ status: 'PENDING' })
    on.wakes.length = 0
    await post(12, { text: 'BMW X5 2018, 35 000 $' })
    expect(await posts()).toMatchObject([
      { text: 'BMW X5 2018, 35 000 $', state: 'pending', outcome: null, url: 'https://t.me/avto_lviv/12' },
    ])
    const [{ id }] = (await posts()) as [Post]
    expect(on.wakes.map((wake) => wake.payload)).toContainEqual({ workspaceId: ctx.workspaceId, postId: id })
    const claimed = await claim()
    expect(claimed).toMatchObject({
      text: 'BMW X5 2018, 35 000 $',
      place: { chatId: '-1001234', messageId: 12, username: 'avto_lviv' },
      postedAt: new Date(1_795_000_000_000).toISOString(),
      wanted: false,
      known: [],
      rules: { status: 'PENDING' },
    })
    expect(await claimPost(ctx, { postId: id, leaseMs })).toBeNull()
    expect(await finishPost(ctx, claimed, reading(claimed, x5), url)).toBe(true)
    const [ended] = await posts()
    expect(ended).toMatchObject({ state: 'done', outcome: 'saved', cars: [{ title: 'BMW X5 2018' }] })
    expect(await getListing(ctx, ended!.cars[0]!.id)).toMatchObject({
      status: 'PENDING',
      source: 't.me',
      sourceChatId: '-1001234',
      sourceMessageId: 12,
      sourceUrl: 'https://t.me/avto_lviv/12',
    })
    expect(await finishPost(ctx, claimed, reading(claimed, x5), url)).toBe(false)
  })

  test('is nobody’s business where its channel is not imported, nor are a bot’s own news and groups', async () => {
    const off = await importing({}, { imports: false })
    await off.post(1, { text: 'BMW X5 2018, 35 000 $' })
    expect(await off.posts()).toEqual([])
    const { post, posts, receive } = await importing()
    await post(1, { new_chat_title: 'Авто' })
    await receive({ message: { message_id: 2, chat: { id: -5, type: 'group', title: 'Г' }, text: 'BMW X5' } })
    expect(await posts()).toEqual([])
  })

  test('that comes twice is one, and the photos of an album are one, also when they come late', async () => {
    const { ctx, botId, post, posts, claim } = await importing()
    const photo = (n: number) => ({
      media_group_id: '900',
      photo: [{ file_id: `f${n}`, file_unique_id: `u${n}`, width: 1280, height: 960 }],
    })
    await post(21, { ...photo(1), caption: 'BMW X5 2018' })
    await post(22, photo(2))
    const again = { chat: { id: -1001234, type: 'channel' }, message_id: 22, ...photo(9) }
    await receiveUpdates(ctx, botId, [{ update_id: nextUpdate - 1, channel_post: again }])
    const [{ id }] = (await posts()) as [Post]
    expect(await posts()).toMatchObject([
      { text: 'BMW X5 2018', photos: 2, url: 'https://t.me/avto_lviv/21' },
    ])
    // It waits a moment for the others.
    expect(await claimPost(ctx, { postId: id, leaseMs })).toBeNull()
    const claimed = await claim()
    expect(claimed.photos.map((one) => one.fileId)).toEqual(['f1', 'f2'])
    await post(23, photo(3))
    // Who reads it has missed a photo, and writes nothing.
    expect(await finishPost(ctx, claimed, reading(claimed, x5), url)).toBe(false)
    expect((await claim()).photos).toHaveLength(3)
  })

  test('that is edited while it is read is read again: the edit wins', async () => {
    const { ctx, post, edit, posts, claim } = await importing({ status: 'AVAILABLE' })
    await post(30, { text: 'BMW X5 2018, 35 000 $' })
    const before = await claim()
    await edit(30, { text: 'BMW X5 2018, 33 000 $' })
    expect(await finishPost(ctx, before, reading(before, x5), url)).toBe(false)
    const after = await claim()
    expect(after.text).toContain('33 000')
    await finishPost(ctx, after, reading(after, { ...x5, priceMinor: 33_000_00 }), url)
    await edit(30, { text: 'BMW X5 2018, 33 000 $' })
    expect(await posts()).toMatchObject([{ state: 'done', outcome: 'saved' }])
  })

  test('changes the price of its car, which remembers the old one; then sells it, by a text that names no car', async () => {
    const { ctx, post, edit, posts, claim } = await importing({ status: 'AVAILABLE' })
    await post(40, { text: 'BMW X5 2018, 35 000 $' })
    const first = await claim()
    await finishPost(ctx, first, reading(first, x5), url)
    await edit(40, { text: 'BMW X5 2018, 33 000 $' })
    const second = await claim()
    expect(second.known).toMatchObject([{ status: 'AVAILABLE' }])
    await finishPost(ctx, second, reading(second, { ...x5, priceMinor: 33_000_00 }), url)
    const [{ cars }] = (await posts()) as [Post]
    expect(await posts()).toMatchObject([{ outcome: 'changed' }])
    expect(await getListing(ctx, cars[0]!.id)).toMatchObject({
      price: { amount: 33_000 },
      previousPrice: { amount: 35_000 },
      priceHistory: [{ price: { amount: 35_000 } }, { price: { amount: 33_000 } }],
    })
    await edit(40, { text: 'ПРОДАНО' })
    const third = await claim()
    await finishPost(ctx, third, { cars: [], status: 'SOLD', reason: null }, url)
    expect(await posts()).toMatchObject([{ outcome: 'sold', cars }])
    expect(await getListing(ctx, cars[0]!.id)).toMatchObject({ status: 'SOLD', deletedAt: null })
  })

  test('does not overrule a person: a status that they set stays', async () => {
    const { ctx, post, posts, edit, claim } = await importing({ status: 'AVAILABLE' })
    await post(41, { text: 'BMW X5 2018' })
    const first = await claim()
    await finishPost(ctx, first, reading(first, x5), url)
    const [{ cars }] = (await posts()) as [Post]
    await bulkListings(ctx, { ids: [cars[0]!.id], action: { kind: 'status', status: 'HIDDEN' } })
    await edit(41, { text: 'ПРОДАНО' })
    await finishPost(ctx, await claim(), { cars: [], status: 'SOLD', reason: null }, url)
    expect(await getListing(ctx, cars[0]!.id)).toMatchObject({ status: 'HIDDEN' })
    expect(await posts()).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('that is read on its public page too is one advert, whoever comes first', async () => {
    const { ctx, post, posts, claim } = await importing({ status: 'AVAILABLE' })
    const page = (messageId: number): ExtractedCar => ({
      fields: x5,
      provenance: {},
      losers: {},
      source: 't.me',
      sourceUrl: `https://t.me/avto_lviv/${messageId}`,
      sourceChatId: 'avto_lviv',
      sourceMessageId: messageId,
    })
    const readPage = (messageId: number) =>
      withTx(ctx, (tx) =>
        saveCars({ ...ctx, tx }, tx, {
          cars: [page(messageId)],
          parseId: null,
          sample: false,
          seenAt: new Date().toISOString(),
        }),
      )
    const [byPage] = await readPage(50)
    expect(await getListing(ctx, byPage!.listingId)).toMatchObject({ sourceChatId: '-1001234' })
    await post(50, { text: 'BMW X5 2018' })
    const claimed = await claim()
    expect(claimed.known.map((car) => car.id)).toEqual([byPage!.listingId])
    await finishPost(ctx, claimed, reading(claimed, x5), url)
    expect((await posts())[0]).toMatchObject({ outcome: 'unchanged', cars: [{ id: byPage!.listingId }] })
    await post(51, { text: 'BMW X5 2018' })
    const second = await claim()
    await finishPost(ctx, second, reading(second, x5), url)
    const [ended] = await posts()
    expect(await readPage(51)).toMatchObject([{ listingId: ended!.cars[0]!.id, outcome: 'unchanged' }])
  })

  test('that a rule refused says why, and is saved where a person wants it; no other is', async () => {
    const { ctx, post, posts, claim } = await importing({ minYear: 2020 })
    await post(60, { text: 'BMW X5 2018' })
    await finishPost(ctx, await claim(), { cars: [], reason: 'year_too_early' }, url)
    const [refused] = await posts()
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'year_too_early', savable: true, cars: [] })
    expect(await savePost(ctx, refused!.id)).toMatchObject({ state: 'pending', savable: false })
    const again = await claim()
    expect(again.wanted).toBe(true)
    await finishPost(ctx, again, reading(again, x5), url)
    expect(await posts()).toMatchObject([{ outcome: 'saved', reason: null }])
    await expect(savePost(ctx, refused!.id)).rejects.toMatchObject({ code: 'conflict' })
    await post(61, { text: 'Доброго ранку!' })
    await finishPost(ctx, await claim(), { cars: [], reason: 'no_car_found' }, url)
    const [none] = await posts()
    await expect(savePost(ctx, none!.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that was left by who read it is found; one that kills its readers is set aside', async () => {
    const { ctx, post, posts, claim } = await importing()
    await post(70, { text: 'BMW X5 2018' })
    const claimed = await claim()
    const [{ id }] = (await posts()) as [Post]
    const age = () =>
      withTx(
        ctx,
        ({ sql }) => sql`
          update posts set run_at = now() - interval '1 minute', lease_until = now() - interval '1 second'
          where id = ${id}`,
      )
    const woken = async () => {
      on.wakes.length = 0
      await wakePosts(on.db)
      return on.wakes.some((wake) => (wake.payload as { postId?: string }).postId === id)
    }
    expect(await woken()).toBe(false)
    await age()
    expect(await woken()).toBe(true)
    for (let n = 1; n < maxPostClaims; n++) {
      await age()
      expect((await claimPost(ctx, { postId: id, leaseMs }))?.attempts).toBe(n + 1)
    }
    await age()
    expect(await claimPost(ctx, { postId: id, leaseMs })).toBeNull()
    expect(await posts()).toMatchObject([{ state: 'done', outcome: 'failed', reason: 'repeatedly_failed' }])
    await releasePost(ctx, claimed, 0)
    expect(await posts()).toMatchObject([{ state: 'done' }])
    expect(await woken()).toBe(false)
  })

  test('given back is due again after the time that was told', async () => {
    const { ctx, post, posts, claim } = await importing()
    await post(71, { text: 'BMW X5 2018' })
    const claimed = await claim()
    await releasePost(ctx, claimed, 60_000)
    const [{ id }] = (await posts()) as [Post]
    expect(await claimPost(ctx, { postId: id, leaseMs })).toBeNull()
    expect((await claim()).fence).toBe(claimed.fence + 1)
  })

  test('taken by many at once is read by one', async () => {
    const { ctx, post, posts } = await importing()
    await post(80, { text: 'BMW X5 2018' })
    const [{ id }] = (await posts()) as [Post]
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimPost(ctx, { postId: id, leaseMs })))
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  })

  test('of another workspace is nobody else’s, and roles that may not write cars write none', async () => {
    const { ctx, place, post, posts, claim } = await importing()
    await post(90, { text: 'BMW X5 2018' })
    const [{ id }] = (await posts()) as [Post]
    const other = await on.workspace()
    expect(await claimPost(other, { postId: id, leaseMs })).toBeNull()
    const claimed = await claim()
    expect(await finishPost(other, claimed, reading(claimed, x5), url)).toBe(false)
    await releasePost(other, claimed, 0)
    await expect(savePost(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listChannelPosts(other, place, { limit: 5 })).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER'])) {
      const lower: Context = as(ctx, role)
      for (const call of [
        () => claimPost(lower, { postId: id, leaseMs }),
        () => finishPost(lower, claimed, reading(claimed, x5), url),
        () => releasePost(lower, claimed, 0),
        () => savePost(lower, id),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR']))
      await expect(listChannelPosts(as(ctx, role), place, { limit: 5 })).rejects.toMatchObject({
        code: 'forbidden',
      })
    expect(await posts()).toMatchObject([{ state: 'pending', cars: [] }])
  })

  test('is listed page by page, newest first, and by what came of it', async () => {
    const { ctx, place, post, claim } = await importing()
    for (const n of [1, 2, 3]) await post(n, { text: `BMW X${n} 2018` })
    const newest = await claim()
    await finishPost(ctx, newest, { cars: [], reason: 'no_car_found' }, url)
    const first = await listChannelPosts(ctx, place, { limit: 2 })
    expect(first.data.map((one) => one.text)).toEqual(['BMW X3 2018', 'BMW X2 2018'])
    const rest = await listChannelPosts(ctx, place, { limit: 2, cursor: first.nextCursor! })
    expect(rest).toMatchObject({ data: [{ text: 'BMW X1 2018' }], nextCursor: null })
    const refused = await listChannelPosts(ctx, place, { limit: 5, outcome: 'refused' })
    expect(refused.data.map((one) => one.text)).toEqual(['BMW X3 2018'])
  })
})

describe('a photo of a post', () => {
  test('is kept once, however many bring it, and shown to whoever knows its address', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    const photo = { key: 'telegram u1', contentType: 'image/jpeg', bytes: Buffer.from([255, 216, 255, 0]) }
    const ids = await Promise.all([1, 2, 3].map((n) => keepMedia(ctx, { ...photo, botId, fileId: `f${n}` })))
    expect(new Set(ids).size).toBe(1)
    expect(await findMedia(ctx, ['telegram u1', 'telegram u2'])).toEqual(new Map([['telegram u1', ids[0]]]))
    expect(await readMedia(on.db, ids[0]!)).toEqual({ contentType: 'image/jpeg', bytes: photo.bytes })
    const files = await withTx(ctx, ({ sql }) => sql`select key from bot_files where bot_id = ${botId}`)
    expect(files).toMatchObject([{ key: mediaPath(ids[0]!) }])
  })

  test('of another workspace is not found by what it is, and lower roles bring none', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const botId = await testBot(ctx)
    const photo = {
      key: 'telegram u9',
      contentType: 'image/png',
      bytes: Buffer.from('x'),
      botId,
      fileId: 'f',
    }
    await keepMedia(ctx, photo)
    expect(await findMedia(other, ['telegram u9'])).toEqual(new Map())
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER']))
      await expect(keepMedia(as(ctx, role), photo)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
