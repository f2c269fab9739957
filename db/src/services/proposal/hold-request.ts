import { closedRequestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { Language } from '@cartie/shared/schemas/common'
import { AppError, notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** A request as what is done with its proposals needs it. */
export interface HeldRequest {
  id: string
  code: string
  title: string
  status: RequestStatus
  language: Language
  leadId: string | null
  variantCount: number
}

/**
 * Takes a request for changing until the transaction ends: before its proposals and variants, so that nobody waits in a
 * circle. Throws `not_found`, also for one in the bin; with `open` also `conflict` for one that was won or lost.
 */
export async function holdRequest(
  ctx: Context,
  tx: Tx,
  id: string,
  { open = false }: { open?: boolean } = {},
): Promise<HeldRequest> {
  const [row] = await tx.sql<HeldRequest[]>`
    select id, code, title, status, language, lead_id as "leadId", variant_count as "variantCount" from b2b_requests
    where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null for update`
  if (!row) throw notFound('request')
  if (open && (closedRequestStatuses as readonly string[]).includes(row.status))
    throw new AppError('conflict', 'This request is closed. Open it again first.', {
      errors: [{ pointer: '', code: 'closed', message: 'The request was won or lost.' }],
    })
  return row
}

/** The request of a proposal, held before the proposal is. Throws `not_found`. */
export async function holdRequestOf(
  ctx: Context,
  tx: Tx,
  proposalId: string,
  options: { open?: boolean } = {},
): Promise<HeldRequest> {
  const [row] = await tx.sql<{ requestId: string }[]>`
    select request_id as "requestId" from proposals where workspace_id = ${ctx.workspaceId} and id = ${proposalId}`
  if (!row) throw notFound('proposal')
  return holdRequest(ctx, tx, row.requestId, options)
}
