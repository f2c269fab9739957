import type { Lead, LeadFilter } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { leadConditions } from './lead-filter.ts'
import { readPage } from './lead-order.ts'
import { rowToLead } from './lead-row.ts'

const chunk = 500

/**
 * The filtered leads, newest first, in chunks of up to 500. Each chunk is a transaction of its own, so that a
 * slow reader holds nothing. Throws `forbidden` at once, before the first chunk is asked for.
 */
export function exportLeads(ctx: Context, filter: LeadFilter): AsyncGenerator<Lead[], void> {
  requirePermission(ctx, 'leads.read')
  return readChunks(ctx, filter)
}

async function* readChunks(ctx: Context, filter: LeadFilter): AsyncGenerator<Lead[], void> {
  let cursor: string | undefined
  do {
    const { rows, nextCursor } = await withTx(ctx, async (tx) =>
      readPage(tx, await leadConditions(ctx, tx, filter), { sort: 'newest', cursor, limit: chunk }),
    )
    if (rows.length) yield rows.map(rowToLead)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}
