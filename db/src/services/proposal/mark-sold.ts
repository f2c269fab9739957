import type { Context, Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { hidden, shown, shows } from './shown.ts'
import { tellManagers } from './tell-managers.ts'

interface Gone {
  itemId: string
  proposalId: string
  requestId: string
  variantId: string
  code: string
  title: string
  /** Whether its client has it before them. */
  isShown: boolean
  /** Whether it stands in a proposal that is still being made or answered. */
  matters: boolean
}

/**
 * Brings the cars of proposals to what has become of their listings, in the transaction that changes these: a car that
 * was sold, reserved or deleted is gone, one that is for sale again is back. Of one that a client sees the manager hears
 * once for each proposal. A reservation of the car that a client has chosen is theirs. Cheap where no listing was offered.
 */
export async function markSoldItems(ctx: Context, tx: Tx, listingIds: readonly string[]): Promise<void> {
  if (!listingIds.length) return
  await follow(ctx, tx, tx.sql`v.listing_id = any (${[...listingIds]}::uuid[])`)
}

/** As `markSoldItems`, for a variant that was taken off its request, or put back. */
export async function markGoneVariant(ctx: Context, tx: Tx, variantId: string): Promise<void> {
  await follow(ctx, tx, tx.sql`v.id = ${variantId}`)
}

/** As `markSoldItems`, for the cars of one proposal: they may have gone before they came into it, or while it was closed. */
export async function markGoneCars(ctx: Context, tx: Tx, proposalId: string): Promise<void> {
  await follow(ctx, tx, tx.sql`i.proposal_id = ${proposalId}`)
}

async function follow(ctx: Context, tx: Tx, which: ReturnType<Tx['sql']>): Promise<void> {
  const { sql } = tx
  const [some] = await sql`
    select from request_variants v
      join proposal_items i on i.workspace_id = v.workspace_id and i.variant_id = v.id
    where v.workspace_id = ${ctx.workspaceId} and ${which} limit 1`
  if (!some) return
  // What is closed or taken out follows too: it may be opened or put in again. A deal that was made is let be.
  const rows = await sql<(Gone & { gone: boolean })[]>`
    with now_gone as (
      select i.id, v.deleted_at is not null or c.deleted_at is not null or coalesce(c.status = 'SOLD', false)
        or (coalesce(c.status = 'RESERVED', false) and p.accepted_item_id is distinct from i.id) as gone
      from request_variants v
        join proposal_items i on i.workspace_id = v.workspace_id and i.variant_id = v.id
        join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
        join b2b_requests r on r.workspace_id = p.workspace_id and r.id = p.request_id
          and r.status not in ('WON', 'LOST')
        left join car_listings c on c.workspace_id = v.workspace_id and c.id = v.listing_id
      where v.workspace_id = ${ctx.workspaceId} and ${which})
    update proposal_items i set sold_at = case when g.gone then now() end
    from now_gone g, proposals p, request_variants v
    where i.workspace_id = ${ctx.workspaceId} and i.id = g.id and (i.sold_at is not null) <> g.gone
      and p.workspace_id = i.workspace_id and p.id = i.proposal_id
      and v.workspace_id = i.workspace_id and v.id = i.variant_id
    returning i.id as "itemId", p.id as "proposalId", p.request_id as "requestId", v.id as "variantId", p.code,
      v.title, g.gone, ${sql.unsafe(shows)} and not ${sql.unsafe(hidden)} and ${sql.unsafe(shown)} as "isShown",
      (p.status = 'DRAFT' or ${sql.unsafe(shows)}) and not ${sql.unsafe(hidden)}
        and (i.removed_at is null or ${sql.unsafe(shown)}) as matters`
  for (const { gone, ...car } of rows) {
    tx.record('proposal.changed', { proposalId: car.proposalId, requestId: car.requestId })
    if (gone && car.matters) await tell(ctx, tx, car)
  }
}

async function tell(ctx: Context, tx: Tx, car: Gone): Promise<void> {
  const { itemId, proposalId, requestId, variantId, code, title, isShown } = car
  const payload = { code, itemId, title }
  await logRequestActivity(ctx, tx, { requestId, proposalId, variantId, type: 'car_sold', payload })
  if (!isShown) return
  const dedupKey = `proposal:${proposalId}:sold:${itemId}`
  await tellManagers(ctx, tx, requestId, { news: 'sold', proposalCode: code, lines: [title], dedupKey })
}
