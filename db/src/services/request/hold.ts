import { isClosed, type RequestStatus } from '@cartie/shared/domain/request-status'
import { AppError, notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

/** A request that the transaction holds, as what is done with its variants and proposals needs it. */
export interface HeldRequest {
  id: string
  code: string
  title: string
  status: RequestStatus
  language: Language
  botId: string | null
}

/** A request by its id, or that of a proposal or a variant. */
export type RequestKey = { requestId: string } | { proposalId: string } | { variantId: string }

/**
 * Takes a request for changing until the transaction ends: before its proposals, and these before its variants, so that
 * nobody waits in a circle. What only refers to it is written meanwhile. Throws `not_found`, also for one in the bin;
 * with `open` also `conflict` for one that was won or lost.
 */
export async function holdRequest(
  ctx: Context,
  { sql }: Tx,
  key: RequestKey,
  { open = false }: { open?: boolean } = {},
): Promise<HeldRequest> {
  const [what, id] =
    'requestId' in key
      ? ['request', sql`${key.requestId}::uuid`]
      : 'proposalId' in key
        ? ['proposal', requestOf(ctx, sql, 'proposals', key.proposalId)]
        : ['variant', requestOf(ctx, sql, 'request_variants', key.variantId)]
  const [row] = await sql<HeldRequest[]>`
    select id, code, title, status, language, bot_id as "botId" from b2b_requests
    where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null for no key update`
  if (!row) throw notFound(what)
  if (open && isClosed(row.status))
    throw new AppError('conflict', 'This request is closed. Open it again first.', {
      errors: [{ pointer: '', code: 'closed', message: 'The request was won or lost.' }],
    })
  return row
}

const requestOf = (ctx: Context, sql: Tx['sql'], table: 'proposals' | 'request_variants', id: string) =>
  sql`(select request_id from ${sql(table)} where workspace_id = ${ctx.workspaceId} and id = ${id})`
