import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatPhotos } from '@cartie/shared/jobs/chat-photos'
import { ChatQuery } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { keepMedia } from '../media/keep.ts'
import { claimPhotos, maxPhotoTries } from './claim-photos.ts'
import { endPhoto } from './end-photo.ts'
import { listMessages } from './list-messages.ts'
import { listChats } from './list.ts'
import { wakePhotos } from './pending-photos.ts'
import { receiveUpdates } from './receive-updates.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let updates = 1
const photo = (unique: string, more: object = {}) => ({
  update_id: updates++,
  message: {
    message_id: updates,
    date: 1_795_000_000,
    from: { id: 5, is_bot: false, first_name: 'Олена' },
    chat: { id: 5, type: 'private', first_name: 'Олена' },
    photo: [{ file_id: `file-${unique}`, file_unique_id: unique, width: 800, height: 600, file_size: 1000 }],
    ...more,
  },
})

async function place() {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  const sessionId = async () => (await listChats(ctx, ChatQuery.parse({}))).data[0]!.id
  const claim = async (leaseMs = 60_000, by: Context = ctx) =>
    claimPhotos(by, { sessionId: await sessionId(), limit: 10, leaseMs })
  const rings = () =>
    on.wakes.filter(
      (wake) =>
        wake.job.name === chatPhotos.name &&
        (wake.payload as { workspaceId: string }).workspaceId === ctx.workspaceId,
    ).length
  return { ctx, botId, sessionId, claim, rings, take: (...all: unknown[]) => receiveUpdates(ctx, botId, all) }
}

test('a photo of a client is noted once, brought once, and then shown with its message', async () => {
  const { ctx, botId, sessionId, claim, rings, take } = await place()
  const sent = photo('one')
  await take(sent)
  await take(sent, photo('one'))
  expect(rings()).toBe(1)
  const [claimed, ...none] = await claim()
  expect([claimed, none]).toMatchObject([{ fileId: 'file-one', uniqueId: 'one', attempts: 1 }, []])
  expect(await claim()).toEqual([])
  const image = { contentType: 'image/jpeg', bytes: Buffer.from('ffd8ffe0', 'hex') }
  const id = await keepMedia(ctx, { key: 'telegram one', ...image, botId, fileId: 'file-one' })
  await endPhoto(ctx, await sessionId(), claimed!)
  await take(photo('one'))
  expect(await claim()).toEqual([])
  const { data } = await listMessages(ctx, await sessionId(), { limit: 10 })
  expect(data.map((one) => one.content.photos)).toEqual(Array.from({ length: 3 }, () => [`/api/media/${id}`]))
})

test('photos of groups and of what a bot wrote stay where they are', async () => {
  const { ctx, take } = await place()
  const group = { id: -7, type: 'supergroup', title: 'Менеджери' }
  await take(photo('g', { chat: group }), photo('b', { from: { id: 9, is_bot: true, first_name: 'Bot' } }))
  expect(await withTx(ctx, (tx) => tx.sql`select unique_id from chat_photos`)).toEqual([])
})

test('a photo whose bringer died is claimed by another, and the late end of the first changes nothing', async () => {
  const { ctx, sessionId, claim, take } = await place()
  await take(photo('late'))
  const [first] = await claim(0)
  const [second] = await claim()
  expect(second!.fence).toBeGreaterThan(first!.fence)
  await endPhoto(ctx, await sessionId(), first!)
  const rows = () => withTx(ctx, (tx) => tx.sql`select unique_id from chat_photos`)
  expect(await rows()).toHaveLength(1)
  await endPhoto(ctx, await sessionId(), second!)
  expect(await rows()).toEqual([])
})

test('a photo that can not be had is tried again later, so often, and the sweeper finds what nobody rang for', async () => {
  const { ctx, sessionId, claim, rings, take } = await place()
  await take(photo('far'))
  for (let i = 1; i <= maxPhotoTries; i++) {
    const [claimed] = await claim()
    expect(claimed?.attempts).toBe(i)
    await endPhoto(ctx, await sessionId(), claimed!, 60_000)
    expect(await claim()).toEqual([])
    const before = rings()
    await withTx(ctx, (tx) => tx.sql`update chat_photos set run_at = now() - interval '2 seconds'`)
    await wakePhotos(on.db)
    expect(rings() - before).toBe(i < maxPhotoTries ? 1 : 0)
  }
})

test('a photo that takes its bringers down is given up, and its neighbours are brought', async () => {
  const { ctx, claim, take } = await place()
  await take(photo('poison'))
  for (let i = 1; i <= maxPhotoTries; i++) expect(await claim(-1)).toHaveLength(1)
  await take(photo('good'))
  expect(await claim(-1)).toMatchObject([{ uniqueId: 'good', attempts: 1 }])
  const rows = await withTx(ctx, (tx) => tx.sql`select unique_id from chat_photos`)
  expect(rows).toEqual([{ unique_id: 'good' }])
})

test('photos are claimed in their workspace alone, and not by who may not write to chats', async () => {
  const { ctx, sessionId, take } = await place()
  await take(photo('mine'))
  const input = { sessionId: await sessionId(), limit: 10, leaseMs: 1000 }
  expect(await claimPhotos(await on.workspace(), input)).toEqual([])
  await expect(claimPhotos(as(ctx, 'VIEWER'), input)).rejects.toMatchObject({ code: 'forbidden' })
})
