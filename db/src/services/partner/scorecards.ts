import { partnerScore } from '@cartie/shared/domain/partner-score'
import type { Scorecard } from '@cartie/shared/schemas/partner'
import type { Context, Tx } from '../../context.ts'
import { isApprovedOffer } from './approved-offer.ts'

export interface ScorecardRow {
  partner_id: string
  requests: number
  answered: number
  variants: number
  approved: number
  decided: number
  won: number
  response_minutes: number | null
  price_accuracy: number | null
}

const none = { requests: 0, answered: 0, variants: 0, approved: 0, decided: 0, won: 0 }

/** The scorecard of a row; of a partner that nothing has reached where there is none. */
export function rowToScorecard(row: ScorecardRow | undefined): Scorecard {
  const { requests, answered, variants, approved, decided, won } = row ?? none
  const hitRate = decided ? approved / decided : null
  const responseMinutes = row?.response_minutes ?? null
  const priceAccuracy = row?.price_accuracy ?? null
  const score = partnerScore({ requests, answered, responseMinutes, hitRate, priceAccuracy })
  return { requests, answered, variants, approved, won, responseMinutes, hitRate, priceAccuracy, score }
}

/**
 * How partners have answered, in one statement. A request has reached a partner that got a post of it, or that answered
 * it. The clock runs from its first post to them, or else from its publication. A price within the budget is
 * accurate; above it, accuracy falls with the share by which it is over; other currencies are not compared.
 */
export async function readScorecards(
  ctx: Context,
  { sql }: Tx,
  ids: readonly string[],
): Promise<Map<string, Scorecard>> {
  const approved = sql.unsafe(isApprovedOffer)
  const rows = await sql<ScorecardRow[]>`
    with posts as (
      select partner_id, request_id, min(due_at) as at from request_posts
      where workspace_id = ${ctx.workspaceId} and partner_id = any (${[...ids]}::uuid[])
        and message_id is not null
      group by partner_id, request_id
    ), offers as (
      select v.partner_id, v.request_id, count(*)::int as variants, min(v.created_at) as at,
        count(*) filter (where ${approved})::int as approved,
        count(*) filter (where v.status = 'REJECTED' or ${approved})::int as decided,
        bool_or(v.status = 'ACCEPTED' and r.status = 'WON') as won,
        max(r.published_at) as published_at
      from request_variants v join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
      where v.workspace_id = ${ctx.workspaceId} and v.partner_id = any (${[...ids]}::uuid[]) and v.deleted_at is null
      group by v.partner_id, v.request_id
    ), prices as (
      select v.partner_id, percentile_cont(0.5) within group (order by greatest(0, least(1,
          1 - (v.price_minor - r.budget_max_minor)::float8 / nullif(r.budget_max_minor, 0)))) as accuracy
      from request_variants v join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
      where v.workspace_id = ${ctx.workspaceId} and v.partner_id = any (${[...ids]}::uuid[]) and v.deleted_at is null
        and v.price_minor is not null and v.currency = r.currency and r.budget_max_minor is not null
      group by v.partner_id
    ), reached as (
      select coalesce(p.partner_id, o.partner_id) as partner_id, o.request_id is not null as answered, o.variants,
        o.approved, o.decided, o.won,
        case when o.at is not null then
          greatest(0, extract(epoch from o.at - coalesce(p.at, o.published_at)) / 60)::float8 end as minutes
      from posts p full join offers o on o.partner_id = p.partner_id and o.request_id = p.request_id
    )
    select b.partner_id, count(*)::int as requests, count(*) filter (where b.answered)::int as answered,
      coalesce(sum(b.variants), 0)::int as variants, coalesce(sum(b.approved), 0)::int as approved,
      coalesce(sum(b.decided), 0)::int as decided, count(*) filter (where b.won)::int as won,
      percentile_cont(0.5) within group (order by b.minutes) as response_minutes,
      (select accuracy from prices x where x.partner_id = b.partner_id) as price_accuracy
    from reached b group by b.partner_id`
  const found = new Map(rows.map((row) => [row.partner_id, row]))
  return new Map(ids.map((id) => [id, rowToScorecard(found.get(id))]))
}
