import { liveProposalStatuses, shownProposalStatuses } from '@cartie/shared/domain/proposal-status'
import type { Context, Tx } from '../../context.ts'

// What a client sees, as SQL: proposals go by the name `p`, their items by `i`. It is the version that was sent last;
// what editors put in or take out since is theirs alone.

const among = (statuses: readonly string[]) => `p.status in ('${statuses.join("', '")}')`

/** Its client may still answer it. Literal, so that the sweeper's index serves it. */
export const live = among(liveProposalStatuses)

/** Its client has its cars before them. */
export const shows = among(shownProposalStatuses)

/** Its page is closed, for it lies in the bin, or its request does. */
export const hidden = `(p.deleted_at is not null or exists (
  select from b2b_requests b
  where b.workspace_id = p.workspace_id and b.id = p.request_id and b.deleted_at is not null))`

/** An item stands in what was sent last. */
export const shown = `exists (
  select from proposal_versions s
  where s.workspace_id = p.workspace_id and s.proposal_id = p.id and s.version = p.version
    and s.content -> 'cars' @> jsonb_build_array(jsonb_build_object('id', i.id)))`

/** Whether a client has a variant before them, in whatever proposal. */
export async function isBeforeClient(ctx: Context, { sql }: Tx, variantId: string): Promise<boolean> {
  const rows = await sql`
    select from proposal_items i join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
    where i.workspace_id = ${ctx.workspaceId} and i.variant_id = ${variantId}
      and coalesce(p.expires_at > now() or p.status = 'ACCEPTED', true)
      and ${sql.unsafe(shows)} and not ${sql.unsafe(hidden)} and ${sql.unsafe(shown)} limit 1`
  return rows.length > 0
}
