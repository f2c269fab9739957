-- Results that a person left out were counted under the outcome that they had not; they are counted apart.
update parses p set counts = p.counts || left_out.counts || jsonb_build_object('rejected', left_out.n)
from (
  select one.parse_id, sum(one.n)::int as n,
    jsonb_object_agg(one.status, coalesce((q.counts ->> one.status)::int, 0) - one.n) as counts
  from (select parse_id, status, count(*)::int as n from parse_items where review = 'rejected'
        group by parse_id, status) one
  join parses q on q.id = one.parse_id
  group by one.parse_id) left_out
where left_out.parse_id = p.id;
