import type { World } from './world.ts'

/** What must be nought after every case. */
export interface Tally {
  /** Accepted work without an end. */
  lost: number
  /** Work whose effect stands more than once. */
  double: number
  /** Work that ended without an effect and without a reason that a person sees. */
  silent: number
  /** Rows or secrets of one workspace seen by another, or in a log. */
  leak: number
  /** Connections to addresses that must not be reached. */
  conn: number
}

export const none = (): Tally => ({ lost: 0, double: 0, silent: 0, leak: 0, conn: 0 })

/** Adds up tallies. */
export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (a, b) => ({
      lost: a.lost + b.lost,
      double: a.double + b.double,
      silent: a.silent + b.silent,
      leak: a.leak + b.leak,
      conn: a.conn + b.conn,
    }),
    none(),
  )

/** Counts lost, doubled and silent work of the accepted parses straight from the rows. */
export async function inspect(world: Pick<World, 'sql'>, parseIds: readonly string[]): Promise<Tally> {
  const { sql } = world
  const [items] = await sql<[{ lost: number; silent: number }]>`
    select count(*) filter (where status in ('queued', 'running'))::int as lost,
      count(*) filter (where status in ('failed', 'wall', 'gone', 'not_a_car', 'duplicate') and reason is null
        or status in ('saved', 'changed', 'unchanged') and found = 0)::int as silent
    from parse_items where parse_id in ${sql(parseIds)}`
  const [unsaved] = await sql<[{ n: number }]>`
    select count(*)::int as n from parse_items i
    where parse_id in ${sql(parseIds)} and status in ('saved', 'changed', 'unchanged') and kind = 'listing'
      and not exists (select 1 from car_listings l where l.id = any (i.listing_ids))`
  const [counted] = await sql<[{ n: number }]>`
    select coalesce(sum(abs(p.done - ended.n)), 0)::int as n from parses p,
      lateral (select count(*) as n from parse_items i where i.parse_id = p.id and i.status not in ('queued', 'running', 'cancelled')) ended
    where p.id in ${sql(parseIds)}`
  const [twice] = await sql<[{ n: number }]>`
    select (select count(*) from (select 1 from car_listings where canonical_url is not null group by workspace_id, canonical_url having count(*) > 1) a)::int
         + (select count(*) from (select 1 from observations group by listing_id, price_minor, seen_at having count(*) > 1) b)::int
         + (select count(*) from (select 1 from observations o join car_listings l on l.id = o.listing_id
                                  where l.version = 1 group by o.listing_id having count(*) > 1) c)::int as n`
  return { ...none(), lost: items.lost + unsaved.n, silent: items.silent, double: twice.n + counted.n }
}
