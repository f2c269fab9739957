import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { CapturedLead } from '@cartie/shared/schemas/lead'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { captureLead } from './capture.ts'
import { changeLeadStatus } from './change-status.ts'
import { createLead } from './create.ts'
import { deleteLead } from './delete.ts'
import { getLead } from './get.ts'
import { storyOfLead } from './story.ts'

const pool = 12
let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool })
})
afterAll(() => on.close())

const phone = '067 123 45 67'
const e164 = '+380671234567'
const capture = (ctx: Context, input: Partial<LeadCapture>) =>
  captureLead(ctx, { source: 'telegram', ...input })
const leadsOf = (ctx: Context) =>
  withTx(
    ctx,
    (tx) =>
      tx.sql<{ id: string; phone: string | null }[]>`select id, phone from leads order by created_at, id`,
  )
const eventsOf = async (ctx: Context) =>
  (await withTx(ctx, (tx) => tx.sql<{ name: string }[]>`select name from events order by id`)).map(
    (e) => e.name,
  )
const activitiesOf = (ctx: Context, id: string) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ type: string; payload: Record<string, unknown>; actor: string }[]>`
      select type, payload, actor from lead_activities where lead_id = ${id} order by id`,
  )
const age = (id: string, days: number) =>
  withSystemTx(
    on.db,
    (tx) =>
      tx.sql`update leads set last_interaction_at = now() - make_interval(days => ${days}) where id = ${id}`,
  )

/** Opens every connection of the pool, so that what is started at once runs at once. */
const warm = (ctx: Context) =>
  Promise.all(Array.from({ length: pool }, () => withTx(ctx, (tx) => tx.sql`select pg_sleep(0.2)`)))

