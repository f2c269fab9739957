CREATE TABLE "request_post_tasks" (
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_post_tasks_integration_id_request_id_pk" PRIMARY KEY("integration_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "request_post_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bot_sessions" ALTER COLUMN "bot_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bot_messages" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD COLUMN "channel" text DEFAULT 'telegram' NOT NULL;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD COLUMN "integration_id" uuid;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD COLUMN "answerable_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "receipt" jsonb;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "credentials_cipher" text;--> statement-breakpoint
ALTER TABLE "request_posts" ADD COLUMN "integration_id" uuid;--> statement-breakpoint
ALTER TABLE "request_post_tasks" ADD CONSTRAINT "request_post_tasks_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_post_tasks" ADD CONSTRAINT "request_post_tasks_workspace_id_request_id_b2b_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."b2b_requests"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_post_tasks_due" ON "request_post_tasks" USING btree ("due_at");--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD CONSTRAINT "bot_sessions_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bot_messages_external" ON "bot_messages" USING btree ("session_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "bot_sessions_number" ON "bot_sessions" USING btree ("integration_id","chat_id") WHERE integration_id is not null;--> statement-breakpoint
CREATE INDEX "request_posts_integration" ON "request_posts" USING btree ("integration_id","created_at") WHERE integration_id is not null;--> statement-breakpoint
ALTER TABLE "bot_sessions" ADD CONSTRAINT "bot_sessions_of_channel" CHECK ((bot_id is not null) = (channel = 'telegram'));--> statement-breakpoint
CREATE POLICY "request_post_tasks_own_workspace" ON "request_post_tasks" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "request_post_tasks_system" ON "request_post_tasks" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);