import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionNames, permissions, type Permission, type Role } from '@cartie/shared/domain/roles'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createApiKey } from '../api-key/create.ts'
import { listApiKeys } from '../api-key/list.ts'
import { createInvitation } from '../invitation/create.ts'
import { listInvitations } from '../invitation/list.ts'
import { createPasswordLink } from '../password-link/create.ts'
import { leaveWorkspace } from './leave.ts'
import { listMembers } from './list.ts'
import { removeMember } from './remove.ts'
import { updateMember } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 12 })
})
afterAll(() => on.close())

const rolesOf = async (ctx: Context) =>
  Object.fromEntries((await listMembers(ctx)).data.map(({ id, role }) => [id, role]))
const asPerson = (ctx: Context, id: string, role: Role): Context => ({
  ...ctx,
  actor: { kind: 'user', id, role },
})
const eventsOf = (ctx: Context) =>
  withTx(
    ctx,
    ({ sql }) => sql<{ name: string; payload: unknown }[]>`select name, payload from events order by id`,
  )

describe('a limited key', () => {
  const keyFor = (ctx: Context, scopes: readonly Permission[]): Context => ({
    ...ctx,
    actor: { kind: 'apiKey', id: randomUUID(), role: 'ADMIN', scopes },
  })

  test('gives and takes no role that may what it may not itself', async () => {
    const ctx = await on.workspace()
    const [manager, viewer] = [await addMember(ctx, 'MANAGER'), await addMember(ctx, 'VIEWER')]
    const ofPeople = ['members.read', 'members.write'] as const
    const key = keyFor(ctx, ofPeople)
    const email = 'ally@cartie.test'
    for (const deed of [
      () => createInvitation(key, { email, role: 'ADMIN', days: 1 }),
      () => createInvitation(key, { email, role: 'VIEWER', days: 1 }),
      () => updateMember(key, viewer, { role: 'ADMIN' }),
      () => updateMember(key, manager, { role: 'VIEWER' }),
      () => removeMember(key, manager),
      () => createPasswordLink(key, manager),
    ])
      await expect(deed()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await rolesOf(ctx)).toEqual({ [manager]: 'MANAGER', [viewer]: 'VIEWER' })

    const wider = keyFor(ctx, [...ofPeople, 'workspace.read', 'listings.read'])
    expect(await createInvitation(wider, { email, role: 'VIEWER', days: 1 })).toMatchObject({
      role: 'VIEWER',
    })
    await expect(updateMember(wider, viewer, { role: 'OPERATOR' })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('This key is limited') as string,
    })
    await removeMember(wider, viewer)
    await removeMember(keyFor(ctx, permissionNames), manager)
    expect(await rolesOf(ctx)).toEqual({})
  })
})

const verbs: Record<string, (ctx: Context, userId: string) => Promise<unknown>> = {
  update: (ctx, userId) => updateMember(ctx, userId, { role: 'VIEWER' }),
  remove: (ctx, userId) => removeMember(ctx, userId),
}

describe.each(Object.entries(verbs))('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const userId = await addMember(ctx, 'MANAGER')
    for (const role of otherRoles(permissions['members.write']))
      await expect(run(as(ctx, role), userId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(run(other, userId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await rolesOf(ctx)).toEqual({ [userId]: 'MANAGER' })
    expect(await eventsOf(ctx)).toEqual([])
  })

  test('of an owner is an owner’s alone', async () => {
    const ctx = await on.workspace()
    const [owner] = [await addMember(ctx, 'OWNER'), await addMember(ctx, 'OWNER')]
    await expect(run(as(ctx, 'ADMIN'), owner)).rejects.toMatchObject({ code: 'forbidden' })
    await run(ctx, owner)
    expect((await rolesOf(ctx))[owner]).not.toBe('OWNER')
  })

  test('leaves the last owner, however many owners go for each other at once', async () => {
    const ctx = await on.workspace()
    const owners = await Promise.all(Array.from({ length: 8 }, () => addMember(ctx, 'OWNER')))
    const ends = await Promise.allSettled(
      owners.map((id, i) => run(asPerson(ctx, owners[(i + 1) % 8]!, 'OWNER'), id)),
    )
    expect(ends.filter((end) => end.status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }])
    expect(Object.values(await rolesOf(ctx)).filter((role) => role === 'OWNER')).toHaveLength(1)
  })
})

