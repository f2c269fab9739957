import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leadCapture } from '@cartie/shared/jobs/lead-capture'
import { LeadForm, LeadImportInput, type LeadRow } from '@cartie/shared/schemas/lead-intake'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { importLeads } from './accept.ts'
import { acceptLeadForm } from './accept-form.ts'
import { captureIntake } from './capture.ts'
import { claimIntakes, maxIntakeTries } from './claim.ts'
import { failIntake } from './fail.ts'
import { getLeadImport } from './get-import.ts'
import { listSetAside } from './list-set-aside.ts'
import { wakeIntakes } from './pending.ts'
import { retryIntake } from './retry.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 8 })
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const accept = (ctx: Context, ...rows: LeadRow[]) => importLeads(ctx, LeadImportInput.parse({ rows }))
const claim = (ctx: Context, limit = 100) => claimIntakes(ctx, { limit, leaseMs: 30_000 })
const expire = (ctx: Context) =>
  withSystemTx(
    on.db,
    ({ sql }) => sql`
      update lead_intakes set lease_until = now() - interval '1 second', created_at = now() - interval '5 seconds'
      where workspace_id = ${ctx.workspaceId}`,
  )
const leads = (ctx: Context) =>
  withTx(ctx, ({ sql }) => sql<{ name: string }[]>`select name from leads order by id`)
const events = (ctx: Context) => withTx(ctx, ({ sql }) => sql`select from events where name like 'lead.%'`)

