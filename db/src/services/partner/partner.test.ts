import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PartnerDetail, PartnerQuery, type PartnerCreate } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-chat.ts'
import { testRequest } from '../../testing/test-request.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { changePartnerStatus } from './change-status.ts'
import { createPartner } from './create.ts'
import { deletePartner } from './delete.ts'
import { getPartner } from './get.ts'
import { invitePartner } from './invite.ts'
import { listPartners } from './list.ts'
import { removePartnerUser } from './remove-user.ts'
import { restorePartner } from './restore.ts'
import { revokeInvite } from './revoke-invite.ts'
import { updatePartner } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const create = (ctx: Context, more: Partial<PartnerCreate> = {}) =>
  createPartner(ctx, { name: 'Автохаус Львів', ...more })
const list = (ctx: Context, query: Record<string, unknown> = {}) =>
  listPartners(ctx, PartnerQuery.parse(query))
const names = async (ctx: Context, query: Record<string, unknown> = {}) =>
  (await list(ctx, query)).data.map((one) => one.name)
const eventsOf = (ctx: Context) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ name: string; payload: unknown }[]>`select name, payload from events order by id`,
  )
const botWithName = async (ctx: Context) => {
  const botId = await testBot(ctx)
  await withTx(ctx, ({ sql }) => sql`update bot_configs set username = 'cartie_bot' where id = ${botId}`)
  return botId
}

const verbs: Record<string, (ctx: Context, id: string) => Promise<unknown>> = {
  update: (ctx, id) => updatePartner(ctx, id, { name: 'New' }),
  changeStatus: (ctx, id) => changePartnerStatus(ctx, id, { status: 'BLOCKED' }),
  delete: (ctx, id) => deletePartner(ctx, id),
  restore: (ctx, id) => restorePartner(ctx, id),
  invite: (ctx, id) => invitePartner(ctx, id, { days: 1 }),
  revokeInvite: (ctx, id) => revokeInvite(ctx, { partnerId: id, inviteId: randomUUID() }),
  removeUser: (ctx, id) => removePartnerUser(ctx, { partnerId: id, userId: randomUUID() }),
}

describe.each(Object.entries(verbs))('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await create(ctx)
    const before = await getPartner(ctx, id)
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER']))
      await expect(run(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(run(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await getPartner(ctx, id)).toEqual(before)
    expect(await eventsOf(ctx)).toHaveLength(1)
  })
})

