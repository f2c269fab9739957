import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimCall } from './claim.ts'
import { findWaitingCall } from './find-waiting.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

async function callOf(ctx: Context): Promise<string> {
  const { sessionId } = await testChat(ctx, await testBot(ctx), '77')
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ id: string }[]>`
      insert into session_calls (workspace_id, session_id, token, kind, request)
      values (${ctx.workspaceId}, ${sessionId}, 't1', 'http', '{}') returning id`,
  )
  return row!.id
}

test('finds a call of another workspace that nobody makes, and no other', async () => {
  const [asking, other] = [await on.workspace(), await on.workspace()]
  await callOf(asking)
  expect(await findWaitingCall(on.db, asking)).toBeUndefined()
  const callId = await callOf(other)
  expect(await findWaitingCall(on.db, asking)).toEqual({ workspaceId: other.workspaceId, callId })
  await claimCall(other, callId)
  expect(await findWaitingCall(on.db, asking)).toBeUndefined()
})
