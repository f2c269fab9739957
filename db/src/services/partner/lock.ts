import { AppError, notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { partnerColumns, type PartnerRow } from './partner-row.ts'

/**
 * Holds a partner that is not in the bin for this transaction. Throws `not_found`, and `conflict` for another version
 * than the editor saw.
 */
export async function lockPartner(ctx: Context, tx: Tx, id: string, version?: number): Promise<PartnerRow> {
  const [row] = await tx.sql<PartnerRow[]>`
    select ${partnerColumns(tx)} from partners p
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${id} and p.deleted_at is null for update of p`
  if (!row) throw notFound('partner')
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'Somebody has changed this partner meanwhile. Look at it again.')
  return row
}
