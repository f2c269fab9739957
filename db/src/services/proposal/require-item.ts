import { notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { shown } from './shown.ts'

/** A car of a proposal as a word on it needs it. */
export interface HeldItem {
  id: string
  variantId: string
  reaction: 'LIKED' | 'REJECTED' | null
  sold: boolean
  title: string
}

/** A car of a proposal, taken out of it since or not; `isShown`: one that its client sees. Throws `not_found`. */
export async function requireItem(
  ctx: Context,
  tx: Tx,
  proposalId: string,
  itemId: string,
  { isShown = false }: { isShown?: boolean } = {},
): Promise<HeldItem> {
  const { sql } = tx
  const [item] = await sql<HeldItem[]>`
    select i.id, i.variant_id as "variantId", i.reaction, i.sold_at is not null as sold, v.title
    from proposal_items i
      join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
      join request_variants v on v.workspace_id = i.workspace_id and v.id = i.variant_id
    where i.workspace_id = ${ctx.workspaceId} and i.proposal_id = ${proposalId} and i.id = ${itemId}
      ${isShown ? sql`and ${sql.unsafe(shown)}` : sql``}`
  if (!item) throw notFound('car')
  return item
}
