import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import { BotMenu, ImportRules } from '@cartie/shared/schemas/bot'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testSecrets as secrets, testToken } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { tokenPlace } from './bot-row.ts'
import { claimPolls } from './claim-polls.ts'
import { claimSync } from './claim-sync.ts'
import { createBot } from './create.ts'
import { deleteBot } from './delete.ts'
import { diagnoseBot } from './diagnose.ts'
import { endPoll } from './end-poll.ts'
import { findWebhook } from './find-webhook.ts'
import { finishSync, type SyncOutcome } from './finish-sync.ts'
import { getBot } from './get.ts'
import { keepPoll } from './keep-poll.ts'
import { listBotChannels } from './list-channels.ts'
import { listBots } from './list.ts'
import { notePolling } from './note-polling.ts'
import { wakeBots } from './pending.ts'
import { prepareWebhook } from './prepare-webhook.ts'
import { restoreBot } from './restore.ts'
import { rotateBotToken } from './rotate-token.ts'
import { updateBotChannel } from './update-channel.ts'
import { updateBot } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const writers = ['OWNER', 'ADMIN'] as const
const lease = 60_000
const good = (telegramId: number): SyncOutcome => ({
  status: 'ready',
  me: { telegramId, username: 'cartie_bot', name: 'Cartie' },
  health: { reachable: true, error: null, webhook: null },
})
const stored = (ctx: Context, id: string) =>
  withTx(ctx, async (tx) => {
    const [row] = await tx.sql<[Record<string, unknown>]>`select * from bot_configs where id = ${id}`
    return row
  })

