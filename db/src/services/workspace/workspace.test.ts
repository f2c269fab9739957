import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import { withSystemTx } from '../../client.ts'
import { WorkspacePatch } from '@cartie/shared/schemas/workspace'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createLead } from '../lead/create.ts'
import { listLeads } from '../lead/list.ts'
import { listMemberships } from '../member/list-memberships.ts'
import { createRequest } from '../request/create.ts'
import { listScenarios } from '../scenario/list.ts'
import { addMember } from '../../testing/test-members.ts'
import { createWorkspace } from './create.ts'
import { getCompanyPage } from './get-company-page.ts'
import { getWorkspace } from './get.ts'
import { updateWorkspace } from './update.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

describe('a workspace', () => {
  test('changes only what is given', async () => {
    const before = await getWorkspace(ctx)
    const after = await updateWorkspace(ctx, { accent: '#112233' })
    expect(after).toEqual({ ...before, accent: '#112233' })
    expect(await getWorkspace(ctx)).toEqual(after)
  })

  test('has a phone for its clients once somebody says which, and none when it is taken away', async () => {
    expect(await getWorkspace(ctx)).toMatchObject({ phone: null })
    const patch = WorkspacePatch.parse({ phone: '067 123 45 67' })
    expect(await updateWorkspace(ctx, patch)).toMatchObject({ phone: '+380671234567' })
    expect(await updateWorkspace(ctx, { phone: null })).toMatchObject({ phone: null })
  })

  test('stands in Kyiv until somebody says where, and its bots tell the time there', async () => {
    expect(await getWorkspace(ctx)).toMatchObject({ timeZone: 'Europe/Kyiv' })
    expect(await updateWorkspace(ctx, { timeZone: 'America/New_York' })).toMatchObject({
      timeZone: 'America/New_York',
    })
  })

  test('counts in dollars until somebody says otherwise', async () => {
    const own = await db.workspace()
    expect(await getCompanyPage(own)).toMatchObject({ currency: 'USD' })
    await updateWorkspace(own, { currency: 'EUR' })
    expect(await getCompanyPage(own)).toMatchObject({ currency: 'EUR' })
  })

  test('tells visitors when it answers next, once it has told its hours and while it does not answer', async () => {
    const own = await db.workspace()
    expect(await getCompanyPage(own)).toMatchObject({ opens: null })
    const always = Array.from({ length: 7 }, () => ({ from: '00:00', to: '24:00' }))
    await updateWorkspace(own, WorkspacePatch.parse({ workingHours: always }))
    expect(await getCompanyPage(own)).toMatchObject({ opens: null })
    // On another day than today, whichever it is here and in the time zone.
    const weekday = (new Date().getUTCDay() + 2) % 7
    const once = always.map((day, n) => (n === weekday ? { ...day, from: '10:30' } : null))
    await updateWorkspace(own, WorkspacePatch.parse({ workingHours: once }))
    expect(await getCompanyPage(own)).toMatchObject({ opens: { weekday, from: '10:30' } })
    expect(await updateWorkspace(own, { workingHours: null })).toMatchObject({ workingHours: null })
  })

  test.each([
    ['six days', Array.from({ length: 6 }, () => null)],
    [
      'a day that ends before it begins',
      [{ from: '18:00', to: '09:00' }, ...Array.from({ length: 6 }, () => null)],
    ],
    ['an hour that is none', [{ from: '09:00', to: '25:00' }, ...Array.from({ length: 6 }, () => null)]],
  ])('has no week of %s', (_, workingHours) => {
    expect(WorkspacePatch.safeParse({ workingHours }).success).toBe(false)
  })

  test('begins the codes of what is made from then on as it likes; codes that were given are still found', async () => {
    const own = await db.workspace()
    const before = await createLead(own, { name: 'Олена' })
    expect(before.code).toMatch(/^L-/)
    await updateWorkspace(own, { codePrefixes: { lead: 'KLIENT', request: 'AVTO', proposal: 'P' } })
    const made = await Promise.all([1, 2, 3].map((n) => createLead(own, { name: `Ivan ${n}` })))
    for (const { code } of made) expect(code).toMatch(/^KLIENT-[0-9A-Z]{6}$/)
    expect((await createRequest(own, { text: 'BMW X5 2018' })).code).toMatch(/^AVTO-/)
    for (const { code, id } of [before, ...made]) {
      const found = await listLeads(own, {
        limit: 5,
        sort: 'newest',
        q: code.toLowerCase().replace('-', ' '),
      })
      expect(found.data.map((lead) => lead.id)).toEqual([id])
    }
  })

  test.each([
    { lead: 'L', request: 'L', proposal: 'P' },
    { lead: 'l', request: 'R', proposal: 'P' },
    { lead: 'LEADERS', request: 'R', proposal: 'P' },
    { lead: '', request: 'R', proposal: 'P' },
  ])('begins no codes with %j', (codePrefixes) => {
    expect(WorkspacePatch.safeParse({ codePrefixes }).success).toBe(false)
  })

  test('changes alone: another one stays as it is', async () => {
    const other = await db.workspace()
    await updateWorkspace(ctx, { name: 'Only mine', language: 'ru' })
    expect(await getWorkspace(other)).toMatchObject({ name: 'Test', language: 'uk' })
  })

  test.each(otherRoles(permissions['workspace.write']))('is not changed by %s', async (role) => {
    await expect(async () => updateWorkspace(as(ctx, role), { name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a new workspace', () => {
  const person = async (): Promise<Context> => {
    const own = await db.workspace()
    return { ...own, actor: { kind: 'user', id: await addMember(own, 'OWNER'), role: 'OWNER' } }
  }

  test('belongs to who makes it, has the templates, an address of its name, and nothing of the others', async () => {
    const me = await person()
    const made = await createWorkspace(me, { name: 'Автосалон «Дніпро»', language: 'uk' })
    expect(made).toMatchObject({ name: 'Автосалон «Дніпро»', slug: 'avtosalon-dnipro', language: 'uk' })
    const mine = await listMemberships(db.db, me.actor.id!)
    expect(mine.map(({ id, role }) => [id, role])).toEqual([
      [me.workspaceId, 'OWNER'],
      [made.id, 'OWNER'],
    ])
    const inside = { ...me, workspaceId: made.id }
    const { data } = await listScenarios(inside)
    expect(data.length).toBe(scenarioTemplates.length)
    expect((await listScenarios(me)).data).toEqual([])
  })

  test('of a name that is taken has another address, however many are made at once', async () => {
    const people = await Promise.all([person(), person(), person()])
    const made = await Promise.all(people.map((me) => createWorkspace(me, { name: '汽车', language: 'en' })))
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(3)
    expect(made.every(({ slug }) => slug.startsWith('company'))).toBe(true)
  })

  test('is one of twenty that a person owns at most, also of those made at once', async () => {
    const me = await person()
    await withSystemTx(db.db, async ({ sql }) => {
      const rows = await sql<{ id: string }[]>`
        insert into workspaces (name, slug) select 'x', 'x' || n || ${me.workspaceId} from generate_series(1, 17) n
        returning id`
      for (const { id } of rows)
        await sql`insert into members (workspace_id, user_id, role) values (${id}, ${me.actor.id}, 'OWNER')`
    })
    const ends = await Promise.allSettled(
      Array.from({ length: 4 }, () => createWorkspace(me, { name: 'One more', language: 'en' })),
    )
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
  })

  test('is not made by a key', async () => {
    const key = { kind: 'apiKey' as const, id: null, role: 'ADMIN' as const }
    await expect(async () =>
      createWorkspace({ ...ctx, actor: key }, { name: 'x', language: 'uk' }),
    ).rejects.toMatchObject({ code: 'unprocessable' })
  })

  test.each(otherRoles(permissions['workspaces.create']))('is not made by %s', async (role) => {
    await expect(async () =>
      createWorkspace(as(ctx, role), { name: 'x', language: 'uk' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
