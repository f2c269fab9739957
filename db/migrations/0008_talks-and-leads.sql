CREATE TABLE "bot_channels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"username" text,
	"can_post" boolean DEFAULT false NOT NULL,
	"imports" boolean DEFAULT false NOT NULL,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_post_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_channels_chat" UNIQUE("workspace_id","bot_id","chat_id")
);
--> statement-breakpoint
ALTER TABLE "bot_channels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_configs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"telegram_id" bigint,
	"username" text,
	"name" text,
	"status" text DEFAULT 'checking' NOT NULL,
	"template" text DEFAULT 'CLIENT_LEAD' NOT NULL,
	"token_cipher" text NOT NULL,
	"token_hint" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"intake" text DEFAULT 'off' NOT NULL,
	"webhook_secret_hash" text,
	"language" text DEFAULT 'uk' NOT NULL,
	"admin_chat_id" text,
	"lead_window_days" integer,
	"menu" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"synced_version" integer DEFAULT 0 NOT NULL,
	"sync_lease_until" timestamp with time zone,
	"sync_fence" bigint DEFAULT 0 NOT NULL,
	"health" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_update_at" timestamp with time zone,
	"poll_offset" bigint DEFAULT 0 NOT NULL,
	"poll_lease_until" timestamp with time zone,
	"poll_fence" bigint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "bot_configs_of_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "bot_configs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bot_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"message_id" bigint,
	"delivery_id" uuid,
	"author" text NOT NULL,
	"kind" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"content" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"edited_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"search" "tsvector" DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bot_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"contact_id" uuid,
	"state" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"timer_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"handed_to" uuid,
	"handed_at" timestamp with time zone,
	"assigned_to" uuid,
	"unread" integer DEFAULT 0 NOT NULL,
	"last_text" text,
	"last_message_at" timestamp with time zone,
	"blocked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_sessions_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "bot_sessions_chat" UNIQUE("workspace_id","bot_id","chat_id")
);
--> statement-breakpoint
ALTER TABLE "bot_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"telegram_user_id" bigint,
	"username" text,
	"name" text NOT NULL,
	"phone" text,
	"language" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_of_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbox_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"kind" text NOT NULL,
	"update_id" bigint,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"error" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "inbox_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_calls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"token" text NOT NULL,
	"kind" text NOT NULL,
	"request" jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"fence" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "session_calls_token" UNIQUE("session_id","token")
);
--> statement-breakpoint
ALTER TABLE "session_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"inbox_event_id" bigint,
	"scenario_id" uuid,
	"version_id" uuid,
	"event" jsonb NOT NULL,
	"nodes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"effects" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_files" (
	"workspace_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	"key" text NOT NULL,
	"file_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_files_workspace_id_bot_id_key_pk" PRIMARY KEY("workspace_id","bot_id","key")
);
--> statement-breakpoint
ALTER TABLE "bot_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"lane" text NOT NULL,
	"bot_id" uuid,
	"session_id" uuid,
	"lead_id" uuid,
	"request" jsonb NOT NULL,
	"dedup_key" text,
	"policy" text DEFAULT 'once' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"fence" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"result" jsonb,
	"error" jsonb,
	"resend_of" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sending_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_lanes" (
	"workspace_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"lease_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"paused_until" timestamp with time zone,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_to" text,
	"woken_at" timestamp with time zone,
	CONSTRAINT "delivery_lanes_workspace_id_lane_pk" PRIMARY KEY("workspace_id","lane")
);
--> statement-breakpoint
ALTER TABLE "delivery_lanes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_activities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lead_activities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_intakes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"seq" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"given" jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"error" text,
	"outcome" text,
	"lead_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "lead_intakes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_reminders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"text" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"user_id" uuid,
	"reminded_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text DEFAULT 'BUY' NOT NULL,
	"status" text DEFAULT 'NEW' NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"other_phones" text[] DEFAULT '{}' NOT NULL,
	"email" text,
	"telegram_user_id" bigint,
	"telegram_username" text,
	"language" text,
	"city" text,
	"contact_id" uuid,
	"bot_id" uuid,
	"session_id" uuid,
	"source" text NOT NULL,
	"source_chat_id" text,
	"campaign" text,
	"request" text,
	"make" text,
	"model" text,
	"year_from" integer,
	"year_to" integer,
	"budget_min_minor" bigint,
	"budget_max_minor" bigint,
	"currency" text,
	"listing_id" uuid,
	"owner_id" uuid,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"consent_at" timestamp with time zone,
	"last_interaction_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_answer_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"merged_into" uuid,
	"search" "tsvector" DEFAULT '' NOT NULL,
	CONSTRAINT "leads_of_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "leads_code" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