describe('a role', () => {
  test('is given up to one’s own and told with what it was', async () => {
    const ctx = await on.workspace()
    const userId = await addMember(ctx, 'MANAGER', 'Olha')
    await expect(updateMember(as(ctx, 'ADMIN'), userId, { role: 'OWNER' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await updateMember(as(ctx, 'ADMIN'), userId, { role: 'ADMIN' })).toMatchObject({
      id: userId,
      name: 'Olha',
      role: 'ADMIN',
    })
    await updateMember(ctx, userId, { role: 'ADMIN' })
    expect(await eventsOf(ctx)).toEqual([
      { name: 'member.role_changed', payload: { userId, from: 'MANAGER', to: 'ADMIN' } },
    ])
  })

  test('that is lowered ends the keys and invitations above it, those of keys that made them too', async () => {
    const ctx = await on.workspace()
    const userId = await addMember(ctx, 'ADMIN')
    const admin = asPerson(ctx, userId, 'ADMIN')
    const key = await createApiKey(admin, { name: 'own', role: 'ADMIN' })
    const script: Context = { ...ctx, actor: { kind: 'apiKey', id: key.id, role: 'ADMIN' } }
    await createApiKey(script, { name: 'made by the key', role: 'ADMIN' })
    await createApiKey(admin, { name: 'weak', role: 'OPERATOR' })
    await createApiKey(ctx, { name: 'of another', role: 'ADMIN' })
    await createInvitation(script, { email: 'back@cartie.test', role: 'ADMIN', days: 7 })
    await createInvitation(admin, { email: 'weak@cartie.test', role: 'OPERATOR', days: 7 })
    await createInvitation(ctx, { email: 'other@cartie.test', role: 'ADMIN', days: 7 })
    const inUse = async () =>
      (await listApiKeys(ctx)).data
        .filter((one) => !one.revokedAt)
        .map((one) => one.name)
        .sort()
    const invited = async () => (await listInvitations(ctx)).data.map((one) => one.email).sort()

    await updateMember(ctx, userId, { role: 'OPERATOR' })
    expect(await inUse()).toEqual(['of another', 'weak'])
    expect(await invited()).toEqual(['other@cartie.test', 'weak@cartie.test'])

    await removeMember(ctx, userId)
    expect(await inUse()).toEqual(['of another'])
    expect(await invited()).toEqual(['other@cartie.test'])
  })
})

describe('leaving', () => {
  test('is anybody’s own doing, whatever their role, ends their keys, and is not for the last owner or a key', async () => {
    const ctx = await on.workspace()
    const [owner, viewer] = [await addMember(ctx, 'OWNER'), await addMember(ctx, 'VIEWER')]
    const self = (id: string, role: Role) => asPerson(ctx, id, role)
    await expect(leaveWorkspace(self(owner, 'OWNER'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      leaveWorkspace({ ...ctx, actor: { kind: 'apiKey', id: viewer, role: 'VIEWER' } }),
    ).rejects.toMatchObject({ code: 'unprocessable' })
    await leaveWorkspace(self(viewer, 'VIEWER'))
    await expect(leaveWorkspace(self(viewer, 'VIEWER'))).rejects.toMatchObject({ code: 'not_found' })
    const other = await addMember(ctx, 'OWNER')
    const both = await Promise.allSettled([owner, other].map((id) => leaveWorkspace(self(id, 'OWNER'))))
    expect(both.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await listMembers(ctx)).data).toHaveLength(1)
  })
})
