import { randomUUID } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions, type Role } from '@cartie/shared/domain/roles'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { removeMember } from '../member/remove.ts'
import { updateMember } from '../member/update.ts'
import { createPasswordLink } from './create.ts'
import { showPasswordLink } from './show.ts'
import { usePasswordLink } from './use.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 12 })
})
afterAll(() => on.close())

const tokenFor = async (ctx: Context, userId: string) =>
  (await createPasswordLink(ctx, userId)).path.split('/').at(-1)!
const join = (ctx: Context, userId: string, role: Role) =>
  withTx(
    ctx,
    ({ sql }) =>
      sql`insert into members (workspace_id, user_id, role) values (${ctx.workspaceId}, ${userId}, ${role})`,
  )
const password = (n: number) => `a new password ${n}`

test('a link is made by who may, for roles up to their own, in their own workspace', async () => {
  const [ctx, other] = [await on.workspace(), await on.workspace()]
  const [owner, manager] = [await addMember(ctx, 'OWNER'), await addMember(ctx, 'MANAGER')]
  for (const role of otherRoles(permissions['members.write']))
    await expect(createPasswordLink(as(ctx, role), manager)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createPasswordLink(as(ctx, 'ADMIN'), owner)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createPasswordLink(other, manager)).rejects.toMatchObject({ code: 'not_found' })
  await expect(createPasswordLink(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  expect(await tokenFor(as(ctx, 'ADMIN'), manager)).toBeTruthy()
})

test('ten uses at once set one password, end every session, and the link is spent', async () => {
  const ctx = await on.workspace()
  const userId = await addMember(ctx, 'MANAGER')
  await withSystemTx(
    on.db,
    ({ sql }) => sql`
      insert into sessions (user_id, token, expires_at) values (${userId}, ${randomUUID()}, now() + interval '1 day')`,
  )
  const token = await tokenFor(ctx, userId)
  expect(await showPasswordLink(ctx, token)).toMatchObject({ company: { name: 'Test' } })
  const ends = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) => usePasswordLink(ctx, token, { password: password(i) })),
  )
  const won = ends.findIndex((end) => end.status === 'fulfilled')
  expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
  const { accounts, sessions } = await withSystemTx(on.db, async ({ sql }) => ({
    accounts: await sql<{ password: string }[]>`select password from accounts where user_id = ${userId}`,
    sessions: await sql`select 1 from sessions where user_id = ${userId}`,
  }))
  expect(accounts).toHaveLength(1)
  expect(await verifyPassword({ hash: accounts[0]!.password, password: password(won) })).toBe(true)
  expect(sessions).toHaveLength(0)
  await expect(usePasswordLink(ctx, token, { password: password(1) })).rejects.toMatchObject({
    code: 'not_found',
  })
})

describe('a password opens every workspace of a person, so a link', () => {
  test('is not made for who belongs elsewhere, unless one might do the same there', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const userId = await addMember(ctx, 'MANAGER')
    const me = {
      ...ctx,
      actor: { kind: 'user' as const, id: await addMember(ctx, 'OWNER'), role: 'OWNER' as const },
    }
    await join(other, userId, 'OWNER')
    await expect(createPasswordLink(me, userId)).rejects.toMatchObject({ code: 'conflict' })
    await join(other, me.actor.id, 'ADMIN')
    await expect(createPasswordLink(me, userId)).rejects.toMatchObject({ code: 'conflict' })
    await withTx(other, ({ sql }) => sql`update members set role = 'MANAGER' where user_id = ${userId}`)
    expect(await tokenFor(me, userId)).toBeTruthy()
  })

  test.each([
    [
      'joins another workspace',
      async (_: Context, userId: string) => join(await on.workspace(), userId, 'OWNER'),
    ],
    [
      'gets a higher role',
      async (ctx: Context, userId: string) => updateMember(ctx, userId, { role: 'OWNER' }),
    ],
    ['leaves', async (ctx: Context, userId: string) => removeMember(ctx, userId)],
    ['gets another link', async (ctx: Context, userId: string) => tokenFor(ctx, userId)],
  ])('ends when the person %s', async (_, happen) => {
    const ctx = await on.workspace()
    const userId = await addMember(ctx, 'MANAGER')
    const token = await tokenFor(as(ctx, 'ADMIN'), userId)
    await happen(ctx, userId)
    await expect(usePasswordLink(ctx, token, { password: password(0) })).rejects.toMatchObject({
      code: expect.stringMatching(/^(not_found|conflict)$/) as string,
    })
  })

  test('ends when who made it loses their role', async () => {
    const ctx = await on.workspace()
    const [admin, userId] = [await addMember(ctx, 'ADMIN'), await addMember(ctx, 'MANAGER')]
    const token = await tokenFor({ ...ctx, actor: { kind: 'user', id: admin, role: 'ADMIN' } }, userId)
    await removeMember(ctx, admin)
    await expect(showPasswordLink(ctx, token)).rejects.toMatchObject({ code: 'not_found' })
  })
})