ALTER TABLE "leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scenario_bots" (
	"workspace_id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"bot_id" uuid NOT NULL,
	CONSTRAINT "scenario_bots_scenario_id_bot_id_pk" PRIMARY KEY("scenario_id","bot_id")
);
--> statement-breakpoint
ALTER TABLE "scenario_bots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scenario_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"graph" jsonb NOT NULL,
	"note" text,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scenario_versions_number" UNIQUE("scenario_id","number")
);
--> statement-breakpoint
ALTER TABLE "scenario_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"template_id" text,
	"draft" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "scenarios_of_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "scenarios" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "car_listings_make";--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "lead_window_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "bot_channels" ADD CONSTRAINT "bot_channels_bot_id_bot_configs_id_fk" FOREIGN KEY ("bot_id") REFERENCES "public"."bot_configs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_configs" ADD CONSTRAINT "bot_configs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_workspace_id_session_id_bot_sessions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","session_id") REFERENCES "public"."bot_sessions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD CONSTRAINT "bot_sessions_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD CONSTRAINT "bot_sessions_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_events" ADD CONSTRAINT "inbox_events_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_calls" ADD CONSTRAINT "session_calls_workspace_id_session_id_bot_sessions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","session_id") REFERENCES "public"."bot_sessions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_steps" ADD CONSTRAINT "session_steps_workspace_id_session_id_bot_sessions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","session_id") REFERENCES "public"."bot_sessions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_files" ADD CONSTRAINT "bot_files_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_lanes" ADD CONSTRAINT "delivery_lanes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_activities" ADD CONSTRAINT "lead_activities_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_intakes" ADD CONSTRAINT "lead_intakes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_reminders" ADD CONSTRAINT "lead_reminders_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_workspace_id_contact_id_contacts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_bots" ADD CONSTRAINT "scenario_bots_workspace_id_scenario_id_scenarios_workspace_id_id_fk" FOREIGN KEY ("workspace_id","scenario_id") REFERENCES "public"."scenarios"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_bots" ADD CONSTRAINT "scenario_bots_workspace_id_bot_id_bot_configs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bot_id") REFERENCES "public"."bot_configs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_versions" ADD CONSTRAINT "scenario_versions_workspace_id_scenario_id_scenarios_workspace_id_id_fk" FOREIGN KEY ("workspace_id","scenario_id") REFERENCES "public"."scenarios"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bot_configs_telegram" ON "bot_configs" USING btree ("workspace_id","telegram_id") WHERE telegram_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "bot_configs_polled" ON "bot_configs" USING btree ("poll_lease_until") WHERE intake = 'polling' and enabled and deleted_at is null;--> statement-breakpoint
