import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { toMajor } from '@cartie/shared/domain/money'

/**
 * For how much a lead that was won has bought, in major units: what the client pays for the variant that was accepted,
 * else the price of the car that the lead is about. Undefined where neither is known.
 */
export async function findSale(
  ctx: Context,
  leadId: string,
): Promise<{ value: number; currency: string } | undefined> {
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ price: number; currency: string }[]>`
      select price::float8, currency from (
        select coalesce(i.price_minor, v.price_minor) as price,
          case when i.price_minor is null then v.currency else i.currency end as currency, 1 as choice, r.updated_at as at
        from b2b_requests r
          join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
          join request_variants v on v.workspace_id = r.workspace_id and v.request_id = r.id
            and v.status = 'ACCEPTED' and v.deleted_at is null
          left join lateral (
            select p.price_minor, p.currency from proposal_items p
            where p.workspace_id = v.workspace_id and p.variant_id = v.id and p.removed_at is null
              and p.price_minor is not null
            order by p.reaction = 'LIKED' desc nulls last, p.id desc limit 1) i on true
        where r.workspace_id = ${ctx.workspaceId} and coalesce(m.merged_into, m.id) = ${leadId}
          and r.status = 'WON' and r.deleted_at is null
        union all
        select c.price_minor, c.currency, 2, c.first_seen_at
        from leads l join car_listings c on c.workspace_id = l.workspace_id and c.id = l.listing_id
        where l.workspace_id = ${ctx.workspaceId} and l.id = ${leadId}
      ) known where price is not null and currency is not null
      order by choice, at desc limit 1`,
  )
  return row && { value: toMajor(row.price, row.currency), currency: row.currency }
}