describe('what comes in', () => {
  test('is kept first and rung for, then captured in its order, and the batch tells how far it is', async () => {
    const ctx = await on.workspace()
    on.wakes.length = 0
    const batch = await accept(
      ctx,
      { name: 'A', phone: '0671111111' },
      { name: 'B' },
      { phone: '0671111111', city: 'Київ' },
    )
    expect(batch).toMatchObject({ total: 3, pending: 3 })
    expect(on.wakes).toEqual([{ job: leadCapture, payload: { workspaceId: ctx.workspaceId }, delayMs: 0 }])
    expect(await leads(ctx)).toEqual([])
    const claimed = await claim(ctx)
    expect(claimed.map((i) => (i.given as LeadRow).name)).toEqual(['A', 'B', undefined])
    for (const intake of claimed) await captureIntake(ctx, intake)
    expect(await getLeadImport(ctx, batch.id)).toEqual({ ...batch, pending: 0, created: 2, merged: 1 })
  })

  test('is held by one worker at a time, and captured once however many try', async () => {
    const ctx = await on.workspace()
    await accept(ctx, ...Array.from({ length: 40 }, (_, i) => ({ name: `Person ${i}` })))
    const hands = await Promise.all(Array.from({ length: 8 }, () => claim(ctx, 10)))
    const claimed = hands.flat()
    expect(new Set(claimed.map((i) => i.id)).size).toBe(claimed.length)
    const all = [...claimed, ...(await claim(ctx))]
    expect(all).toHaveLength(40)
    const results = await Promise.all([...all, ...all].map((intake) => captureIntake(ctx, intake)))
    expect(results.filter((r) => r !== null)).toHaveLength(40)
    expect(await leads(ctx)).toHaveLength(40)
    expect(await events(ctx)).toHaveLength(40)
  })

  test('whose worker died before the commit is found and captured by another, once', async () => {
    const ctx = await on.workspace()
    await accept(ctx, { name: 'A' })
    const [dead] = await claim(ctx)
    expect(await claim(ctx)).toEqual([])
    expect(await wakeIntakes(on.db)).toBe(0)
    await expire(ctx)
    on.wakes.length = 0
    expect(await wakeIntakes(on.db)).toBe(1)
    expect(on.wakes.map((w) => w.payload)).toEqual([{ workspaceId: ctx.workspaceId }])
    const [again] = await claim(ctx)
    expect(again).toMatchObject({ id: dead!.id, attempts: 2 })
    expect(await captureIntake(ctx, again!)).toMatchObject({ outcome: 'created' })
    // The first one was only slow: it comes too late and changes nothing.
    expect(await captureIntake(ctx, dead!)).toBeNull()
    await failIntake(ctx, dead!, new Error('late'))
    expect(await leads(ctx)).toHaveLength(1)
    expect((await listSetAside(ctx, { limit: 10 })).data).toEqual([])
    expect(await wakeIntakes(on.db)).toBe(0)
  })

  test('that kills its workers is set aside with the reason, and its neighbours go on', async () => {
    const ctx = await on.workspace()
    const batch = await accept(ctx, { name: 'Poison' }, { name: 'Neighbour' })
    const [poison, neighbour] = await claim(ctx)
    await captureIntake(ctx, neighbour!)
    for (let i = 1; i < maxIntakeTries; i++) {
      await expire(ctx)
      expect(await claim(ctx)).toMatchObject([{ id: poison!.id, attempts: i + 1 }])
    }
    await expire(ctx)
    expect(await claim(ctx)).toEqual([])
    expect(await getLeadImport(ctx, batch.id)).toMatchObject({
      created: 1,
      pending: 0,
      setAside: 1,
      problems: [{ row: 1, error: expect.stringContaining('five times') as string }],
    })
    await retryIntake(ctx, poison!.id)
    const [again] = await claim(ctx)
    expect(await captureIntake(ctx, again!)).toMatchObject({ outcome: 'created' })
    await expect(retryIntake(ctx, poison!.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that no further try can help is set aside at once; the rest waits longer each time', async () => {
    const ctx = await on.workspace()
    await accept(ctx, { name: 'A' }, { name: 'B' })
    await withSystemTx(
      on.db,
      ({ sql }) => sql`
        update lead_intakes set given = '{"source":"csv","yearFrom":"soon"}' where workspace_id = ${ctx.workspaceId} and seq = 1`,
    )
    const [bad, good] = await claim(ctx)
    const error = await captureIntake(ctx, bad!).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unprocessable' })
    expect(await failIntake(ctx, bad!, error)).toBeNull()
    expect((await listSetAside(ctx, { limit: 10 })).data).toMatchObject([
      {
        id: bad!.id,
        row: 1,
        error: expect.stringContaining('yearFrom') as string,
        given: { yearFrom: 'soon' },
      },
    ])
    expect(await failIntake(ctx, good!, new Error('busy'))).toBe(2000)
    expect(await claim(ctx)).toEqual([])
    await expire(ctx)
    const [retried] = await claim(ctx)
    expect(await failIntake(ctx, retried!, new Error('busy'))).toBe(4000)
  })

  test('a thousand rows are accepted in one piece', async () => {
    const ctx = await on.workspace()
    on.wakes.length = 0
    await accept(ctx, ...Array.from({ length: 1000 }, (_, i) => ({ name: `Person ${i}` })))
    expect(on.wakes).toHaveLength(3)
  })

  test('another workspace sees and takes none of it, lower roles neither', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const batch = await accept(ctx, { name: 'Canary' })
    expect(await claim(other)).toEqual([])
    await expect(getLeadImport(other, batch.id)).rejects.toMatchObject({ code: 'not_found' })
    const [mine] = await claim(ctx)
    expect(await captureIntake(other, mine!)).toBeNull()
    await expect(retryIntake(other, mine!.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await leads(other)).toEqual([])
    for (const role of otherRoles(staff)) {
      const low = as(ctx, role)
      const verbs = [
        () => accept(low, { name: 'x' }),
        () => claim(low),
        () => captureIntake(low, mine!),
        () => failIntake(low, mine!, new Error('x')),
        () => retryIntake(low, randomUUID()),
        () => getLeadImport(low, batch.id),
        () => listSetAside(low, { limit: 1 }),
      ]
      for (const verb of verbs) await expect(verb()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('the form of visitors', () => {
  const form = (more: object = {}) =>
    LeadForm.parse({ workspace: 'x', name: 'Олена', phone: '067 123 45 67', consent: true, ...more })

  test('is captured with the moment of the consent', async () => {
    const ctx = await on.workspace()
    await acceptLeadForm(ctx, form({ request: 'Skoda' }))
    const [intake] = await claim(ctx)
    const captured = await captureIntake(ctx, intake!)
    expect(captured!.lead).toMatchObject({ source: 'form', phone: '+380671234567', request: 'Skoda' })
    expect(Date.parse(captured!.lead.consentAt!)).toBeGreaterThan(Date.parse('2026-01-01'))
  })

  test('filled in by a robot is dropped without a trace', async () => {
    const ctx = await on.workspace()
    await acceptLeadForm(ctx, form({ website: 'https://spam.example' }))
    expect(await claim(ctx)).toEqual([])
  })

  test.each([{ consent: false }, { phone: '12' }, { name: '' }, { phone: undefined }])(
    'without what it takes is refused: %j',
    (more) => {
      expect(() => form(more)).toThrow()
    },
  )
})
