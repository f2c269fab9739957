import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Puts a proposal into the bin: its page closes. One that lies there already stays. Throws `not_found`. */
export async function deleteProposal(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'proposals.write')
  await withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ request_id: string; fresh: boolean }[]>`
      with held as (
        select id, deleted_at is null as fresh from proposals
        where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update)
      update proposals p set deleted_at = coalesce(p.deleted_at, now()), updated_at = now()
      from held where p.workspace_id = ${ctx.workspaceId} and p.id = held.id returning p.request_id, held.fresh`
    if (!row) throw notFound('proposal')
    if (row.fresh) tx.record('proposal.changed', { proposalId: id, requestId: row.request_id })
  })
}