CREATE INDEX "bot_messages_chat" ON "bot_messages" USING btree ("session_id","id");--> statement-breakpoint
CREATE INDEX "bot_messages_number" ON "bot_messages" USING btree ("session_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bot_messages_delivery" ON "bot_messages" USING btree ("delivery_id") WHERE delivery_id is not null;--> statement-breakpoint
CREATE INDEX "bot_messages_search" ON "bot_messages" USING gin ("search");--> statement-breakpoint
CREATE INDEX "bot_sessions_newest" ON "bot_sessions" USING btree ("workspace_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "bot_sessions_contact" ON "bot_sessions" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "bot_sessions_timer" ON "bot_sessions" USING btree ("timer_at") WHERE timer_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_telegram" ON "contacts" USING btree ("workspace_id","telegram_user_id") WHERE telegram_user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_events_update" ON "inbox_events" USING btree ("bot_id","update_id") WHERE update_id is not null;--> statement-breakpoint
CREATE INDEX "inbox_events_pending" ON "inbox_events" USING btree ("bot_id","chat_id","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "inbox_events_age" ON "inbox_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "session_calls_open" ON "session_calls" USING btree ("created_at") WHERE status <> 'done';--> statement-breakpoint
CREATE INDEX "session_steps_story" ON "session_steps" USING btree ("session_id","id");--> statement-breakpoint
CREATE INDEX "session_steps_scenario" ON "session_steps" USING btree ("workspace_id","scenario_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("workspace_id","dedup_key") WHERE dedup_key is not null;--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("lane","seq") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_newest" ON "deliveries" USING btree ("workspace_id","seq");--> statement-breakpoint
CREATE INDEX "deliveries_state" ON "deliveries" USING btree ("workspace_id","state","seq");--> statement-breakpoint
CREATE INDEX "deliveries_session" ON "deliveries" USING btree ("session_id","seq");--> statement-breakpoint
CREATE INDEX "deliveries_lead" ON "deliveries" USING btree ("lead_id","seq") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_resent" ON "deliveries" USING btree ("resend_of") WHERE resend_of is not null;--> statement-breakpoint
CREATE INDEX "lead_activities_story" ON "lead_activities" USING btree ("lead_id","id");--> statement-breakpoint
CREATE INDEX "lead_intakes_open" ON "lead_intakes" USING btree ("workspace_id","created_at","seq") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "lead_intakes_batch" ON "lead_intakes" USING btree ("batch_id","seq");--> statement-breakpoint
CREATE INDEX "lead_intakes_set_aside" ON "lead_intakes" USING btree ("workspace_id","created_at") WHERE status = 'set_aside';--> statement-breakpoint
CREATE INDEX "lead_reminders_lead" ON "lead_reminders" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "lead_reminders_due" ON "lead_reminders" USING btree ("due_at") WHERE reminded_at is null and done_at is null;--> statement-breakpoint
CREATE INDEX "leads_newest" ON "leads" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_status" ON "leads" USING btree ("workspace_id","status","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_active" ON "leads" USING btree ("workspace_id","last_interaction_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_merged" ON "leads" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "leads_phone" ON "leads" USING btree ("workspace_id","phone") WHERE phone is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_other_phones" ON "leads" USING btree ("workspace_id") WHERE other_phones <> '{}' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_telegram" ON "leads" USING btree ("workspace_id","telegram_user_id") WHERE telegram_user_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_session" ON "leads" USING btree ("session_id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "leads_search" ON "leads" USING gin ("search");--> statement-breakpoint
CREATE INDEX "scenario_bots_bot" ON "scenario_bots" USING btree ("bot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scenarios_name" ON "scenarios" USING btree ("workspace_id","name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "car_listings_facts" ON "car_listings" USING btree ("workspace_id","make","source","status","currency","fuel","transmission","body_type","model","year","price_minor","mileage_km") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "car_listings_parse" ON "car_listings" USING btree ("workspace_id","first_parse_id") WHERE deleted_at is null and first_parse_id is not null;--> statement-breakpoint
CREATE POLICY "bot_channels_own_workspace" ON "bot_channels" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_channels_system" ON "bot_channels" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bot_configs_own_workspace" ON "bot_configs" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_configs_system" ON "bot_configs" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bot_messages_own_workspace" ON "bot_messages" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_messages_system" ON "bot_messages" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bot_sessions_own_workspace" ON "bot_sessions" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_sessions_system" ON "bot_sessions" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "contacts_own_workspace" ON "contacts" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contacts_system" ON "contacts" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "inbox_events_own_workspace" ON "inbox_events" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbox_events_system" ON "inbox_events" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "session_calls_own_workspace" ON "session_calls" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "session_calls_system" ON "session_calls" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "session_steps_own_workspace" ON "session_steps" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "session_steps_system" ON "session_steps" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "bot_files_own_workspace" ON "bot_files" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bot_files_system" ON "bot_files" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "deliveries_own_workspace" ON "deliveries" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "deliveries_system" ON "deliveries" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "delivery_lanes_own_workspace" ON "delivery_lanes" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "delivery_lanes_system" ON "delivery_lanes" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "lead_activities_own_workspace" ON "lead_activities" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lead_activities_system" ON "lead_activities" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "lead_intakes_own_workspace" ON "lead_intakes" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lead_intakes_system" ON "lead_intakes" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "lead_reminders_own_workspace" ON "lead_reminders" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lead_reminders_system" ON "lead_reminders" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "leads_own_workspace" ON "leads" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "leads_system" ON "leads" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scenario_bots_own_workspace" ON "scenario_bots" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scenario_bots_system" ON "scenario_bots" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scenario_versions_own_workspace" ON "scenario_versions" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scenario_versions_system" ON "scenario_versions" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scenarios_own_workspace" ON "scenarios" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scenarios_system" ON "scenarios" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);