import type { Delivery, DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { deliveryConditions } from './delivery-filter.ts'
import { deliveryColumns, toDelivery, type DeliveryRow } from './delivery-row.ts'

/** One page of the ledger, newest first. Throws `invalid` for a foreign cursor. */
export async function listDeliveries(
  ctx: Context,
  query: DeliveryQuery,
): Promise<{ data: Delivery[]; nextCursor: string | null }> {
  requirePermission(ctx, 'deliveries.read')
  const before = query.cursor === undefined ? undefined : Number(decodeCursor(query.cursor, 1)[0])
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<DeliveryRow[]>`
      select ${deliveryColumns(tx)} from deliveries d
      where ${deliveryConditions(ctx, tx, query)}
      ${query.state?.length ? tx.sql`and d.state in ${tx.sql(query.state)}` : tx.sql``}
      ${before === undefined ? tx.sql`` : tx.sql`and d.seq < ${Number.isSafeInteger(before) ? before : 0}`}
      order by d.seq desc limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(toDelivery),
    nextCursor: rows.length > query.limit && last ? encodeCursor([Number(last.seq)]) : null,
  }
}
