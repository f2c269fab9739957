import type { Context, Tx } from '../../context.ts'
import type { ToldMatch } from './match-card.ts'
import { isOffered } from './match-row.ts'

/**
 * Of `request_matches m` and its `car_listings l`: nobody decided on it, and people were not told of it, or at a higher
 * price. Prices of two currencies are not compared.
 */
export const isNews = `m.state = 'new' and (m.alerted_at is null or (l.price_minor < m.alerted_price_minor
  and coalesce(l.previous_currency, l.currency) = l.currency))`

/** The news of a request, best first. From now on they are told. */
export async function takeNews(ctx: Context, { sql }: Tx, requestId: string): Promise<ToldMatch[]> {
  const rows = await sql<ToldMatch[]>`
    with news as (
      select m.listing_id, m.alerted_at is not null as cheaper, l.title, l.make, l.model, l.year, l.price_minor,
        l.currency, l.mileage_km, l.location, l.images[1] as photo
      from request_matches m join car_listings l on l.workspace_id = m.workspace_id and l.id = m.listing_id
      where m.workspace_id = ${ctx.workspaceId} and m.request_id = ${requestId} and ${sql.unsafe(isNews)}
        and ${sql.unsafe(isOffered)} for update of m)
    update request_matches m set alerted_at = now(), alerted_price_minor = n.price_minor from news n
    where m.workspace_id = ${ctx.workspaceId} and m.request_id = ${requestId} and m.listing_id = n.listing_id
    returning m.listing_id as "listingId", m.score, m.reasons, n.cheaper, n.title, n.make, n.model, n.year,
      n.price_minor::float8 as "priceMinor", n.currency, n.mileage_km as "mileageKm", n.location, n.photo`
  return rows.toSorted((a, b) => b.score - a.score || (a.listingId < b.listingId ? -1 : 1))
}
