import { notFound } from '@cartie/shared/errors'
import type { RequestActivity, RequestStoryQuery } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { toRequestActivity, type RequestActivityRow } from './log-activity.ts'

/** What happened to a request, its variants and its proposals, newest first. Throws `not_found`, `invalid` for a foreign cursor. */
export async function storyOfRequest(
  ctx: Context,
  id: string,
  query: RequestStoryQuery,
): Promise<{ data: RequestActivity[]; nextCursor: string | null }> {
  requirePermission(ctx, 'requests.read')
  const before = query.cursor === undefined ? null : readCursor(query.cursor)
  const rows = await withTx(ctx, async (tx) => {
    const known =
      await tx.sql`select from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('request')
    return tx.sql<RequestActivityRow[]>`
      select id, request_id, variant_id, proposal_id, type, payload, actor, actor_name, at from request_activities
      where workspace_id = ${ctx.workspaceId} and request_id = ${id}
        and (${before}::bigint is null or id < ${before}::bigint)
      order by id desc limit ${query.limit + 1}`
  })
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    data: shown.map(toRequestActivity),
    nextCursor: rows.length > query.limit && last ? encodeCursor([Number(last.id)]) : null,
  }
}

/** The number of the last entry shown; that of a foreign cursor finds nothing older. */
function readCursor(cursor: string): number {
  const [id] = decodeCursor(cursor, 1)
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : 0
}
