import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'

/**
 * Reserves the next free moments at hosts, at `ratePerHost` requests a second over all workers and workspaces.
 * Only moments within `horizonMs` are given out, so that nobody can book a host for hours.
 * Returns for each host the pauses in milliseconds from now, at most `count` of them.
 */
export async function reserveSlots(
  ctx: Context,
  wants: readonly { host: string; count: number }[],
  { ratePerHost, horizonMs }: { ratePerHost: number; horizonMs: number },
): Promise<Map<string, number[]>> {
  const gapMs = 1000 / ratePerHost
  const rows = await withTx(ctx, async ({ sql }) => {
    const json = JSON.stringify(wants)
    await sql`
      insert into fetch_hosts (host, next_at)
      select w.host, clock_timestamp() from jsonb_to_recordset(${json}::jsonb) as w(host text) order by w.host
      on conflict (host) do nothing`
    return sql<{ host: string; first: number; n: number }[]>`
      with want as (
        select w.host, w.count from jsonb_to_recordset(${json}::jsonb) as w(host text, count int)
      ), held as (
        select h.host, w.count,
          greatest(0, extract(epoch from h.next_at - clock_timestamp()))::float8 * 1000 as first
        from fetch_hosts h join want w using (host) order by h.host for update of h
      ), given as (
        select host, first, least(count, greatest(0, ceil((${horizonMs}::float8 - first) / ${gapMs}::float8)))::int as n from held
      ), moved as (
        update fetch_hosts h set next_at = clock_timestamp() + (g.first + g.n * ${gapMs}::float8) * interval '1 ms'
        from given g where h.host = g.host and g.n > 0
      ) select host, first, n from given`
  })
  return new Map(
    rows.map(({ host, first, n }) => [host, Array.from({ length: n }, (_, i) => first + i * gapMs)]),
  )
}
