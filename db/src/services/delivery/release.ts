import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { Context } from '../../context.ts'
import { moveDelivery } from './move-delivery.ts'

/** Lets a held delivery go: it is due at once, at its old place in the lane. Throws `not_found` and `conflict`. */
export const releaseDelivery = (ctx: Context, id: string): Promise<DeliveryDetail> =>
  moveDelivery(
    ctx,
    id,
    'pending',
    (tx, { lane }) => tx.wake(laneAdvance(lane), { workspaceId: ctx.workspaceId, lane }),
    ['held'],
  )
