import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { holdRequest } from './hold.ts'
import { requestColumns, type RequestRow } from './request-row.ts'

/**
 * Takes a request for changing until the transaction ends. Throws `not_found` where it is not in this workspace or in
 * the bin, and `conflict` where it has another version than the given.
 */
export async function lockRequest(ctx: Context, tx: Tx, id: string, version?: number): Promise<RequestRow> {
  // Held first: the counts beside it are then of after everything that others did with it.
  await holdRequest(ctx, tx, { requestId: id })
  const [row] = await tx.sql<RequestRow[]>`
    select ${tx.sql.unsafe(requestColumns)} from b2b_requests r where workspace_id = ${ctx.workspaceId} and id = ${id}`
  if (version !== undefined && row!.version !== version) {
    throw new AppError('conflict', 'Somebody changed this request in the meantime. Look at it again.')
  }
  return row!
}
