import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { Context } from '../../context.ts'
import { moveDelivery } from './move-delivery.ts'

/** Keeps a delivery that waits until a person releases it; what is behind it goes on. Throws `not_found`, `conflict`. */
export const holdDelivery = (ctx: Context, id: string): Promise<DeliveryDetail> =>
  moveDelivery(ctx, id, 'held', undefined, ['pending'])
