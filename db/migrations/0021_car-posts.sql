CREATE TABLE "car_post_tasks" (
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "car_post_tasks_integration_id_listing_id_pk" PRIMARY KEY("integration_id","listing_id")
);
--> statement-breakpoint
ALTER TABLE "car_post_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "car_posts" (
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"has_photo" boolean NOT NULL,
	"shown" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"edit_delivery_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "car_posts_integration_id_listing_id_pk" PRIMARY KEY("integration_id","listing_id")
);
--> statement-breakpoint
ALTER TABLE "car_posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "car_post_tasks" ADD CONSTRAINT "car_post_tasks_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "car_posts" ADD CONSTRAINT "car_posts_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "car_posts" ADD CONSTRAINT "car_posts_workspace_id_listing_id_car_listings_workspace_id_id_fk" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."car_listings"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "car_posts" ADD CONSTRAINT "car_posts_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "car_post_tasks_due" ON "car_post_tasks" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "car_posts_newest" ON "car_posts" USING btree ("integration_id","created_at");--> statement-breakpoint
CREATE POLICY "car_post_tasks_own_workspace" ON "car_post_tasks" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "car_post_tasks_system" ON "car_post_tasks" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "car_posts_own_workspace" ON "car_posts" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "car_posts_system" ON "car_posts" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);