describe('a bot', () => {
  test('is kept with an encrypted token, shown without it, and looked at in Telegram', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    const bot = await createBot(ctx, secrets, { token })
    expect(bot).toMatchObject({
      status: 'checking',
      tokenHint: token.slice(-4),
      intake: 'polling',
      enabled: true,
      telegramId: null,
      synced: false,
      menu: { commands: [], button: { kind: 'default' } },
      health: { checkedAt: null, reachable: null },
    })
    expect(on.wakes.at(-1)).toMatchObject({ job: botSync, payload: { botId: bot.id } })
    const row = await stored(ctx, bot.id)
    expect(secrets.decrypt(tokenPlace(ctx.workspaceId, bot.id), String(row.token_cipher))).toBe(token)
    const shown = [bot, await getBot(ctx, bot.id), await listBots(ctx), row]
    expect(JSON.stringify(shown)).not.toContain(token.slice(10))
    const told = await withTx(ctx, (tx) => tx.sql`select name from events`)
    expect(told).toEqual([{ name: 'bot.changed' }])
  })

  test('stands in a workspace once, and in as many workspaces as like', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const token = testToken()
    await testBot(ctx, { token })
    await expect(createBot(ctx, secrets, { token })).rejects.toMatchObject({ code: 'conflict' })
    await expect(createBot(other, secrets, { token })).resolves.toMatchObject({ status: 'checking' })
  })

  test('is changed by the field, and two editors notice each other', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx)
    const menu = BotMenu.parse({ commands: [{ command: 'start', description: { uk: 'Почати' } }] })
    const changed = await updateBot(ctx, id, {
      name: 'Авто',
      adminChatId: '-100200',
      leadWindowDays: 7,
      menu,
      version: 1,
    })
    expect(changed).toMatchObject({
      name: 'Авто',
      adminChatId: '-100200',
      leadWindowDays: 7,
      menu,
      version: 2,
      synced: false,
    })
    expect(on.wakes.at(-1)).toMatchObject({ job: botSync, payload: { botId: id } })
    await expect(updateBot(ctx, id, { name: 'Інше', version: 1 })).rejects.toMatchObject({ code: 'conflict' })
    const again = await updateBot(ctx, id, { adminChatId: null, enabled: false })
    expect(again).toMatchObject({
      name: 'Авто',
      adminChatId: null,
      leadWindowDays: 7,
      menu,
      enabled: false,
      version: 3,
    })
  })

  test('takes a new token of the same bot only, and the old webhook secret opens nothing from then on', async () => {
    const ctx = await on.workspace()
    const token = testToken(777_001)
    const id = await testBot(ctx, { token })
    const claim = await claimSync(ctx, { botId: id, leaseMs: lease })
    await prepareWebhook(ctx, claim!, 'old')
    await expect(rotateBotToken(ctx, secrets, id, testToken(777_002))).rejects.toMatchObject({
      code: 'unprocessable',
    })
    expect((await findWebhook(on.db, id))?.secretHash).toBe('old')
    const fresh = `777001:${'B'.repeat(35)}`
    expect(await rotateBotToken(ctx, secrets, id, fresh)).toMatchObject({
      status: 'checking',
      tokenHint: 'BBBB',
    })
    expect(await findWebhook(on.db, id)).toEqual({ workspaceId: ctx.workspaceId, secretHash: null })
    const next = await claimSync(ctx, { botId: id, leaseMs: lease })
    expect(secrets.decrypt(tokenPlace(ctx.workspaceId, id), next!.tokenCipher)).toBe(fresh)
  })

  test('goes into the bin and comes back as it was, unless it was added anew meanwhile', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    const id = await testBot(ctx, { token })
    await updateBot(ctx, id, { name: 'Авто' })
    await deleteBot(ctx, id)
    await deleteBot(ctx, id)
    expect(on.wakes.at(-1)).toMatchObject({ job: botSync, payload: { botId: id } })
    expect((await listBots(ctx)).data).toEqual([])
    expect((await listBots(ctx, { deleted: true })).data.map((b) => b.id)).toEqual([id])
    expect(await findWebhook(on.db, id)).toBeUndefined()
    await expect(updateBot(ctx, id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    const copy = await testBot(ctx, { token })
    await expect(restoreBot(ctx, id)).rejects.toMatchObject({ code: 'conflict' })
    await deleteBot(ctx, copy)
    expect(await restoreBot(ctx, id)).toMatchObject({ id, name: 'Авто', deletedAt: null, synced: false })
  })

  test('a diagnosis asks for a fresh look; a test message is a delivery to the admin chat', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx)
    expect(await diagnoseBot(ctx, id, { sendTest: false })).toMatchObject({ synced: false })
    await expect(diagnoseBot(ctx, id, { sendTest: true })).rejects.toMatchObject({ code: 'unprocessable' })
    await updateBot(ctx, id, { adminChatId: '-42' })
    await diagnoseBot(ctx, id, { sendTest: true })
    const sent = await withTx(ctx, (tx) => tx.sql`select lane, channel, state, request from deliveries`)
    expect(sent).toMatchObject([
      {
        lane: `telegram:${id}:-42`,
        channel: 'telegram',
        state: 'pending',
        request: { method: 'sendMessage', params: { chat_id: '-42' } },
      },
    ])
  })

  test('another workspace neither sees nor changes it, and lower roles change nothing', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const id = await testBot(ctx)
    const acts: ((c: Context) => Promise<unknown>)[] = [
      (c) => updateBot(c, id, { name: 'x' }),
      (c) => rotateBotToken(c, secrets, id, testToken()),
      (c) => deleteBot(c, id),
      (c) => restoreBot(c, id),
      (c) => diagnoseBot(c, id, { sendTest: false }),
      (c) => updateBotChannel(c, { botId: id, channelId: randomUUID() }, { imports: true }),
    ]
    for (const act of [...acts, (c: Context) => getBot(c, id), (c: Context) => listBotChannels(c, id)]) {
      await expect(act(other)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect((await listBots(other)).data).toEqual([])
    for (const role of otherRoles(writers)) {
      for (const act of [...acts, (c: Context) => createBot(c, secrets, { token: testToken() })]) {
        await expect(act(as(ctx, role)), role).rejects.toMatchObject({ code: 'forbidden' })
      }
    }
    await expect(listBots(as(ctx, 'DEALER'))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getBot(ctx, id)).toMatchObject({ version: 1, deletedAt: null })
  })
})

