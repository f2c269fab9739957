ALTER TABLE "observations" DROP CONSTRAINT "observations_workspace_id_listing_id_car_listings_workspace_id_id_fk";--> statement-breakpoint
ALTER TABLE "car_listings" DROP CONSTRAINT "car_listings_of_workspace";--> statement-breakpoint
ALTER TABLE "car_listings" DROP CONSTRAINT "car_listings_pkey";--> statement-breakpoint
ALTER TABLE "car_listings" ADD CONSTRAINT "car_listings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id");--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_workspace_id_listing_id_car_listings_workspace_id_id_fk" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."car_listings"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "car_listings" ALTER COLUMN "search" DROP EXPRESSION;--> statement-breakpoint
UPDATE "car_listings" SET "search" = '' WHERE "search" IS NULL;--> statement-breakpoint
ALTER TABLE "car_listings" ALTER COLUMN "search" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "car_listings" ALTER COLUMN "search" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "car_listings_year" ON "car_listings" USING btree ("workspace_id","year","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "car_listings_mileage" ON "car_listings" USING btree ("workspace_id","mileage_km","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "car_listings_bin" ON "car_listings" USING btree ("workspace_id","first_seen_at","id") WHERE deleted_at is not null;--> statement-breakpoint
-- Room on each page, so that noting that a car was seen again touches no index.
ALTER TABLE "car_listings" SET (fillfactor = 85);--> statement-breakpoint
-- Full-text search can't use its index below row-level security (its operator may leak), so this function
-- searches for the tenant, and checks the workspace itself. At most `most` ids, in no order.
CREATE FUNCTION "listing_search"(words text, most int) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  select array_agg(id) from (
    select id from car_listings
    where search @@ words::tsquery
      and workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
    limit most
  ) found
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "listing_search"(text, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "listing_search"(text, int) TO cartie_app;
