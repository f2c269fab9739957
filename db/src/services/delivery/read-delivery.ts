import { notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { deliveryColumns, type DeliveryRow } from './delivery-row.ts'

/** One row of the ledger. Throws `not_found`. */
export async function readDelivery(ctx: Context, tx: Tx, id: string): Promise<DeliveryRow> {
  const [row] = await tx.sql<DeliveryRow[]>`
    select ${deliveryColumns(tx)} from deliveries d where d.workspace_id = ${ctx.workspaceId} and d.id = ${id}`
  if (!row) throw notFound('delivery')
  return row
}
