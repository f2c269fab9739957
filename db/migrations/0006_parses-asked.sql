ALTER TABLE "parses" ADD COLUMN "asked" integer;--> statement-breakpoint
ALTER TABLE "parses" ADD COLUMN "cars" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What search pages brought has an address and stands on no page, or on a page after the first.
update parses p set asked = i.asked, cars = i.cars from (
  select parse_id, count(*) filter (where page = 0 or canonical_url is null)::int as asked,
    coalesce(sum(found) filter (where kind = 'listing' and status in ('saved', 'changed', 'unchanged', 'duplicate')), 0)::int as cars
  from parse_items group by parse_id) i
where i.parse_id = p.id;--> statement-breakpoint
update parses set asked = total where asked is null;--> statement-breakpoint
ALTER TABLE "parses" ALTER COLUMN "asked" SET NOT NULL;
