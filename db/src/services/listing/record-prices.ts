import type { Context, Tx } from '../../context.ts'
import { rateDay, rateOn } from '../rate/rate-on.ts'

/** A price that differs from the one before, which stood since `since`. */
export interface PriceChange {
  id: string
  priceMinor: number
  currency: string
  before: { priceMinor: number; currency: string; since: string } | null
}

/**
 * Writes price history: the new price, and at the first change the price that the listing came with; each with the
 * rate of its day to the workspace's currency, looked up once a currency and day.
 */
export async function recordPrices(
  ctx: Context,
  tx: Tx,
  changes: readonly PriceChange[],
  seenAt: string,
): Promise<void> {
  const rows = changes.map((c) => ({
    id: c.id,
    price_minor: c.priceMinor,
    currency: c.currency,
    old_price_minor: c.before?.priceMinor ?? null,
    old_currency: c.before?.currency ?? null,
    since: c.before?.since ?? null,
  }))
  await tx.sql.unsafe(
    `with change as (
       select * from jsonb_to_recordset($2::jsonb)
         as n(id uuid, price_minor bigint, currency text, old_price_minor bigint, old_currency text, since timestamptz)
     ), seen as (
       select id, old_price_minor as price_minor, old_currency as currency, since as seen_at from change c
       where old_price_minor is not null and not exists (select from observations o where o.listing_id = c.id)
       union all
       select id, price_minor, currency, $3::timestamptz from change
     ), rates as materialized (
       select d.currency, d.day, w.currency as rate_currency, ${rateOn('d.currency', 'w.currency', 'd.day')} as rate
       from (select distinct currency, ${rateDay('seen_at')} as day from seen) d, workspaces w where w.id = $1::uuid
     )
     insert into observations (workspace_id, listing_id, price_minor, currency, seen_at, rate, rate_currency)
     select $1::uuid, s.id, s.price_minor, s.currency, s.seen_at, r.rate, r.rate_currency
     from seen s join rates r on r.currency = s.currency and r.day = ${rateDay('s.seen_at')}`,
    [ctx.workspaceId, JSON.stringify(rows), seenAt],
    { prepare: true },
  )
}
