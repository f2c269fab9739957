import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { moveVariant } from '../variant/move.ts'
import { holdForClient, pageAfter, type ForClient } from './hold-for-client.ts'
import type { ProposalKey } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { hidden, live, shown } from './shown.ts'
import { tellManagers } from './tell-managers.ts'

/**
 * The client wants none of it: its variants are declined, but for those that another open proposal shows. Again, it
 * changes nothing. Throws `not_found`, and `conflict` for a proposal that is accepted or closed.
 */
export async function declineProposal(
  ctx: Context,
  key: ProposalKey,
  { reason }: { reason?: string | undefined },
): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await holdForClient(ctx, tx, key, ['open', 'declined'])
    if (held.state === 'declined') return pageAfter(ctx, tx, held)
    const { id, requestId, code, version, by } = held
    await moveProposal(ctx, tx, held, 'DECLINED')
    const payload = { code, ...(reason ? { reason } : {}) }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_declined', payload, by })
    await declineVariants(ctx, tx, held)
    const lines = [reason ? `“${reason}”` : null]
    const dedupKey = `proposal:${id}:${version}:declined`
    await tellManagers(ctx, tx, requestId, { news: 'declined', proposalCode: code, lines, dedupKey })
    return pageAfter(ctx, tx, held)
  })
}

async function declineVariants(ctx: Context, tx: Tx, { id, by }: ForClient): Promise<void> {
  const { sql } = tx
  const variants = await sql<{ id: string }[]>`
    select v.id from proposals p
      join proposal_items i on i.workspace_id = p.workspace_id and i.proposal_id = p.id
      join request_variants v on v.workspace_id = i.workspace_id and v.id = i.variant_id
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${id} and ${sql.unsafe(shown)}
      and v.status = 'SENT_TO_CLIENT' and v.deleted_at is null
      and not exists (
        select from proposal_items i join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
        where i.workspace_id = v.workspace_id and i.variant_id = v.id and p.id <> ${id}
          and ${sql.unsafe(live)} and not ${sql.unsafe(hidden)} and ${sql.unsafe(shown)})
    order by v.id`
  for (const variant of variants) await moveVariant(ctx, tx, variant.id, 'DECLINED', { by })
}
