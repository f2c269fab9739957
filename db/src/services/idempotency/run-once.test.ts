import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { runOnce, type Answer } from './run-once.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

const input = (key: string, requestHash = 'hash') => ({ route: 'test', key, requestHash })
const rename =
  (name: string) =>
  async (inner: Context): Promise<Answer> => {
    const body = await updateWorkspace(inner, { name })
    return { status: 200, location: '/x', body }
  }
const events = () => withTx(ctx, (tx) => tx.sql<{ n: number }[]>`select count(*)::int as n from events`)

describe('a key', () => {
  test('runs its act once, with the effect and the event of that one time', async () => {
    const [before] = await events()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => runOnce(ctx, input('once'), rename(`name ${i}`))),
    )
    expect(answers.filter((a) => !a.repeated)).toHaveLength(1)
    expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1)
    expect((await events())[0]!.n - before!.n).toBe(1)
  })

  test('of an act that failed is free again, and nothing of the act stays', async () => {
    const failing = runOnce(ctx, input('failed'), async (inner) => {
      await updateWorkspace(inner, { name: 'half done' })
      throw new Error('crash')
    })
    await expect(failing).rejects.toThrow('crash')
    const [row] = await withTx(ctx, (tx) => tx.sql`select name from workspaces where id = ${ctx.workspaceId}`)
    expect(row?.name).not.toBe('half done')
    expect((await runOnce(ctx, input('failed'), rename('whole'))).repeated).toBe(false)
  })

  test('with another request is refused', async () => {
    await runOnce(ctx, input('taken'), rename('a'))
    await expect(runOnce(ctx, input('taken', 'other'), rename('b'))).rejects.toMatchObject({
      code: 'unprocessable',
    })
  })

  test('of one workspace is none of another', async () => {
    const other = await db.workspace()
    await runOnce(ctx, input('same'), rename('a'))
    expect((await runOnce(other, input('same'), rename('b'))).repeated).toBe(false)
  })
})
