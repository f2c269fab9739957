import type { Lead, LeadQuery } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { leadConditions } from './lead-filter.ts'
import { readPage } from './lead-order.ts'
import { rowToLead } from './lead-row.ts'

/**
 * One page of the leads. Pages are keyset-paged: rows that come or go meanwhile move nothing else. Throws
 * `invalid` for a foreign cursor.
 */
export async function listLeads(
  ctx: Context,
  query: LeadQuery,
): Promise<{ data: Lead[]; nextCursor: string | null }> {
  requirePermission(ctx, 'leads.read')
  return withTx(ctx, async (tx) => {
    const { rows, nextCursor } = await readPage(tx, await leadConditions(ctx, tx, query), query)
    return { data: rows.map(rowToLead), nextCursor }
  })
}
