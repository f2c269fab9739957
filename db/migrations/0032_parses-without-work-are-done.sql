-- A parse whose row was held while it was claimed was never called running, and so never done.
update parses p set status = 'done',
  started_at = coalesce(p.started_at, p.created_at),
  finished_at = coalesce((select max(i.finished_at) from parse_items i where i.parse_id = p.id), now())
where p.status in ('queued', 'running') and p.done >= p.total
  and not exists (select from parse_items i where i.parse_id = p.id and i.status in ('queued', 'running'));
