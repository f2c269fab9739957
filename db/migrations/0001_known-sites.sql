CREATE TABLE "sites" (
	"id" text PRIMARY KEY NOT NULL,
	"hosts" text[] NOT NULL,
	"search_fields" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parses" ADD COLUMN "woken_at" timestamp with time zone;--> statement-breakpoint
CREATE POLICY "sites_read" ON "sites" AS PERMISSIVE FOR SELECT TO "cartie_app" USING (true);--> statement-breakpoint
CREATE POLICY "sites_system" ON "sites" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);