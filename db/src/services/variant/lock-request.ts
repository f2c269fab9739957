import type { RequestStatus } from '@cartie/shared/domain/request-status'
import { notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

export interface HeldRequest {
  id: string
  code: string
  title: string
  status: RequestStatus
  language: Language
  botId: string | null
}

/**
 * Takes a request for changing its variants until the transaction ends: whoever else adds one waits. Throws
 * `not_found` for one of another workspace and for one in the bin.
 */
export async function lockRequestOf(
  ctx: Context,
  tx: Tx,
  by: { requestId: string } | { variantId: string },
): Promise<HeldRequest> {
  const { sql } = tx
  const id =
    'requestId' in by
      ? sql`${by.requestId}::uuid`
      : sql`(select request_id from request_variants where workspace_id = ${ctx.workspaceId} and id = ${by.variantId})`
  const [row] = await sql<HeldRequest[]>`
    select id, code, title, status, language, bot_id as "botId" from b2b_requests
    where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null for update`
  if (!row) throw notFound('requestId' in by ? 'request' : 'variant')
  return row
}
