import { afterAll, beforeAll, expect, test } from 'vitest'
import { ParseInput, type Parse } from '@cartie/shared/schemas/parse'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { cancelParse } from './cancel.ts'
import { claimItems } from './claim.ts'
import { findWaitingParse } from './find-waiting.ts'
import { startParse } from './start.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const begin = async (ctx: Context) =>
  (await startParse(ctx, ParseInput.parse({ urls: ['https://a.example/1', 'https://a.example/2'] }))) as Parse

test('finds a parse of another workspace with items that are due, and none that has nothing to claim', async () => {
  const [asking, other] = [await on.workspace(), await on.workspace()]
  await begin(asking)
  expect(await findWaitingParse(on.db, asking)).toBeUndefined()
  const parse = await begin(other)
  const waiting = { workspaceId: other.workspaceId, parseId: parse.id }
  expect(await findWaitingParse(on.db, asking)).toEqual(waiting)
  await claimItems(other, { parseId: parse.id, limit: 1, leaseMs: 60_000 })
  expect(await findWaitingParse(on.db, asking)).toEqual(waiting)
  await claimItems(other, { parseId: parse.id, limit: 1, leaseMs: 60_000 })
  expect(await findWaitingParse(on.db, asking)).toBeUndefined()
  const later = await begin(other)
  await cancelParse(other, later.id)
  expect(await findWaitingParse(on.db, asking)).toBeUndefined()
})
