import { notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** Some days of a workspace's calendar, today included, and as many before them. Instants are ISO 8601. */
export interface Period {
  days: number
  timeZone: string
  /** The first and the last day, `YYYY-MM-DD`. */
  firstDay: string
  lastDay: string
  since: string
  /** When the days before began, and where they end to be as long as these are until now. */
  beforeSince: string
  beforeUntil: string
}

/** The last `days` days as the workspace's clocks count them. */
export async function readPeriod(ctx: Context, { sql }: Tx, days: number): Promise<Period> {
  const [row] = await sql<Omit<Period, 'days'>[]>`
    select time_zone as "timeZone", first::date::text as "firstDay", here::date::text as "lastDay",
      first at time zone time_zone as since,
      (first - make_interval(days => ${days})) at time zone time_zone as "beforeSince",
      (here - make_interval(days => ${days})) at time zone time_zone as "beforeUntil"
    from (select time_zone, now() at time zone time_zone as here,
            date_trunc('day', now() at time zone time_zone) - make_interval(days => ${days - 1}) as first
          from workspaces where id = ${ctx.workspaceId}) w`
  if (!row) throw notFound('workspace')
  return { days, ...row }
}
