import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { getDelivery } from '@cartie/db/services/delivery/get'
import { listDeliveries } from '@cartie/db/services/delivery/list'
import { createIntegration } from '@cartie/db/services/integration/create'
import { findReceiver } from '@cartie/db/services/integration/find-receiver'
import { listIntegrations } from '@cartie/db/services/integration/list'
import { testSecrets } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { pino } from 'pino'
import { makeFetcher } from '../../fetch/testing/fetcher.ts'
import { drainLane } from '../advance-lane.ts'
import { registerChannels } from '../channel.ts'
import { receiverChannel } from '../tell-receiver.ts'
import type { ReceiverParts } from '../receiver-parts.ts'

/** What tests of one service's file stand on: a fresh workspace for each test, and its deliveries. */
export function serviceWorld(services: () => NonNullable<ReceiverParts['services']>) {
  const fetch = makeFetcher({ allowPrivate: ['127.0.0.1'], breaker: false })
  let world: TestWorkspaces
  let ctx: Context
  const logged: string[] = []
  beforeAll(async () => {
    world = await testWorkspaces()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    ctx = await world.workspace()
  })
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  const system = (run: string) => withSystemTx(world.db, ({ sql }) => sql.unsafe(run))
  return {
    ctx: () => ctx,
    system,
    create: (body: Record<string, unknown>) =>
      createIntegration(ctx, testSecrets, IntegrationCreate.parse({ name: 'Ours', ...body })),
    /** Works a lane off; what failed is due again at once, as long as there are pauses. */
    drain: (
      id: string,
      {
        isTest = false,
        callMs = 8000,
        ...more
      }: { isTest?: boolean; callMs?: number } & Partial<ReceiverParts> = {},
    ) =>
      drainLane(
        {
          leaseMs: callMs / 0.4,
          channels: registerChannels([
            receiverChannel({
              fetch,
              findReceiver: (of, one) => findReceiver(of, testSecrets, one),
              services: services(),
              pausesMs: [0, 0, 0],
              settleMs: 0,
              ...more,
            }),
          ]),
        },
        ctx,
        hookLane(id, isTest),
        { signal: new AbortController().signal, draining: () => false, log },
      ),
    /** What was told, oldest first. */
    async told() {
      const { data } = await listDeliveries(ctx, DeliveryQuery.parse({ channel: 'webhook' }))
      return Promise.all(data.toReversed().map(({ id }) => getDelivery(ctx, id)))
    },
    /** A worker that took the first delivery died before it wrote the end. */
    async crash(id: string) {
      const lane = hookLane(id)
      await system(`
        update deliveries set state = 'sending', attempts = 1, sending_at = now(), ended_at = null, result = null
        where id = (select min(id::text)::uuid from deliveries where lane = '${lane}')`)
    },
    /** Nothing that people, logs or the database show holds one of these texts. */
    async expectNowhere(...secrets: string[]) {
      const rows = await system(`
        select row_to_json(i)::text as t from integrations i union all select row_to_json(d)::text from deliveries d
        union all select row_to_json(e)::text from events e`)
      const shown = JSON.stringify([rows, await listIntegrations(ctx), world.wakes, logged])
      for (const secret of secrets) expect(shown).not.toContain(secret)
    },
  }
}
