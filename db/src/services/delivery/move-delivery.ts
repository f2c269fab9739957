import { statesBefore, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { AppError } from '@cartie/shared/errors'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { toDeliveryDetail } from './delivery-row.ts'
import { readDelivery } from './read-delivery.ts'
import { tellOf } from './tell-of.ts'

/**
 * A person's move of a delivery, where it is allowed from the state in which it stands then.
 * Throws `not_found`, and `conflict` where it stands elsewhere meanwhile.
 */
export async function moveDelivery(
  ctx: Context,
  id: string,
  to: DeliveryState,
  then?: (tx: Tx, row: { lane: string }) => void,
  from: readonly DeliveryState[] = statesBefore(to),
): Promise<DeliveryDetail> {
  requirePermission(ctx, 'deliveries.write')
  return withTx(ctx, async (tx) => {
    const [moved] = await tx.sql<{ lane: string; session_id: string | null }[]>`
      update deliveries set state = ${to}, lease_until = null,
        run_at = case when ${to} = 'pending' then now() else run_at end,
        ended_at = case when ${to} = 'cancelled' then now() end
      where workspace_id = ${ctx.workspaceId} and id = ${id} and state in ${tx.sql([...from])}
      returning lane, session_id`
    const row = await readDelivery(ctx, tx, id)
    if (!moved)
      throw new AppError('conflict', `The delivery is ${row.state} now, so this can't be done any more.`)
    tellOf(tx, { id, sessionId: moved.session_id, state: to })
    then?.(tx, moved)
    return toDeliveryDetail(row)
  })
}
