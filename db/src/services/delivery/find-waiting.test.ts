import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimLane } from './claim-lane.ts'
import { enqueueDeliveries, type NewDelivery } from './enqueue.ts'
import { findWaitingLane } from './find-waiting.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const text = (lane: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  lane,
  request: { method: 'sendMessage', params: { text: 'hi' } },
  priority: 'answer',
  ...more,
})

async function laneOf(ctx: Context): Promise<string> {
  return (await testChat(ctx, await testBot(ctx), '77')).lane
}

test('finds the lane of another workspace that is due, free and not paused, and no other', async () => {
  const [asking, other] = [await on.workspace(), await on.workspace()]
  const [mine, lane] = [await laneOf(asking), await laneOf(other)]
  await enqueueDeliveries(asking, [text(mine)])
  expect(await findWaitingLane(on.db, asking)).toBeUndefined()
  await enqueueDeliveries(other, [text(lane, { delayMs: 60_000 }), text(lane)])
  // What is due stands behind what is not: the lane keeps its order.
  expect(await findWaitingLane(on.db, asking)).toBeUndefined()
  const change = (what: string) => withTx(other, ({ sql }) => sql.unsafe(what))
  await change(`update deliveries set run_at = now() - interval '1 second'`)
  expect(await findWaitingLane(on.db, asking)).toEqual({ workspaceId: other.workspaceId, lane })
  await claimLane(other, { lane, leaseMs: 60_000, limits: {} })
  expect(await findWaitingLane(on.db, asking)).toBeUndefined()
  await change(`update delivery_lanes set lease_until = null, paused_until = now() + interval '1 minute'`)
  await change(`update deliveries set state = 'sent' where state = 'sending'`)
  expect(await findWaitingLane(on.db, asking)).toBeUndefined()
  await change(`update delivery_lanes set paused_until = null`)
  expect(await findWaitingLane(on.db, asking)).toEqual({ workspaceId: other.workspaceId, lane })
})