describe('the claim to tell Telegram of a bot', () => {
  test('is held by one at a time, and who lost it writes nothing', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    const first = await claimSync(ctx, { botId: id, leaseMs: lease })
    expect(first).toMatchObject({ fence: 1, version: 1, changed: true, intake: 'polling', deleted: false })
    expect(await claimSync(ctx, { botId: id, leaseMs: lease })).toBeNull()
    await withTx(ctx, (tx) => tx.sql`update bot_configs set sync_lease_until = now() - interval '1 second'`)
    const second = await claimSync(ctx, { botId: id, leaseMs: lease })
    expect(second!.fence).toBe(2)
    expect(await prepareWebhook(ctx, first!, 'late')).toBe(false)
    await finishSync(ctx, first!, good(1))
    expect(await getBot(ctx, id)).toMatchObject({ status: 'checking', telegramId: null })
    expect(await prepareWebhook(ctx, second!, 'hash')).toBe(true)
    await finishSync(ctx, second!, good(55))
    expect(await getBot(ctx, id)).toMatchObject({
      status: 'ready',
      telegramId: 55,
      username: 'cartie_bot',
      name: 'Cartie',
      synced: true,
      health: { reachable: true, error: null },
    })
    expect((await getBot(ctx, id)).health.checkedAt).toMatch(/^20.*Z$/)
  })

  test('a change meanwhile is told too, a failure is tried again later, and a name that a person gave stays', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    const claim = await claimSync(ctx, { botId: id, leaseMs: lease })
    await updateBot(ctx, id, { name: 'Авто' })
    const before = on.wakes.length
    await finishSync(ctx, claim!, good(56))
    expect(on.wakes.slice(before)).toMatchObject([{ job: botSync, payload: { botId: id } }])
    expect(await getBot(ctx, id)).toMatchObject({ name: 'Авто', synced: false })
    const again = await claimSync(ctx, { botId: id, leaseMs: lease })
    await finishSync(ctx, again!, {
      ...good(56),
      health: { reachable: false, error: 'ECONNREFUSED', webhook: null },
      retryAfterMs: 30_000,
    })
    expect(await getBot(ctx, id)).toMatchObject({
      synced: false,
      health: { reachable: false, error: 'ECONNREFUSED' },
    })
    expect(await claimSync(ctx, { botId: id, leaseMs: lease })).toBeNull()
  })

  test('one bot that was added twice at once is refused the second time', async () => {
    const ctx = await on.workspace()
    const ids = await Promise.all(
      [1, 2].map(async () => (await createBot(ctx, secrets, { token: testToken(888_001) })).id),
    )
    for (const botId of ids) {
      const claim = await claimSync(ctx, { botId, leaseMs: lease })
      await finishSync(ctx, claim!, good(888_001))
    }
    const bots = await Promise.all(ids.map((id) => getBot(ctx, id)))
    expect(bots.map((b) => [b.status, b.telegramId])).toEqual([
      ['ready', 888_001],
      ['refused', null],
    ])
    expect(bots[1]!.health.error).toContain('a second time')
  })

  test('bots that Telegram was not told of are found and woken; those in hand, or told, are not', async () => {
    const ctx = await on.workspace()
    const [waiting, held, told, gone] = await Promise.all(
      [1, 2, 3, 4].map(async () => (await createBot(ctx, secrets, { token: testToken() })).id),
    )
    await deleteBot(ctx, gone!)
    await withTx(ctx, (tx) => tx.sql`update bot_configs set updated_at = now() - interval '1 minute'`)
    await claimSync(ctx, { botId: held!, leaseMs: lease })
    const claim = await claimSync(ctx, { botId: told!, leaseMs: lease })
    await finishSync(ctx, claim!, good(57))
    const woken = async () => {
      const before = on.wakes.length
      await wakeBots(on.db)
      return on.wakes.slice(before).flatMap((w) => {
        const { workspaceId, botId } = w.payload as { workspaceId: string; botId: string }
        return workspaceId === ctx.workspaceId ? [botId] : []
      })
    }
    expect((await woken()).sort()).toEqual([waiting, gone].sort())
    await withTx(
      ctx,
      (tx) => tx.sql`
        update bot_configs set health = '{"checkedAt": "2026-01-01T00:00:00.000Z"}' where id = ${told!}`,
    )
    expect(await woken()).toContain(told)
  })

  test('is closed to other workspaces and lower roles', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const id = await testBot(ctx)
    expect(await claimSync(other, { botId: id, leaseMs: lease })).toBeNull()
    const claim = await claimSync(ctx, { botId: id, leaseMs: lease })
    expect(await prepareWebhook(other, claim!, 'x')).toBe(false)
    await finishSync(other, claim!, { ...good(1), status: 'refused' })
    expect((await getBot(ctx, id)).status).toBe('ready')
    for (const role of otherRoles(writers)) {
      const low = as(ctx, role)
      await expect(claimSync(low, { botId: id, leaseMs: lease })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(prepareWebhook(low, claim!, 'x')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(finishSync(low, claim!, good(1))).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('the claim to poll a bot', () => {
  const mine = async (ctx: Context) =>
    (await claimPolls(on.db, { limit: 100, leaseMs: lease })).filter((b) => b.workspaceId === ctx.workspaceId)

  test('exactly one of many processes gets it, and the next one when it is given back', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx, { intake: 'polling' })
    const claims = (await Promise.all(Array.from({ length: 8 }, () => mine(ctx)))).flat()
    expect(claims).toMatchObject([{ id, fence: 1, version: 1, offset: null }])
    expect(await keepPoll(ctx, claims[0]!, lease)).toBe(true)
    await endPoll(ctx, claims[0]!, { look: false })
    const [next] = await mine(ctx)
    expect(next).toMatchObject({ id, fence: 2 })
    expect(await keepPoll(ctx, claims[0]!, lease)).toBe(false)
    await endPoll(ctx, claims[0]!, { look: false })
    await notePolling(ctx, claims[0]!, 'late')
    expect(await mine(ctx)).toEqual([])
    expect((await getBot(ctx, id)).health.polling).toBeNull()
  })

  test('ends with any change of the bot; a bot that is off, refused, in the bin or not told of is not polled', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx, { intake: 'polling' })
    const [claim] = await mine(ctx)
    await updateBot(ctx, id, { name: 'Авто' })
    expect(await keepPoll(ctx, claim!, lease)).toBe(false)
    await endPoll(ctx, claim!, { look: false })
    expect(await mine(ctx)).toEqual([])
    const set = (change: string) =>
      withSystemTx(on.db, async ({ sql }) => {
        await sql`
          update bot_configs set synced_version = version, status = 'ready', intake = 'polling', enabled = true,
            deleted_at = null, poll_lease_until = null where id = ${id}`
        await sql.unsafe(`update bot_configs set ${change} where id = $1`, [id])
      })
    for (const change of [
      `intake = 'webhook'`,
      `enabled = false`,
      `status = 'refused'`,
      `deleted_at = now()`,
    ]) {
      await set(change)
      expect(await mine(ctx), change).toEqual([])
    }
    await set(`poll_offset = 0`)
    expect(await mine(ctx)).toHaveLength(1)
  })

  test('the place of the next update counts for six days', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx, { intake: 'polling' })
    const after = async (days: number) => {
      await withTx(
        ctx,
        (tx) => tx.sql`
          update bot_configs set poll_offset = 900001, poll_lease_until = null,
            last_update_at = now() - ${days} * interval '1 day' where id = ${id}`,
      )
      return (await mine(ctx))[0]?.offset
    }
    expect(await after(5)).toBe(900_001)
    expect(await after(7)).toBeNull()
  })

  test('a trouble is shown once, and a look is asked for', async () => {
    const ctx = await on.workspace()
    const id = await testBot(ctx, { intake: 'polling' })
    const [claim] = await mine(ctx)
    await notePolling(ctx, claim!, 'Conflict: terminated by other getUpdates request')
    await notePolling(ctx, claim!, 'Conflict: terminated by other getUpdates request')
    expect((await getBot(ctx, id)).health.polling).toContain('other getUpdates')
    const changes = await withTx(ctx, (tx) => tx.sql`select from events where name = 'bot.changed'`)
    expect(changes).toHaveLength(2)
    await endPoll(ctx, claim!, { look: true })
    expect(on.wakes.at(-1)).toMatchObject({ job: botSync, payload: { botId: id } })
    expect((await getBot(ctx, id)).synced).toBe(false)
  })

  test('is closed to other workspaces and lower roles', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await testBot(ctx, { intake: 'polling' })
    const [claim] = await mine(ctx)
    expect(await keepPoll(other, claim!, lease)).toBe(false)
    await endPoll(other, claim!, { look: true })
    await notePolling(other, claim!, 'x')
    expect(await keepPoll(ctx, claim!, lease)).toBe(true)
    expect(await getBot(ctx, claim!.id)).toMatchObject({ synced: true, health: { polling: null } })
    for (const role of otherRoles(writers)) {
      const low = as(ctx, role)
      await expect(keepPoll(low, claim!, lease)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(endPoll(low, claim!, { look: false })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(notePolling(low, claim!, 'x')).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('channels of a bot', () => {
  test('have rules by which posts become cars', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const id = await testBot(ctx)
    const [row] = await withTx(
      ctx,
      (tx) => tx.sql<[{ id: string }]>`
        insert into bot_channels (workspace_id, bot_id, chat_id, kind, title)
        values (${ctx.workspaceId}, ${id}, '-1001', 'channel', 'Авто Львів') returning id`,
    )
    const place = { botId: id, channelId: row.id }
    expect((await listBotChannels(ctx, id)).data).toMatchObject([
      { id: row.id, imports: false, rules: { keywords: [], overrides: {}, status: 'PENDING' } },
    ])
    const rules = ImportRules.parse({
      minYear: 2015,
      maxPrice: { amount: 30_000, currency: 'USD' },
      keywords: ['продаж'],
      overrides: { location: 'Львів' },
      status: 'AVAILABLE',
    })
    expect(await updateBotChannel(ctx, place, { imports: true, rules })).toMatchObject({
      imports: true,
      rules,
    })
    expect(await updateBotChannel(ctx, place, { imports: false })).toMatchObject({ imports: false, rules })
    await expect(updateBotChannel(other, place, { imports: true })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(ImportRules.safeParse({ minYear: 2020, maxYear: 2010 }).success).toBe(false)
  })
})
