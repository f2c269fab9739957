import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toDeliveryDetail } from './delivery-row.ts'
import { readDelivery } from './read-delivery.ts'

/** One delivery with its request. Throws `not_found`. */
export async function getDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  requirePermission(ctx, 'deliveries.read')
  return withTx(ctx, async (tx) => toDeliveryDetail(await readDelivery(ctx, tx, id)))
}
