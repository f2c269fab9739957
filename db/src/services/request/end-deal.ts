import type { Context, Tx } from '../../context.ts'
import { endProposals } from '../proposal/end-all.ts'
import { endVariants } from '../variant/end-all.ts'
import { endLead } from './end-lead.ts'

/**
 * Ends with a request that the transaction holds what belongs to it: its proposals, its variants and its lead. `tells`:
 * givers hear what became of theirs. Proposals come first, as where a client says a word on one.
 */
export async function endDeal(
  ctx: Context,
  tx: Tx,
  requestId: string,
  end: { outcome: 'WON' | 'LOST'; winnerId: string | undefined; tells: boolean },
): Promise<void> {
  const { outcome, winnerId, tells } = end
  await endProposals(ctx, tx, requestId, winnerId)
  await endVariants(ctx, tx, requestId, { winnerId, tells })
  await endLead(ctx, tx, requestId, outcome)
}

/** The variant of a request that was accepted last; undefined where none is accepted. */
export async function lastAccepted(ctx: Context, tx: Tx, requestId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }[]>`
    select v.id from request_variants v
    where v.workspace_id = ${ctx.workspaceId} and v.request_id = ${requestId} and v.status = 'ACCEPTED'
      and v.deleted_at is null
    order by (
      select max(a.id) from request_activities a
      where a.workspace_id = v.workspace_id and a.request_id = v.request_id and a.variant_id = v.id
        and a.type = 'variant_status_changed' and a.payload #>> '{changes,status,to}' = 'ACCEPTED') desc nulls last,
      v.number desc limit 1`
  return row?.id
}
