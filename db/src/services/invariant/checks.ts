import { hidden, live } from '../proposal/shown.ts'

/** One check: SQL that gives one number, and the largest number that is still right. */
export interface Check {
  id: string
  title: string
  limit: number
  sql: string
}

const openParses = `p.status in ('queued', 'running')`

/** What must always hold, over all workspaces. Each statement returns a row with `value`. */
export const checks: readonly Check[] = [
  {
    id: 'work_forgotten',
    title: 'Parses with items due for over a minute that nobody reads',
    limit: 0,
    sql: `
      select count(*) as value from parses p where ${openParses}
        and exists (select 1 from parse_items i where i.parse_id = p.id and i.status = 'queued'
                    and i.run_at < now() - interval '60 seconds')
        and not exists (select 1 from parse_items i where i.parse_id = p.id and i.status = 'running' and i.lease_until > now())
        and not exists (select 1 from parse_items i where i.parse_id = p.id and i.finished_at > now() - interval '60 seconds')`,
  },
  {
    id: 'claims_expired',
    title: 'Items whose claim ran out over a minute ago and that nobody took back',
    limit: 0,
    sql: `select count(*) as value from parse_items where status = 'running' and lease_until < now() - interval '60 seconds'`,
  },
  {
    id: 'parses_stuck',
    title: 'Running parses with nothing left to do',
    limit: 0,
    sql: `
      select count(*) as value from parses p where p.status = 'running'
        and not exists (select 1 from parse_items i where i.parse_id = p.id and i.status in ('queued', 'running'))`,
  },
  {
    id: 'items_left_behind',
    title: 'Items that still wait in a parse that has ended',
    limit: 0,
    sql: `
      select count(*) as value from parses p join parse_items i on i.parse_id = p.id and i.status in ('queued', 'running')
      where p.status = 'done' and p.finished_at > now() - interval '1 day'`,
  },
  {
    id: 'counts_wrong',
    title: 'Parses of the last day whose counter differs from their ended items',
    limit: 0,
    sql: `
      select count(*) as value from (
        select p.id, p.done, p.total from parses p where ${openParses} or p.finished_at > now() - interval '1 day'
        order by p.created_at desc limit 200) p
      join lateral (select count(*) filter (where i.status not in ('queued', 'running', 'cancelled')) as done, count(*) as total
                    from parse_items i where i.parse_id = p.id) i on true
      where p.done <> i.done or p.total <> i.total`,
  },
  {
    id: 'cars_missing',
    title: 'Items of the last day that name a car which was never stored',
    limit: 0,
    sql: `
      select count(*) as value from parse_items i, unnest(i.listing_ids) as l(id)
      where i.finished_at > now() - interval '1 day' and i.status = 'saved' and l.id is not null
        and not exists (select 1 from car_listings c where c.id = l.id)`,
  },
  {
    id: 'intakes_forgotten',
    title: 'Leads that came in over five minutes ago and that nobody captured or set aside',
    limit: 0,
    sql: `select count(*) as value from lead_intakes where status = 'pending' and created_at < now() - interval '5 minutes'`,
  },
  {
    id: 'leads_missing',
    title: 'Captures of the last day that name a lead which was never stored',
    limit: 0,
    sql: `
      select count(*) as value from lead_intakes i where i.status = 'done' and i.done_at > now() - interval '1 day'
        and not exists (select 1 from leads l where l.id = i.lead_id)`,
  },
  {
    id: 'reminders_forgotten',
    title: 'Reminders that were due over a minute ago and that nobody was told of',
    limit: 0,
    sql: `
      select count(*) as value from lead_reminders r join leads l on l.id = r.lead_id
      where r.due_at < now() - interval '1 minute' and r.reminded_at is null and r.done_at is null
        and (l.deleted_at is null or l.merged_into is not null)`,
  },
  {
    id: 'price_history_wrong',
    title: 'Cars whose price history does not end with their price, or is lost',
    limit: 0,
    sql: `
      select (
        select count(*) from (select distinct on (listing_id) listing_id, price_minor, currency from observations
                              order by listing_id, seen_at desc, id desc) o
        join car_listings c on c.id = o.listing_id
        where c.price_minor is not null and (c.price_minor, c.currency) is distinct from (o.price_minor, o.currency)
      ) + (
        select count(*) from car_listings c where c.previous_price_minor is not null
          and not exists (select 1 from observations o where o.listing_id = c.id)
      ) as value`,
  },
  {
    id: 'cars_doubled',
    title: 'Adverts that stand in one inventory twice',
    limit: 0,
    sql: `
      select coalesce(sum(n - 1), 0) as value from (
        select count(*) as n from car_listings where source_id is not null group by workspace_id, source, source_id having count(*) > 1
        union all
        select count(*) from car_listings where canonical_url is not null group by workspace_id, canonical_url having count(*) > 1
        union all
        select count(*) from car_listings where source_chat_id is not null
        group by workspace_id, source_chat_id, source_message_id having count(*) > 1) d`,
  },
  {
    id: 'deliveries_stuck',
    title: 'Deliveries that are being sent though their lease ran out over a minute ago',
    limit: 0,
    sql: `
      select count(*) as value from deliveries
      where state = 'sending' and lease_until < now() - interval '60 seconds'`,
  },
  {
    id: 'deliveries_late',
    title: 'Seconds that the longest waiting lane is late, though nobody holds it and no pause was asked for',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(f.run_at))), 0) as value from (
        select distinct on (workspace_id, lane) workspace_id, lane, run_at
        from deliveries where state = 'pending' order by workspace_id, lane, seq) f
      left join delivery_lanes l using (workspace_id, lane)
      where f.run_at < now() and (l.lease_until is null or l.lease_until < now())
        and (l.paused_until is null or l.paused_until < now())`,
  },
  {
    id: 'deliveries_unknown',
    title: 'Hours since the oldest delivery whose end nobody knows, and that nobody has settled',
    limit: 24,
    sql: `
      select coalesce(round(extract(epoch from now() - min(ended_at)) / 3600), 0) as value from deliveries d
      where state = 'unknown' and not exists (select 1 from deliveries a where a.resend_of = d.id)`,
  },
  {
    id: 'deliveries_doubled',
    title: 'Intents that stand in the ledger twice',
    limit: 0,
    sql: `
      select coalesce(sum(n - 1), 0) as value from (
        select count(*) as n from deliveries where dedup_key is not null
        group by workspace_id, dedup_key having count(*) > 1) d`,
  },
  {
    id: 'updates_late',
    title: 'Seconds that the longest waiting chat event is late',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(run_at))), 0) as value
      from inbox_events where status = 'pending' and run_at < now()`,
  },
  {
    id: 'updates_unfinished',
    title: 'Events of chats that were accepted over ten minutes ago and have no end',
    limit: 0,
    sql: `
      select count(*) as value from inbox_events
      where status = 'pending' and kind = 'update' and received_at < now() - interval '10 minutes'`,
  },
  {
    id: 'posts_late',
    title: 'Seconds that the longest waiting post is late, though nobody reads it',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(run_at))), 0) as value from posts
      where state = 'pending' and run_at < now() and (lease_until is null or lease_until < now())`,
  },
  {
    id: 'request_posts_late',
    title: 'Seconds that the longest waiting post of a request is late, though nobody sends it',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(due_at))), 0) as value from request_posts
      where state = 'planned' and delivery_id is null and due_at < now()`,
  },
  {
    id: 'request_posts_doubled',
    title: 'Posts of requests that were sent to a chat more than once',
    limit: 0,
    sql: `
      select count(*) - count(distinct split_part(dedup_key, ':', 3)) as value from deliveries
      where dedup_key like 'request-post:%' and state = 'sent'`,
  },
  {
    id: 'proposals_late',
    title: 'Seconds that the longest waiting PDF or end of a proposal is late, though nobody sees to it',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(since))), 0) as value from (
        select expires_at as since from proposals p where ${live} and expires_at < now() and not ${hidden}
        union all
        select sent_at from proposals where pdf_version < version and (lease_until is null or lease_until < now())) p`,
  },
  {
    id: 'matching_late',
    title: 'Seconds that the longest waiting comparison of cars and requests is late, though nobody holds it',
    limit: 60,
    sql: `
      select coalesce(round(extract(epoch from now() - min(coalesce(lease_until, created_at)))), 0) as value
      from match_tasks where attempts < 5 and (lease_until is null or lease_until < now())`,
  },
  {
    id: 'matching_set_aside',
    title: 'Comparisons of cars and requests that were set aside after five tries',
    limit: 0,
    sql: `select count(*) as value from match_tasks where attempts >= 5 and lease_until is null`,
  },
]
