import { notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** A car of a proposal as a word on it needs it. */
export interface HeldItem {
  id: string
  variantId: string
  reaction: 'LIKED' | 'REJECTED' | null
  sold: boolean
  title: string
}

/**
 * A car of a proposal, taken out of it since or not; with `shownIn` one that this version showed. Throws `not_found`.
 */
export async function requireItem(
  ctx: Context,
  tx: Tx,
  proposalId: string,
  itemId: string,
  { shownIn }: { shownIn?: number } = {},
): Promise<HeldItem> {
  const [item] = await tx.sql<HeldItem[]>`
    select i.id, i.variant_id as "variantId", i.reaction, i.sold_at is not null as sold, v.title
    from proposal_items i join request_variants v on v.workspace_id = i.workspace_id and v.id = i.variant_id
    where i.workspace_id = ${ctx.workspaceId} and i.proposal_id = ${proposalId} and i.id = ${itemId}
      and (${shownIn ?? null}::int is null or exists (
        select from proposal_versions s where s.workspace_id = i.workspace_id and s.proposal_id = i.proposal_id
          and s.version = ${shownIn ?? null} and s.content -> 'cars' @> jsonb_build_array(jsonb_build_object('id', i.id))))`
  if (!item) throw notFound('car')
  return item
}
