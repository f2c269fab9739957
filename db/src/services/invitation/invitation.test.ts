import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listMembers } from '../member/list.ts'
import { createInvitation } from './create.ts'
import { joinByInvitation, type SignedIn } from './join.ts'
import { listInvitations } from './list.ts'
import { revokeInvitation } from './revoke.ts'
import { showInvitation } from './show.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 12 })
})
afterAll(() => on.close())

const newEmail = () => `${randomUUID()}@cartie.test`
const password = 'a long password'
const invite = async (ctx: Context, email = newEmail()) => {
  const made = await createInvitation(ctx, { email, role: 'MANAGER', days: 7 })
  return { ...made, token: made.path!.split('/').at(-1)! }
}
/** Somebody who has an account, and belongs nowhere yet. */
async function stranger(): Promise<SignedIn> {
  const person = { id: randomUUID(), email: newEmail() }
  await withSystemTx(
    on.db,
    ({ sql }) => sql`insert into users (id, name, email) values (${person.id}, 'Ivan', ${person.email})`,
  )
  return person
}
const members = async (ctx: Context) => (await listMembers(ctx)).data

describe('creating, listing and revoking', () => {
  test('is closed to lower roles, and another workspace reaches nothing', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id, email } = await invite(ctx)
    for (const role of otherRoles(permissions['members.write'])) {
      const lower = as(ctx, role)
      await expect(invite(lower)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listInvitations(lower)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(revokeInvitation(lower, id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(revokeInvitation(other, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listInvitations(other)).data).toEqual([])
    expect((await listInvitations(ctx)).data).toMatchObject([{ id, email }])
  })

  test('gives no role above one’s own', async () => {
    const ctx = await on.workspace('ADMIN')
    await expect(createInvitation(ctx, { email: newEmail(), role: 'OWNER', days: 7 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('keeps the link nowhere', async () => {
    const ctx = await on.workspace()
    const { token } = await invite(ctx)
    const [row] = await withTx(
      ctx,
      ({ sql }) => sql<{ all: string }[]>`select i::text as all from invitations i`,
    )
    expect(row?.all).not.toContain(token)
  })

  test('again for the same address ends the first link, and who is here is not invited', async () => {
    const ctx = await on.workspace()
    const first = await invite(ctx)
    const second = await invite(ctx, first.email)
    await expect(showInvitation(ctx, first.token)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listInvitations(ctx)).data.map(({ id }) => id)).toEqual([second.id])
    await joinByInvitation(ctx, second.token, { name: 'Olha', password, person: undefined })
    await expect(invite(ctx, first.email)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('joining', () => {
  test('makes of a new person a member of that role who can sign in, and says so', async () => {
    const ctx = await on.workspace()
    const { token, email } = await invite(ctx)
    expect(await showInvitation(ctx, token)).toMatchObject({ email, role: 'MANAGER', hasAccount: false })
    await joinByInvitation(ctx, token, { name: 'Olha', password, person: undefined })
    const [olha] = await members(ctx)
    expect(olha).toMatchObject({ name: 'Olha', email, role: 'MANAGER' })
    const events = await withTx(
      ctx,
      ({ sql }) => sql`select name, payload from events where name = 'member.joined'`,
    )
    expect(events).toEqual([{ name: 'member.joined', payload: { userId: olha!.id, role: 'MANAGER' } }])
  })

  test('ten times at once by a new person makes one account and one membership', async () => {
    const ctx = await on.workspace()
    const { token } = await invite(ctx)
    const ends = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        joinByInvitation(ctx, token, { name: `Olha ${i}`, password, person: undefined }),
      ),
    )
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    expect(await members(ctx)).toHaveLength(1)
  })

  test('ten times at once by who is signed in makes one membership, and each is told the same', async () => {
    const ctx = await on.workspace()
    const person = await stranger()
    const { token } = await invite(ctx, person.email)
    const ends = await Promise.all(Array.from({ length: 10 }, () => joinByInvitation(ctx, token, { person })))
    expect(new Set(ends.map((end) => end.workspaceId))).toEqual(new Set([ctx.workspaceId]))
    expect(await members(ctx)).toMatchObject([{ id: person.id, role: 'MANAGER' }])
  })

  test('is refused to another address, and leaves the link open', async () => {
    const ctx = await on.workspace()
    const { token } = await invite(ctx)
    await expect(joinByInvitation(ctx, token, { person: await stranger() })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await members(ctx)).toEqual([])
    expect((await listInvitations(ctx)).data).toHaveLength(1)
  })

  test.each([
    ['revoked', async (ctx: Context, id: string) => revokeInvitation(ctx, id)],
    [
      'too old',
      async (ctx: Context, id: string) =>
        withTx(ctx, ({ sql }) => sql`update invitations set expires_at = now() where id = ${id}`),
    ],
  ])('by a link that is %s is refused, to new and to known people', async (_, end) => {
    const ctx = await on.workspace()
    const person = await stranger()
    const [known, fresh] = [await invite(ctx, person.email), await invite(ctx)]
    await end(ctx, known.id)
    await end(ctx, fresh.id)
    await expect(joinByInvitation(ctx, known.token, { person })).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      joinByInvitation(ctx, fresh.token, { name: 'Olha', password, person: undefined }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await members(ctx)).toEqual([])
  })

  test('while the link is being revoked waits for that, and is refused', async () => {
    const ctx = await on.workspace()
    const person = await stranger()
    const { id, token } = await invite(ctx, person.email)
    const [locked, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const revoking = withTx(ctx, async ({ sql }) => {
      await sql`update invitations set revoked_at = now() where id = ${id}`
      locked.resolve()
      await waits.promise
    })
    await locked.promise
    const joining = joinByInvitation(ctx, token, { person }).catch((error: unknown) => error)
    const isHeldUp = () => withSystemTx(on.db, ({ sql }) => sql`select 1 from pg_locks where not granted`)
    await vi.waitUntil(async () => (await isHeldUp()).length > 0, { timeout: 15_000 })
    waits.resolve()
    await revoking
    expect(await joining).toMatchObject({ code: 'conflict' })
    expect(await members(ctx)).toEqual([])
  })

  test('never takes over an account: who has one signs in first', async () => {
    const ctx = await on.workspace()
    const person = await stranger()
    const { token } = await invite(ctx, person.email)
    expect(await showInvitation(ctx, token)).toMatchObject({ hasAccount: true })
    await expect(
      joinByInvitation(ctx, token, { name: 'Mallory', password, person: undefined }),
    ).rejects.toMatchObject({ code: 'unprocessable' })
    const accounts = await withSystemTx(
      on.db,
      ({ sql }) => sql`select 1 from accounts where user_id = ${person.id}`,
    )
    expect(accounts).toHaveLength(0)
  })

  test('leads into the workspace of the link alone', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { token } = await invite(ctx)
    await expect(
      joinByInvitation(other, token, { name: 'Olha', password, person: undefined }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await addMember(other, 'VIEWER')
    expect(await members(ctx)).toEqual([])
  })
})