describe('capturing a person', () => {
  test('makes a lead of all that was told, and writes down with what it began', async () => {
    const ctx = await on.workspace()
    const told: Partial<LeadCapture> = {
      name: 'client',
      telegramName: 'Олена Коваль',
      telegramUserId: 77,
      telegramUsername: '@olena',
      phone,
      otherPhones: ['12-34-56'],
      email: 'olena@example.com',
      kind: 'BUY',
      city: 'Київ',
      language: 'uk',
      campaign: 'summer',
      request: 'BMW X5',
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      yearTo: 2020,
      budget: { min: 20_000, max: 35_000.5, currency: 'USD' },
      tags: ['hot'],
      consentAt: '2026-11-01T10:00:00.000Z',
      sourceChatId: '-100123',
    }
    const { lead, outcome } = await capture(ctx, told)
    expect(outcome).toBe('created')
    const { telegramName, ...rest } = told
    expect(lead).toMatchObject({
      ...rest,
      name: telegramName,
      telegramUsername: 'olena',
      phone: e164,
      status: 'NEW',
      source: 'telegram',
      version: 1,
    })
    expect(lead.code).toMatch(/^L-[0-9A-Z]{6}$/)
    expect(CapturedLead.parse({ ...lead, outcome })).toEqual({ ...lead, outcome })
    expect(await activitiesOf(ctx, lead.id)).toMatchObject([
      { type: 'created', payload: { fields: { phone: e164, make: 'BMW', budgetMaxMinor: 3_500_050 } } },
    ])
    expect(await eventsOf(ctx)).toEqual(['lead.created'])
  })

  test('who comes back with a new phone, wish and budget is the same lead, and knows all of them', async () => {
    const ctx = await on.workspace()
    const first = await capture(ctx, {
      telegramUserId: 7,
      phone,
      request: 'BMW X5',
      make: 'BMW',
      model: 'X5',
    })
    const again = await capture(ctx, {
      telegramUserId: 7,
      name: 'Іван',
      phone: '050 111 22 33',
      request: 'або Audi Q7',
      make: 'Audi',
      budget: { min: null, max: 30_000, currency: 'USD' },
      tags: ['hot'],
    })
    expect(again).toMatchObject({
      outcome: 'merged',
      lead: {
        id: first.lead.id,
        code: first.lead.code,
        name: 'Іван',
        phone: '+380501112233',
        otherPhones: [e164],
        request: 'BMW X5\n\nабо Audi Q7',
        make: 'Audi',
        model: null,
        budget: { min: null, max: 30_000, currency: 'USD' },
        tags: ['hot'],
        version: 2,
      },
    })
    const [, merged] = await activitiesOf(ctx, first.lead.id)
    expect(merged).toMatchObject({
      type: 'merged',
      payload: {
        by: 'telegram',
        way: 'captured',
        given: { phone: '+380501112233', request: 'або Audi Q7' },
        changes: { make: { from: 'BMW', to: 'Audi' }, model: { from: 'X5', to: null } },
      },
    })
    expect(await eventsOf(ctx)).toEqual(['lead.created', 'lead.merged'])
    // Both numbers are the person's now.
    for (const number of [phone, '0501112233']) {
      expect((await capture(ctx, { source: 'form', phone: number })).lead.id).toBe(first.lead.id)
    }
  })

  test('fifty at once with one phone are one lead that learned forty-nine times', async () => {
    const ctx = await on.workspace()
    await warm(ctx)
    const captured = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        capture(ctx, { source: 'form', phone, request: `wish ${i}`, tags: [`t${i}`] }),
      ),
    )
    const rows = await leadsOf(ctx)
    expect(rows).toHaveLength(1)
    expect(captured.filter((c) => c.outcome === 'created')).toHaveLength(1)
    expect(captured.filter((c) => c.outcome === 'merged')).toHaveLength(49)
    const lead = await getLead(ctx, rows[0]!.id)
    expect(lead.merges).toHaveLength(49)
    expect(lead.request!.split('\n\n').sort()).toEqual(
      Array.from({ length: 50 }, (_, i) => `wish ${i}`).sort(),
    )
    expect(lead.tags).toHaveLength(50)
    expect(await activitiesOf(ctx, lead.id)).toHaveLength(50)
  })

  test('many new people, each told of by several at once, are as many leads', async () => {
    const ctx = await on.workspace()
    await warm(ctx)
    const told = Array.from({ length: 100 }, (_, i) => {
      const telegramUserId = 1 + Math.floor(i / 5)
      return { telegramUserId, ...(i % 2 ? { phone: `06722233${10 + telegramUserId}` } : {}) }
    })
    await Promise.all(told.map((person) => capture(ctx, person)))
    expect(await leadsOf(ctx)).toHaveLength(20)
  })

  test('at once by phone, by Telegram and by both are one lead still', async () => {
    const ctx = await on.workspace()
    await capture(ctx, { phone, telegramUserId: 5 })
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        capture(ctx, [{ phone }, { telegramUserId: 5 }, { phone, telegramUserId: 5 }][i % 3]!),
      ),
    )
    expect(await leadsOf(ctx)).toHaveLength(1)
  })

  test('a number that nobody can read is kept, and known again beside its name alone', async () => {
    const ctx = await on.workspace()
    const odd = '123-45-67'
    const { lead } = await capture(ctx, { name: 'Іван', phone: odd })
    expect(lead).toMatchObject({ phone: null, otherPhones: [odd] })
    expect((await capture(ctx, { name: 'ІВАН', phone: '1234567' })).lead.id).toBe(lead.id)
    expect((await capture(ctx, { name: 'Петро', phone: odd })).outcome).toBe('created')
    expect((await capture(ctx, { name: 'Іван', phone: '7654321' })).outcome).toBe('created')
  })

  test('after the window the person is a new lead; a bot may have a window of its own', async () => {
    const ctx = await on.workspace()
    const [{ id: botId }] = await withTx(
      ctx,
      (tx) => tx.sql<[{ id: string }]>`
        insert into bot_configs (workspace_id, token_cipher, token_hint, lead_window_days) values (${ctx.workspaceId}, 'x', '0000', 3)
        returning id`,
    )
    const first = await capture(ctx, { phone })
    await age(first.lead.id, 13)
    expect((await capture(ctx, { phone })).lead.id).toBe(first.lead.id)
    await age(first.lead.id, 15)
    const second = await capture(ctx, { phone })
    expect(second.outcome).toBe('created')
    await age(second.lead.id, 2)
    expect((await capture(ctx, { phone, botId })).lead.id).toBe(second.lead.id)
    await age(second.lead.id, 4)
    expect((await capture(ctx, { phone, botId })).outcome).toBe('created')
    expect(await leadsOf(ctx)).toHaveLength(3)
  })

  test('a lost lead opens again when its person is back, a won one stays won beside a new one', async () => {
    const ctx = await on.workspace()
    const { lead } = await capture(ctx, { phone })
    await changeLeadStatus(ctx, lead.id, { status: 'LOST' })
    expect((await capture(ctx, { phone })).lead).toMatchObject({ id: lead.id, status: 'NEW' })
    expect((await eventsOf(ctx)).slice(-2)).toEqual(['lead.merged', 'lead.status_changed'])
    for (const status of ['CONTACTED', 'IN_PROGRESS', 'WON'] as const)
      await changeLeadStatus(ctx, lead.id, { status })
    expect((await capture(ctx, { phone })).outcome).toBe('created')
    expect((await getLead(ctx, lead.id)).status).toBe('WON')
  })

  test('a lead in the bin is nobody’s, and another workspace’s is nobody’s either', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { lead } = await capture(ctx, { phone })
    expect((await capture(other, { phone })).outcome).toBe('created')
    await deleteLead(ctx, lead.id)
    expect((await capture(ctx, { phone })).outcome).toBe('created')
  })

  test('a code names its lead, whatever else the row says; the same row once more is no news', async () => {
    const ctx = await on.workspace()
    const { lead } = await capture(ctx, { phone, name: 'Іван' })
    const row = { source: 'csv' as const, code: lead.code.toLowerCase(), name: 'Іван', phone: e164 }
    expect((await capture(ctx, row)).outcome).toBe('unchanged')
    expect(await activitiesOf(ctx, lead.id)).toHaveLength(1)
    expect(await capture(ctx, { ...row, city: 'Львів' })).toMatchObject({
      outcome: 'merged',
      lead: { id: lead.id, city: 'Львів' },
    })
    expect((await capture(ctx, { ...row, code: 'L-ZZZZZZ', phone: '0501112233' })).outcome).toBe('created')
  })

  test('a code that another lead has is drawn again', async () => {
    const ctx = await on.workspace()
    const draws = [1, 1, 1, 2, 2, 3]
    const random = () => new Uint8Array(6).fill(draws.shift()!)
    const codes: string[] = []
    for (let i = 0; i < 3; i++) {
      codes.push((await captureLead(ctx, { source: 'api', name: `Person ${i}` }, { random })).lead.code)
    }
    expect(codes).toEqual(['L-111111', 'L-222222', 'L-333333'])
    const always = () => new Uint8Array(6).fill(1)
    await expect(
      captureLead(ctx, { source: 'api', name: 'Nobody' }, { random: always }),
    ).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  test('counts with the transaction that it is part of', async () => {
    const ctx = await on.workspace()
    await expect(
      withTx(ctx, async (tx) => {
        await capture({ ...ctx, tx }, { phone })
        throw new Error('the talk failed')
      }),
    ).rejects.toThrow('the talk failed')
    expect(await leadsOf(ctx)).toEqual([])
    expect(await eventsOf(ctx)).toEqual([])
  })

  test('a car of nobody here is left out, and any text can be stored', async () => {
    const ctx = await on.workspace()
    const { lead } = await capture(ctx, {
      name: 'a\u0000b\ud800',
      listingId: randomUUID(),
      request: '\u0000',
    })
    expect(lead.listingId).toBeNull()
    expect(lead.name).not.toContain('\u0000')
  })

  test('a chat’s talks stand in the story, whichever chat told of the person', async () => {
    const ctx = await on.workspace()
    const sessions = [randomUUID(), randomUUID()]
    await capture(ctx, { phone, sessionId: sessions[0]! })
    const { lead } = await capture(ctx, { phone, sessionId: sessions[1]! })
    expect(lead.sessionId).toBe(sessions[1])
    const { data } = await storyOfLead(ctx, lead.id, { order: 'oldest', limit: 50 })
    expect(data.map((e) => e.kind)).toEqual(['activity', 'activity'])
  })

  test.each(otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR']))('%s captures nobody', async (role) => {
    const ctx = await on.workspace()
    await expect(capture(as(ctx, role), { phone })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createLead(as(ctx, role), { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('adding a lead by hand', () => {
  test('tells whether the person was known, and makes another lead where it is asked to', async () => {
    const ctx = await on.workspace()
    const ownerId = await addMember(ctx, 'OPERATOR')
    const first = await createLead(ctx, { name: 'Іван', phone: e164, ownerId })
    expect(first).toMatchObject({ outcome: 'created', source: 'manual', ownerId })
    expect(await createLead(ctx, { name: 'Іван', phone: e164 })).toMatchObject({
      outcome: 'merged',
      id: first.id,
    })
    expect(await createLead(ctx, { name: 'Іван', phone: e164, separate: true })).toMatchObject({
      outcome: 'created',
    })
    expect(
      (await createLead({ ...ctx, actor: { ...ctx.actor, kind: 'apiKey' } }, { name: 'Script' })).source,
    ).toBe('api')
  })

  test('an owner who is no member, or may not work on leads, is refused', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const strangers = [randomUUID(), await addMember(other, 'OPERATOR'), await addMember(ctx, 'VIEWER')]
    for (const ownerId of strangers) {
      await expect(createLead(ctx, { name: 'Іван', ownerId })).rejects.toMatchObject({
        code: 'invalid',
        errors: [{ pointer: '/ownerId' }],
      })
    }
  })
})
