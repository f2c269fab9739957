import type { MatchQuery, RequestMatch } from '@cartie/shared/schemas/request'
import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { selectMatches, toMatch } from './select-matches.ts'

/**
 * One page of the cars that fit a request, best first. What nobody decided on and is no longer to be had is left out.
 * Throws `not_found`, and `invalid` for a foreign cursor.
 */
export async function listMatches(
  ctx: Context,
  requestId: string,
  query: MatchQuery,
): Promise<{ data: RequestMatch[]; nextCursor: string | null }> {
  requirePermission(ctx, 'requests.read')
  const [score, listingId] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2)
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const known =
      await sql`select from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${requestId}`
    if (!known.length) throw notFound('request')
    const rows = await selectMatches(
      ctx,
      tx,
      sql`m.request_id = ${requestId} and (m.state <> 'new' or (l.deleted_at is null and l.status = 'AVAILABLE'))
        ${query.state ? sql`and m.state in ${sql(query.state)}` : sql``}
        ${score === undefined ? sql`` : sql`and (m.score, m.listing_id) < (${Number(score)}::int, ${String(listingId)}::uuid)`}
        order by m.score desc, m.listing_id desc limit ${query.limit + 1}`,
    )
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    const nextCursor = rows.length > query.limit && last ? encodeCursor([last.match_score, last.id]) : null
    return { data: page.map(toMatch), nextCursor }
  })
}
