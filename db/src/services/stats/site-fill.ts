import { fillDrop } from '@cartie/shared/domain/fill-drop'
import { fillFields, type FillField, type SiteFill } from '@cartie/shared/schemas/stats'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readPeriod } from './read-period.ts'

const daysShown = 14
const sitesShown = 30
/** So many adverts of a site say as much of its day as all of them. */
const adverts = 500

/** When a car that was read, `c`, has a field. */
const has: Record<Exclude<FillField, 'read'>, string> = {
  price: `c -> 'price' ->> 'amount' is not null`,
  year: `c ->> 'year' is not null`,
  mileageKm: `c ->> 'mileageKm' is not null`,
  images: `c #> '{images,0}' is not null`,
  phone: `c #>> '{seller,phone}' is not null`,
  model: `c ->> 'model' is not null`,
  location: `c ->> 'location' is not null`,
  vin: `c ->> 'vin' is not null`,
}

type Row = { site: string; day: string; pages: number; cars: number } & Record<FillField, number>

/**
 * How often adverts of each site that were read in the last days had each field, the busiest sites first, with what
 * dropped. Pages that are gone, and lists of adverts, say nothing of a site's adverts.
 */
export function readSiteFill(ctx: Context): Promise<SiteFill> {
  requirePermission(ctx, 'invariants.read')
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const { since, timeZone, firstDay } = await readPeriod(ctx, tx, daysShown)
    const counts = Object.entries(has).map(
      ([field, condition]) => `count(*) filter (where ${condition})::int as "${field}"`,
    )
    const sums = Object.keys(has).map((field) => `sum(f."${field}")::int as "${field}"`)
    const rows = await sql<Row[]>`
      select site, day::text, count(*)::int as pages, sum((f.cars > 0)::int)::int as read, sum(f.cars)::int as cars,
        ${sql.unsafe(sums.join(', '))}
      from (
        select *, row_number() over (partition by site, day order by finished_at desc) as n from (
          select regexp_replace(host, '^(www|m)[.]', '') as site, (finished_at at time zone ${timeZone})::date as day,
            finished_at, listings
          from parse_items
          where workspace_id = ${ctx.workspaceId} and finished_at >= ${since} and host is not null
            and (kind = 'listing' or kind = 'none' and page is null)
            and status not in ('queued', 'running', 'cancelled', 'gone')) i
      ) i
      cross join lateral (select count(*)::int as cars, ${sql.unsafe(counts.join(', '))}
        from jsonb_array_elements(i.listings) c) f
      where n <= ${adverts} group by site, day`
    const days = Array.from({ length: daysShown }, (_, n) =>
      new Date(Date.parse(firstDay) + n * 86_400_000).toISOString().slice(0, 10),
    )
    const bySite = Map.groupBy(rows, ({ site }) => site)
    const sites = [...bySite].map(([site, seen]) => ({
      site,
      pages: seen.reduce((sum, { pages }) => sum + pages, 0),
      fields: fillFields.map((field) => {
        const byDay = days.map((day) => {
          const row = seen.find((one) => one.day === day)
          return { day, of: (field === 'read' ? row?.pages : row?.cars) ?? 0, filled: row?.[field] ?? 0 }
        })
        return {
          field,
          byDay: byDay.map(({ of, filled }) => ({ of, filled })),
          drop: fillDrop(byDay) ?? null,
        }
      }),
    }))
    return { days, sites: sites.toSorted((a, b) => b.pages - a.pages).slice(0, sitesShown) }
  })
}
