import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { pingEvent } from '@cartie/shared/integrations/hook-body'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { toDeliveryDetail } from '../delivery/delivery-row.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { readDelivery } from '../delivery/read-delivery.ts'
import { lockIntegration } from './lock.ts'

/**
 * Sends a test event, whatever the integration's status and events are: once, and beside what waits. Returns the
 * delivery, which tells the answer once it has ended. Throws `not_found`.
 */
export async function pingIntegration(ctx: Context, id: string): Promise<DeliveryDetail> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    await lockIntegration(ctx, tx, id)
    const message = {
      id: `msg_${uuidV7()}`,
      type: pingEvent,
      timestamp: new Date().toISOString(),
      data: {},
    }
    const [sent] = await enqueueDeliveries({ ...ctx, tx }, [
      {
        channel: hookChannel,
        lane: hookLane(id, true),
        integrationId: id,
        request: { method: pingEvent, params: message },
        priority: 'answer',
      },
    ])
    return toDeliveryDetail(await readDelivery(ctx, tx, sent!.id))
  })
}
