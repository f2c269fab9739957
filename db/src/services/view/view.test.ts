import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createView } from './create.ts'
import { deleteView } from './delete.ts'
import { listViews } from './list.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

describe('saved views', () => {
  test('are kept by name until they are deleted', async () => {
    const ctx = await on.workspace()
    const view = await createView(ctx, { name: 'Cheap', query: 'priceTo=5000&currency=USD' })
    expect((await listViews(ctx)).data).toEqual([view])
    await deleteView(ctx, view.id)
    expect((await listViews(ctx)).data).toEqual([])
  })

  test('a name is taken once a workspace', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await createView(ctx, { name: 'Cheap', query: '' })
    await expect(createView(ctx, { name: 'Cheap', query: 'q=x' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await createView(other, { name: 'Cheap', query: '' })).toMatchObject({ name: 'Cheap' })
  })

  test('another workspace neither sees nor deletes them', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const view = await createView(ctx, { name: 'Mine', query: '' })
    expect((await listViews(other)).data).toEqual([])
    await expect(deleteView(other, view.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('everyone reads them, only managers and above write them', async () => {
    const ctx = await on.workspace()
    const view = await createView(ctx, { name: 'Mine', query: '' })
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER'])) {
      expect((await listViews(as(ctx, role))).data).toHaveLength(1)
      await expect(createView(as(ctx, role), { name: 'New', query: '' })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(deleteView(as(ctx, role), view.id)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
