import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { leadColumns, type LeadRow } from '../lead/lead-row.ts'

/** The lead of a request; undefined for none. Throws `invalid` for one that this workspace does not have, or has in the bin. */
export async function requireLead(ctx: Context, tx: Tx, id: string | null): Promise<LeadRow | undefined> {
  if (id === null) return undefined
  const [lead] = await tx.sql<LeadRow[]>`
    select ${tx.sql(leadColumns as string[])} from leads
    where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
  if (lead) return lead
  throw new AppError('invalid', 'This lead is not here, or in the bin.', {
    errors: [{ pointer: '/leadId', code: 'not_found', message: 'Choose one of GET /leads' }],
  })
}
