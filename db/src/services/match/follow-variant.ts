import type { Context, Tx } from '../../context.ts'
import { queueMatching } from './queue.ts'

/**
 * Brings the match of a variant's car to whether the variant stands, in the transaction that takes it off or puts it
 * back: one that was taken off may be decided on again, and goes if it fits no more.
 */
export async function followVariant(ctx: Context, tx: Tx, variantId: string): Promise<void> {
  const [changed] = await tx.sql<{ requestId: string; listingId: string; state: string }[]>`
    update request_matches m set updated_at = now(),
      state = case when v.deleted_at is null then 'offered' else 'new' end
    from request_variants v
    where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId} and m.workspace_id = v.workspace_id
      and m.request_id = v.request_id and m.listing_id = v.listing_id
      and m.state = case when v.deleted_at is null then 'new' else 'offered' end
    returning m.request_id as "requestId", m.listing_id as "listingId", m.state`
  if (!changed) return
  const { requestId, listingId, state } = changed
  tx.record('request.changed', { requestId })
  if (state === 'new') await queueMatching(ctx, tx, { listingIds: [listingId] })
}
