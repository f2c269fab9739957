import { notFound } from '@cartie/shared/errors'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { requestColumns, rowToRequest, type RequestRow } from './request-row.ts'

/** One request as the API shows it, also from the bin. Throws `not_found`. */
export async function readOneRequest(ctx: Context, tx: Tx, id: string): Promise<B2bRequest> {
  const [row] = await tx.sql<RequestRow[]>`
    select ${tx.sql.unsafe(requestColumns)} from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${id}`
  if (!row) throw notFound('request')
  return rowToRequest(row)
}
