import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
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
