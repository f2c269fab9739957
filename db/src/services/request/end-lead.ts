import type { LeadStatus } from '@cartie/shared/domain/lead-status'
import { closedRequestStatuses } from '@cartie/shared/domain/request-status'
import type { Context, Tx } from '../../context.ts'
import { changeLeadStatus } from '../lead/change-status.ts'

/** The allowed moves by which a lead comes to its end. One that was won stays won when another wish of it is lost. */
const ways: Record<'WON' | 'LOST', Record<LeadStatus, readonly LeadStatus[]>> = {
  WON: {
    NEW: ['CONTACTED', 'IN_PROGRESS', 'WON'],
    CONTACTED: ['IN_PROGRESS', 'WON'],
    IN_PROGRESS: ['WON'],
    LOST: ['IN_PROGRESS', 'WON'],
    WON: [],
  },
  LOST: { NEW: ['LOST'], CONTACTED: ['LOST'], IN_PROGRESS: ['LOST'], LOST: [], WON: [] },
}

/**
 * Moves the lead of a request that has ended, step by step, each in its log. A lead is lost with its last open request
 * only. Nothing for a request without one, or whose lead is in the bin.
 */
export async function endLead(
  ctx: Context,
  tx: Tx,
  requestId: string,
  outcome: 'WON' | 'LOST',
): Promise<void> {
  const [lead] = await tx.sql<{ id: string; status: LeadStatus; code: string; isOpen: boolean }[]>`
    select l.id, l.status, r.code, exists (
        select from b2b_requests o left join leads k on k.workspace_id = o.workspace_id and k.id = o.lead_id
        where o.workspace_id = r.workspace_id and o.id <> r.id and o.deleted_at is null
          and coalesce(k.merged_into, k.id) = l.id and o.status not in ${tx.sql(closedRequestStatuses)}) as "isOpen"
    from b2b_requests r
      join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      join leads l on l.workspace_id = m.workspace_id and l.id = coalesce(m.merged_into, m.id) and l.deleted_at is null
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId}`
  if (!lead || (outcome === 'LOST' && lead.isOpen)) return
  for (const status of ways[outcome][lead.status])
    await changeLeadStatus({ ...ctx, tx }, lead.id, { status, note: lead.code })
}