describe('a partner', () => {
  test('is read by staff of its workspace alone', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await create(ctx)
    for (const role of ['DEALER', 'VIEWER'] as const) {
      await expect(list(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getPartner(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await getPartner(as(ctx, 'OPERATOR'), id)).id).toBe(id)
    expect(await names(other)).toEqual([])
    await expect(getPartner(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(createPartner(as(ctx, 'OPERATOR'), { name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('keeps what is written of it, each change once, and says who saw an older version', async () => {
    const ctx = await on.workspace()
    const made = await create(ctx, { makes: ['бмв', 'BMW', 'ауді'], phone: '+380671234567', city: 'Львів' })
    expect(made).toMatchObject({
      kind: 'company',
      status: 'ACTIVE',
      makes: ['BMW', 'Audi'],
      people: 0,
      version: 1,
    })
    expect(made.scorecard.score).toBeNull()
    const changed = await updatePartner(ctx, made.id, { city: '', notes: 'надійні', version: 1 })
    expect(changed).toMatchObject({ city: null, notes: 'надійні', phone: '+380671234567', version: 2 })
    expect((await updatePartner(ctx, made.id, { notes: 'надійні' })).version).toBe(2)
    await expect(updatePartner(ctx, made.id, { name: 'x', version: 1 })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await eventsOf(ctx)).toHaveLength(2)
    expect(PartnerDetail.parse(await getPartner(ctx, made.id))).toMatchObject({ users: [], invites: [] })
  })

  test('is found by the beginnings of its words, its make and its state', async () => {
    const ctx = await on.workspace()
    await create(ctx, { makes: ['BMW'], city: 'Київ' })
    const blocked = await create(ctx, { name: 'Беркут авто', makes: ['Kia'] })
    await create(ctx, { name: 'Ґалактика' })
    await changePartnerStatus(ctx, blocked.id, { status: 'BLOCKED' })
    expect(await names(ctx, { q: 'автох ки' })).toEqual(['Автохаус Львів'])
    expect(await names(ctx, { q: 'kia' })).toEqual(['Беркут авто'])
    expect(await names(ctx, { status: 'BLOCKED' })).toEqual(['Беркут авто'])
    expect(new Set(await names(ctx, { make: 'BMW' }))).toEqual(new Set(['Автохаус Львів', 'Ґалактика']))
    await updatePartner(ctx, blocked.id, { name: 'Сокіл' })
    expect(await names(ctx, { q: 'беркут' })).toEqual([])
    expect(await names(ctx, { q: 'сокіл' })).toEqual(['Сокіл'])
  })

  test('pages of the list hold each once, also where names repeat, whoever comes meanwhile', async () => {
    const ctx = await on.workspace()
    for (let i = 0; i < 7; i++) await create(ctx, { name: i < 5 ? 'Однакова' : `Назва ${i}` })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await list(ctx, { limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map((one) => one.id))
      await create(ctx, { name: 'А перша' })
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(7)
    await expect(list(ctx, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('the bin takes it and gives it back', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await deletePartner(ctx, id)
    await deletePartner(ctx, id)
    expect(await names(ctx)).toEqual([])
    expect(await names(ctx, { deleted: 'true' })).toEqual(['Автохаус Львів'])
    await expect(updatePartner(ctx, id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await restorePartner(ctx, id)).deletedAt).toBeNull()
    expect(await names(ctx)).toEqual(['Автохаус Львів'])
    expect((await eventsOf(ctx)).map((e) => e.name)).toEqual(Array(3).fill('partner.changed'))
  })
})

describe('an invitation', () => {
  test('is a link of a bot that runs, which no two share and nobody guesses', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await expect(invitePartner(ctx, id, { days: 1 })).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: '/botId', code: 'no_bot' }],
    })
    const botId = await botWithName(ctx)
    const [a, b] = [
      await invitePartner(ctx, id, { days: 14 }),
      await invitePartner(ctx, id, { botId, days: 1 }),
    ]
    expect(a.link).toMatch(/^https:\/\/t\.me\/cartie_bot\?start=partner_[A-Za-z0-9_-]{32}$/)
    expect(a.link).not.toBe(b.link)
    expect(Date.parse(a.expiresAt) - Date.parse(a.createdAt)).toBe(14 * 86_400_000)
    expect((await getPartner(ctx, id)).invites.map((one) => one.id).toSorted()).toEqual(
      [a.id, b.id].toSorted(),
    )
    await revokeInvite(ctx, { partnerId: id, inviteId: a.id })
    await revokeInvite(ctx, { partnerId: id, inviteId: a.id })
    expect((await getPartner(ctx, id)).invites.map((one) => one.id)).toEqual([b.id])
    await changePartnerStatus(ctx, id, { status: 'BLOCKED' })
    await expect(invitePartner(ctx, id, { days: 1 })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the scorecard', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 9, 1, 12) + minutes * 60_000).toISOString()

  /** A request that reached a partner at minute 0, and what they offered for it. */
  async function asked(
    ctx: Context,
    partnerId: string,
    {
      status = 'COLLECTING_VARIANTS',
      reached = true,
      offers = [],
    }: {
      status?: string
      reached?: boolean
      offers?: {
        status?: string
        /** It was approved before it came to where it is. */
        approved?: boolean
        minutes?: number
        price?: number
        currency?: string
        deleted?: boolean
      }[]
    },
  ) {
    const botId = await testBot(ctx)
    const requestId = await testRequest(ctx, {
      status,
      published_at: at(0),
      budget_max_minor: 20_000_00,
      currency: 'USD',
    })
    await withTx(ctx, async ({ sql }) => {
      await sql`
        insert into request_posts (workspace_id, request_id, bot_id, chat_id, target, partner_id, state, due_at, message_id)
        values (${ctx.workspaceId}, ${requestId}, ${botId}, '1', 'partner', ${partnerId},
          ${reached ? 'posted' : 'cancelled'}, ${at(0)}, ${reached ? 1 : null})`
      for (const [n, offer] of offers.entries()) {
        const [row] = await sql<[{ id: string }]>`
          insert into request_variants (workspace_id, request_id, number, status, source, partner_id, title, price_minor,
            currency, created_at, deleted_at)
          values (${ctx.workspaceId}, ${requestId}, ${n + 1}, ${offer.status ?? 'SUBMITTED'}, 'telegram', ${partnerId},
            'BMW X5', ${offer.price === undefined ? null : offer.price * 100}, ${offer.currency ?? 'USD'},
            ${at(offer.minutes ?? 10)}, ${offer.deleted ? at(20) : null}) returning id`
        if (offer.approved)
          await sql`
            insert into request_activities (workspace_id, request_id, variant_id, type, payload, actor)
            values (${ctx.workspaceId}, ${requestId}, ${row.id}, 'variant_status_changed',
              '{"changes":{"status":{"from":"SUBMITTED","to":"APPROVED"}}}', 'system')`
      }
    })
  }

  test('tells what reached a partner, what it answered, how fast, how well and how near the budget', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await asked(ctx, id, {
      offers: [
        { status: 'APPROVED', minutes: 10, price: 19_000 },
        { status: 'REJECTED', minutes: 50, price: 25_000 },
      ],
    })
    await asked(ctx, id, { status: 'WON', offers: [{ status: 'ACCEPTED', minutes: 30, price: 20_000 }] })
    await asked(ctx, id, { offers: [{ minutes: 90, price: 900_000, currency: 'UAH' }] })
    await asked(ctx, id, {})
    await asked(ctx, id, { reached: false })
    await asked(ctx, id, { offers: [{ deleted: true }] })
    const { scorecard } = await getPartner(ctx, id)
    expect(scorecard).toEqual({
      requests: 5,
      answered: 3,
      variants: 4,
      approved: 2,
      won: 1,
      responseMinutes: 30,
      hitRate: 2 / 3,
      priceAccuracy: 1,
      score: 64,
    })
    expect((await list(ctx)).data[0]!.scorecard).toEqual(scorecard)
  })

  test('what the end of a request declined counts as approved only if a person had approved it', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await asked(ctx, id, {
      status: 'WON',
      offers: [
        { status: 'DECLINED', approved: true },
        { status: 'DECLINED' },
        { status: 'REJECTED', approved: true },
      ],
    })
    const { scorecard, months } = await getPartner(ctx, id)
    expect(scorecard).toMatchObject({ variants: 3, approved: 1, hitRate: 1 / 2 })
    expect(months.find((one) => one.month === '2026-10')).toMatchObject({ variants: 3, approved: 1 })
  })

  test('of a partner who answered without a post of its own runs from the publication', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await asked(ctx, id, { reached: false, offers: [{ minutes: 45, price: 22_000 }] })
    expect((await getPartner(ctx, id)).scorecard).toMatchObject({
      requests: 1,
      answered: 1,
      responseMinutes: 45,
      hitRate: null,
      priceAccuracy: 0.9,
    })
  })

  test('holds nothing of other partners', async () => {
    const ctx = await on.workspace()
    const [a, b] = [await create(ctx), await create(ctx, { name: 'Інший' })]
    await asked(ctx, a.id, { offers: [{ status: 'APPROVED' }] })
    expect((await getPartner(ctx, b.id)).scorecard).toMatchObject({ requests: 0, score: null })
  })

  test('the year has twelve months, each with its own', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await asked(ctx, id, { offers: [{ status: 'APPROVED' }, {}] })
    const { months, recent } = await getPartner(ctx, id)
    expect(months).toHaveLength(12)
    expect(months.at(-1)!.month).toBe(new Date().toISOString().slice(0, 7))
    expect(months.find((one) => one.month === '2026-10')).toEqual({
      month: '2026-10',
      requests: 1,
      variants: 2,
      approved: 1,
      won: 0,
    })
    expect(recent).toHaveLength(2)
  })
})

test('rows of partners belong to one workspace for the database too', async () => {
  const [ctx, other] = [await on.workspace(), await on.workspace()]
  const { id } = await create(ctx)
  await botWithName(ctx)
  await invitePartner(ctx, id, { days: 1 })
  for (const table of ['partners', 'partner_users', 'partner_invites']) {
    const seen = await withTx(other, (tx) => tx.sql`select from ${tx.sql(table)}`)
    expect([table, seen.length]).toEqual([table, 0])
  }
})
