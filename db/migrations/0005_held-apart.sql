-- Results that wait for a person were counted as unchanged; they are counted apart.
update parses p set counts = p.counts || jsonb_build_object(
    'unchanged', (p.counts ->> 'unchanged')::int - held.n, 'held', held.n)
from (select parse_id, count(*)::int as n from parse_items where review = 'pending' group by parse_id) held
where held.parse_id = p.id and p.counts ? 'unchanged';
