import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { advanceTalk } from './advance.ts'
import { findWaitingTalk } from './find-waiting.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

/** A workspace to whose bot so many people have written. */
async function written(people: number): Promise<Context> {
  const ctx = await on.workspace()
  const updates = Array.from({ length: people }, (_, n) => ({
    update_id: n + 1,
    message: { message_id: n, date: 1, text: 'hi', chat: { id: n + 1, type: 'private', first_name: 'O' } },
  }))
  await receiveUpdates(ctx, await testBot(ctx), updates)
  return ctx
}

test('finds a chat of every other workspace in turn, however many wait in one, and none that is worked off', async () => {
  const [crowd, alone, asking] = [await written(50), await written(1), await written(1)]
  const found = new Map<string, string>()
  for (let n = 0; n < 60; n++) {
    const talk = await findWaitingTalk(on.db, asking)
    found.set(talk!.workspaceId, talk!.sessionId)
  }
  expect([...found.keys()].toSorted()).toEqual([crowd.workspaceId, alone.workspaceId].toSorted())
  await advanceTalk(alone, found.get(alone.workspaceId)!)
  for (let n = 0; n < 10; n++)
    expect(await findWaitingTalk(on.db, asking)).toMatchObject({ workspaceId: crowd.workspaceId })
  expect(await findWaitingTalk(on.db, crowd)).toMatchObject({ workspaceId: asking.workspaceId })
})
