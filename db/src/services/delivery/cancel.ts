import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { Context } from '../../context.ts'
import { moveDelivery } from './move-delivery.ts'

/**
 * Gives up a delivery that waits or is held, or one whose end nobody knows. What is being sent can't be called back.
 * Throws `not_found` and `conflict`.
 */
export const cancelDelivery = (ctx: Context, id: string): Promise<DeliveryDetail> =>
  moveDelivery(ctx, id, 'cancelled')
