import type { Context, Tx } from '../../context.ts'

/** A price that differs from the one before, which stood since `since`. */
export interface PriceChange {
  id: string
  priceMinor: number
  currency: string
  before: { priceMinor: number; currency: string; since: string } | null
}

/** Writes price history: the new price, and at the first change the price that the listing came with. */
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
     )
     insert into observations (workspace_id, listing_id, price_minor, currency, seen_at)
     select $1::uuid, id, old_price_minor, old_currency, since from change c
     where old_price_minor is not null and not exists (select from observations o where o.listing_id = c.id)
     union all
     select $1::uuid, id, price_minor, currency, $3::timestamptz from change`,
    [ctx.workspaceId, JSON.stringify(rows), seenAt],
    { prepare: true },
  )
}
