CREATE TABLE "media" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_once" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"key" text NOT NULL,
	"parts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source_chat_id" text,
	"source_message_id" bigint,
	"source_username" text,
	"posted_at" timestamp with time zone,
	"origin" text DEFAULT 'channel' NOT NULL,
	"wanted" boolean DEFAULT false NOT NULL,
	"card_message_id" bigint,
	"state" text DEFAULT 'pending' NOT NULL,
	"outcome" text,
	"reason" text,
	"listing_ids" uuid[] DEFAULT '{}' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "posts_once" UNIQUE("workspace_id","bot_id","chat_id","key")
);
--> statement-breakpoint
ALTER TABLE "posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bot_configs" ADD COLUMN "managers" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_newest" ON "posts" USING btree ("bot_id","chat_id","created_at","id");--> statement-breakpoint
CREATE INDEX "posts_pending" ON "posts" USING btree ("run_at") WHERE state = 'pending';--> statement-breakpoint
CREATE POLICY "media_own_workspace" ON "media" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "media_system" ON "media" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "posts_own_workspace" ON "posts" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "posts_system" ON "posts" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);