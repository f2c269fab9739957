import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import { withSystemTx } from '../../client.ts'
import { WorkspacePatch } from '@cartie/shared/schemas/workspace'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listMemberships } from '../member/list-memberships.ts'
import { listScenarios } from '../scenario/list.ts'
import { addMember } from '../../testing/test-members.ts'
import { createWorkspace } from './create.ts'
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
