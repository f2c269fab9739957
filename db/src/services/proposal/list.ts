import type { Proposal, ProposalQuery } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { rowToProposal, selectProposals } from './proposal-row.ts'

/**
 * One page of the proposals, newest first. `q` is looked for in codes, titles and the client's name. Throws `invalid`
 * for a foreign cursor.
 */
export async function listProposals(
  ctx: Context,
  query: ProposalQuery,
): Promise<{ data: Proposal[]; nextCursor: string | null }> {
  requirePermission(ctx, 'proposals.read')
  const { status, request, deleted, q, cursor, limit } = query
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
    const after = cursor === undefined ? null : decodeCursor(cursor, 2).map(String)
    const rows = await selectProposals(
      ctx,
      tx,
      sql`
        ${deleted ? sql`p.deleted_at is not null` : sql`p.deleted_at is null`}
        ${status ? sql`and p.status in ${sql(status)}` : sql``}
        ${request ? sql`and p.request_id = ${request}` : sql``}
        ${like ? sql`and (p.code ilike ${like} or p.title ilike ${like} or r.code ilike ${like} or r.title ilike ${like} or l.name ilike ${like})` : sql``}
        ${after ? sql`and (p.created_at, p.id) < (${after[0]!}::timestamptz, ${after[1]!}::uuid)` : sql``}
        order by p.created_at desc, p.id desc limit ${limit + 1}`,
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const nextCursor = rows.length > limit && last ? encodeCursor([last.created_at, last.id]) : null
    return { data: page.map((row) => rowToProposal(ctx, row)), nextCursor }
  })
}
