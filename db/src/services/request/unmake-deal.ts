import type { Context, Tx } from '../../context.ts'
import { endProposals } from '../proposal/end-all.ts'
import { moveVariant } from '../variant/move.ts'

/**
 * Takes back who was chosen for a request that the transaction holds, where the search goes on: the proposals by which
 * it was said close, the variants are what the client was shown again. Without a word to anybody.
 */
export async function unmakeDeal(ctx: Context, tx: Tx, requestId: string): Promise<void> {
  await endProposals(ctx, tx, requestId, undefined)
  const chosen = await tx.sql<{ id: string }[]>`
    select id from request_variants
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and status = 'ACCEPTED'
      and deleted_at is null order by id for no key update`
  for (const { id } of chosen) await moveVariant(ctx, tx, id, 'SENT_TO_CLIENT', { tells: false })
}
