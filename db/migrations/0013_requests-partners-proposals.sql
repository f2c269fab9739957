CREATE TABLE "partner_invites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"token" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "partner_invites_token" UNIQUE("workspace_id","token")
);
--> statement-breakpoint
ALTER TABLE "partner_invites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partner_users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"telegram_user_id" bigint NOT NULL,
	"name" text NOT NULL,
	"username" text,
	"bot_id" uuid,
	"session_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "partner_users_of_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "partner_users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text DEFAULT 'company' NOT NULL,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"name" text NOT NULL,
	"city" text,
	"phone" text,
	"email" text,
	"makes" text[] DEFAULT '{}' NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"search" "tsvector" DEFAULT '' NOT NULL,
	CONSTRAINT "partners_of_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "partners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposal_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"margin_minor" bigint,
	"margin_percent" real,
	"price_minor" bigint,
	"currency" text,
	"comment" text,
	"photos" text[] DEFAULT '{}' NOT NULL,
	"reaction" text,
	"reacted_at" timestamp with time zone,
	"sold_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "proposal_items_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "proposal_items_variant" UNIQUE("workspace_id","proposal_id","variant_id")
);
--> statement-breakpoint
ALTER TABLE "proposal_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposal_versions" (
	"workspace_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"pdf" "bytea",
	"sent_by" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_versions_workspace_id_proposal_id_version_pk" PRIMARY KEY("workspace_id","proposal_id","version")
);
--> statement-breakpoint
ALTER TABLE "proposal_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"code" text NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"token" text NOT NULL,
	"title" text NOT NULL,
	"intro" text,
	"language" text DEFAULT 'uk' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"views" integer DEFAULT 0 NOT NULL,
	"accepted_item_id" uuid,
	"pdf_version" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "proposals_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "proposals_code" UNIQUE("workspace_id","code"),
	CONSTRAINT "proposals_token" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "b2b_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text DEFAULT 'BUY' NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"priority" text DEFAULT 'NORMAL' NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"makes" text[] DEFAULT '{}' NOT NULL,
	"models" text[] DEFAULT '{}' NOT NULL,
	"year_from" integer,
	"year_to" integer,
	"budget_min_minor" bigint,
	"budget_max_minor" bigint,
	"currency" text,
	"mileage_km_to" integer,
	"fuels" text[] DEFAULT '{}' NOT NULL,
	"transmissions" text[] DEFAULT '{}' NOT NULL,
	"body_types" text[] DEFAULT '{}' NOT NULL,
	"drives" text[] DEFAULT '{}' NOT NULL,
	"cities" text[] DEFAULT '{}' NOT NULL,
	"colors" text[] DEFAULT '{}' NOT NULL,
	"must" text[] DEFAULT '{}' NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"language" text DEFAULT 'uk' NOT NULL,
	"deadline_at" timestamp with time zone,
	"source" text NOT NULL,
	"lead_id" uuid,
	"bot_id" uuid,
	"session_id" uuid,
	"owner_id" uuid,
	"notes" text,
	"post_text" text,
	"searches_sites" boolean DEFAULT false NOT NULL,
	"offer_token" text NOT NULL,
	"variant_count" integer DEFAULT 0 NOT NULL,
	"lost_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"search" "tsvector" DEFAULT '' NOT NULL,
	CONSTRAINT "b2b_requests_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "b2b_requests_code" UNIQUE("workspace_id","code"),
	CONSTRAINT "b2b_requests_offer_token" UNIQUE("offer_token")
);
--> statement-breakpoint
ALTER TABLE "b2b_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "match_tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "match_tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"request_id" uuid,
	"listing_ids" uuid[],
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "match_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_activities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "request_activities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"variant_id" uuid,
	"proposal_id" uuid,
	"type" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request_activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_matches" (
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"snoozed_until" timestamp with time zone,
	"alerted_price_minor" bigint,
	"alerted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_matches_workspace_id_request_id_listing_id_pk" PRIMARY KEY("workspace_id","request_id","listing_id")
);
--> statement-breakpoint
ALTER TABLE "request_matches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"target" text NOT NULL,
	"partner_id" uuid,
	"wave" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"shown" jsonb,
	"delivery_id" uuid,
	"edit_delivery_id" uuid,
	"message_id" bigint,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_posts_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "request_posts_once" UNIQUE("workspace_id","request_id","bot_id","chat_id")
);
--> statement-breakpoint
ALTER TABLE "request_posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_variants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" text DEFAULT 'SUBMITTED' NOT NULL,
	"source" text NOT NULL,
	"partner_id" uuid,
	"partner_user_id" uuid,
	"bot_id" uuid,
	"session_id" uuid,
	"offerer_name" text,
	"offerer_phone" text,
	"listing_id" uuid,
	"parse_id" uuid,
	"title" text NOT NULL,
	"make" text,
	"model" text,
	"year" integer,
	"price_minor" bigint,
	"currency" text,
	"mileage_km" integer,
	"vin" text,
	"url" text,
	"canonical_url" text,
	"location" text,
	"fuel" text,
	"transmission" text,
	"body_type" text,
	"drive" text,
	"engine_volume_l" real,
	"color" text,
	"details" text,
	"raw_details" text,
	"photos" text[] DEFAULT '{}' NOT NULL,
	"file_ids" text[] DEFAULT '{}' NOT NULL,
	"photo_keys" text[] DEFAULT '{}' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"score" integer,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reject_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "request_variants_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "request_variants_number" UNIQUE("workspace_id","request_id","number")
);
--> statement-breakpoint
ALTER TABLE "request_variants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "partner_invites" ADD CONSTRAINT "partner_invites_workspace_id_partner_id_partners_workspace_id_id_fk" FOREIGN KEY ("workspace_id","partner_id") REFERENCES "public"."partners"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_users" ADD CONSTRAINT "partner_users_workspace_id_partner_id_partners_workspace_id_id_fk" FOREIGN KEY ("workspace_id","partner_id") REFERENCES "public"."partners"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_items" ADD CONSTRAINT "proposal_items_workspace_id_proposal_id_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_items" ADD CONSTRAINT "proposal_items_workspace_id_variant_id_request_variants_workspace_id_id_fk" FOREIGN KEY ("workspace_id","variant_id") REFERENCES "public"."request_variants"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_versions" ADD CONSTRAINT "proposal_versions_workspace_id_proposal_id_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."proposals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "b2b_requests" ADD CONSTRAINT "b2b_requests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "b2b_requests" ADD CONSTRAINT "b2b_requests_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_tasks" ADD CONSTRAINT "match_tasks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_activities" ADD CONSTRAINT "request_activities_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_matches" ADD CONSTRAINT "request_matches_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_matches" ADD CONSTRAINT "request_matches_workspace_id_listing_id_car_listings_workspace_id_id_fk" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."car_listings"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_posts" ADD CONSTRAINT "request_posts_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_posts" ADD CONSTRAINT "request_posts_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_variants" ADD CONSTRAINT "request_variants_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_variants" ADD CONSTRAINT "request_variants_workspace_id_partner_id_partners_workspace_id_id_fk" FOREIGN KEY ("workspace_id","partner_id") REFERENCES "public"."partners"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partner_invites_partner" ON "partner_invites" USING btree ("partner_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_users_telegram" ON "partner_users" USING btree ("workspace_id","telegram_user_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "partner_users_partner" ON "partner_users" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "partners_name" ON "partners" USING btree ("workspace_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "partners_search" ON "partners" USING gin ("search");--> statement-breakpoint
CREATE INDEX "proposal_items_of_variant" ON "proposal_items" USING btree ("variant_id");--> statement-breakpoint
CREATE INDEX "proposals_newest" ON "proposals" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "proposals_status" ON "proposals" USING btree ("workspace_id","status","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "proposals_request" ON "proposals" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "proposals_expiring" ON "proposals" USING btree ("expires_at") WHERE status in ('SENT', 'SEEN', 'LIKED') and expires_at is not null;--> statement-breakpoint
CREATE INDEX "proposals_pdf" ON "proposals" USING btree ("sent_at") WHERE pdf_version < version;--> statement-breakpoint
CREATE INDEX "b2b_requests_newest" ON "b2b_requests" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "b2b_requests_status" ON "b2b_requests" USING btree ("workspace_id","status","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "b2b_requests_open" ON "b2b_requests" USING gin ("makes") WHERE deleted_at is null and status in ('PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST');--> statement-breakpoint
CREATE INDEX "b2b_requests_lead" ON "b2b_requests" USING btree ("lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "b2b_requests_session" ON "b2b_requests" USING btree ("session_id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "b2b_requests_search" ON "b2b_requests" USING gin ("search");--> statement-breakpoint
CREATE INDEX "match_tasks_pending" ON "match_tasks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "request_activities_story" ON "request_activities" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "request_matches_best" ON "request_matches" USING btree ("request_id","score","listing_id");--> statement-breakpoint
CREATE INDEX "request_matches_listing" ON "request_matches" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "request_matches_snoozed" ON "request_matches" USING btree ("snoozed_until") WHERE state = 'snoozed';--> statement-breakpoint
CREATE INDEX "request_posts_due" ON "request_posts" USING btree ("due_at") WHERE state = 'planned';--> statement-breakpoint
CREATE UNIQUE INDEX "request_variants_url" ON "request_variants" USING btree ("workspace_id","request_id","canonical_url") WHERE canonical_url is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "request_variants_vin" ON "request_variants" USING btree ("workspace_id","request_id","vin") WHERE vin is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "request_variants_listing" ON "request_variants" USING btree ("workspace_id","request_id","listing_id") WHERE listing_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "request_variants_partner" ON "request_variants" USING btree ("partner_id","created_at") WHERE partner_id is not null;--> statement-breakpoint
CREATE INDEX "request_variants_of_listing" ON "request_variants" USING btree ("listing_id") WHERE listing_id is not null;--> statement-breakpoint
CREATE INDEX "request_variants_files" ON "request_variants" USING btree ("created_at") WHERE file_ids <> '{}';--> statement-breakpoint
CREATE POLICY "partner_invites_own_workspace" ON "partner_invites" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "partner_invites_system" ON "partner_invites" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "partner_users_own_workspace" ON "partner_users" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "partner_users_system" ON "partner_users" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "partners_own_workspace" ON "partners" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "partners_system" ON "partners" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_items_own_workspace" ON "proposal_items" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "proposal_items_system" ON "proposal_items" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposal_versions_own_workspace" ON "proposal_versions" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "proposal_versions_system" ON "proposal_versions" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "proposals_own_workspace" ON "proposals" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "proposals_system" ON "proposals" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "b2b_requests_own_workspace" ON "b2b_requests" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "b2b_requests_system" ON "b2b_requests" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "match_tasks_own_workspace" ON "match_tasks" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "match_tasks_system" ON "match_tasks" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "request_activities_own_workspace" ON "request_activities" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "request_activities_system" ON "request_activities" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "request_matches_own_workspace" ON "request_matches" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "request_matches_system" ON "request_matches" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "request_posts_own_workspace" ON "request_posts" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "request_posts_system" ON "request_posts" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "request_variants_own_workspace" ON "request_variants" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "request_variants_system" ON "request_variants" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);