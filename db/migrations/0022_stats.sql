DROP INDEX "car_listings_facts";--> statement-breakpoint
CREATE INDEX "observations_period" ON "observations" USING btree ("workspace_id","seen_at");--> statement-breakpoint
CREATE INDEX "deliveries_period" ON "deliveries" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "parse_items_finished" ON "parse_items" USING brin ("finished_at");--> statement-breakpoint
CREATE INDEX "car_listings_facts" ON "car_listings" USING btree ("workspace_id","make","source","status","currency","fuel","transmission","body_type","model","year","price_minor","mileage_km","first_seen_at","posted_at") WHERE deleted_at is null;