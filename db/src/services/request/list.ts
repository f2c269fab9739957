import type { B2bRequest, RequestQuery } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { requestConditions } from './request-filter.ts'
import { readPage } from './request-order.ts'
import { rowToRequest } from './request-row.ts'

/**
 * One page of the requests. Pages are keyset-paged: rows that come or go meanwhile move nothing else. Throws
 * `invalid` for a foreign cursor.
 */
export async function listRequests(
  ctx: Context,
  query: RequestQuery,
): Promise<{ data: B2bRequest[]; nextCursor: string | null }> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const { rows, nextCursor } = await readPage(tx, await requestConditions(ctx, tx, query), query)
    return { data: rows.map(rowToRequest), nextCursor }
  })
}
