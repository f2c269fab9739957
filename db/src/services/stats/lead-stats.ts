import type { Overview } from '@cartie/shared/schemas/stats'
import type { Context, Tx } from '../../context.ts'
import type { Period } from './read-period.ts'

type Told = Pick<Overview, 'leads' | 'answers' | 'funnel'>

/**
 * The leads of a period by day and source, how soon people answered them, and how far they came. What a colleague
 * entered or a table brought has nobody who waits for an answer. A lead that was joined to another one is that one.
 */
export async function readLeadStats(ctx: Context, { sql }: Tx, period: Period): Promise<Told> {
  const { timeZone, since, beforeSince, beforeUntil, firstDay, lastDay } = period
  const minutes = sql`case when source in ('telegram', 'form', 'api') and first_answer_at is not null
    then greatest(0, extract(epoch from first_answer_at - created_at) / 60)::float8 end as minutes`
  const within = (share: number) =>
    sql`round((percentile_cont(${share}::float8) within group (order by minutes))::numeric, 1)`
  const [row] = await sql<[Told]>`
    with mine as materialized (
      select id, source, status, (created_at at time zone ${timeZone})::date as day,
        ${minutes}
      from leads where workspace_id = ${ctx.workspaceId} and deleted_at is null and created_at >= ${since}
    ), earlier as materialized (
      select created_at, ${minutes} from leads
      where workspace_id = ${ctx.workspaceId} and deleted_at is null and created_at >= ${beforeSince} and created_at < ${since}
    ), reached as (
      select coalesce(l.merged_into, l.id) as id, bool_or(p.sent) as sent, bool_or(r.status = 'WON' or p.accepted) as won
      from b2b_requests r join leads l on l.workspace_id = r.workspace_id and l.id = r.lead_id
      left join lateral (select bool_or(sent_at is not null) as sent, bool_or(status = 'ACCEPTED') as accepted
        from proposals p where p.request_id = r.id and p.deleted_at is null) p on true
      where r.workspace_id = ${ctx.workspaceId} and r.deleted_at is null group by 1
    ), far as (
      select count(*)::int as leads, count(r.id)::int as requests, count(*) filter (where r.sent)::int as proposals,
        count(*) filter (where r.won or m.status = 'WON')::int as won
      from mine m left join reached r on r.id = m.id
    )
    select
      json_build_object(
        'total', (select count(*) from mine),
        'before', (select count(*) from earlier where created_at < ${beforeUntil}),
        'waiting', (select count(*) from leads
          where workspace_id = ${ctx.workspaceId} and deleted_at is null and status = 'NEW'),
        'byDay', (select json_agg(json_build_object('day', d::date, 'count', coalesce(n.count, 0)) order by d)
          from generate_series(${firstDay}::date, ${lastDay}::date, interval '1 day') d
          left join (select day, count(*) from mine group by day) n on n.day = d::date),
        'bySource', (select coalesce(json_agg(s order by s.count desc, s.source), '[]')
          from (select source, count(*) from mine group by source) s)) as leads,
      (select json_build_object('answered', count(minutes),
        'medianMinutes', ${within(0.5)}, 'slowMinutes', ${within(0.9)},
        'beforeMinutes', (select ${within(0.5)} from earlier)) from mine) as answers,
      (select to_json(far) from far) as funnel`
  return row
}
