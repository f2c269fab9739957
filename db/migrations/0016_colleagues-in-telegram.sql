CREATE TABLE "member_telegrams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text,
	"token_expires_at" timestamp with time zone,
	"bot_id" uuid,
	"telegram_user_id" bigint,
	"name" text,
	"session_id" uuid,
	"linked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_telegrams_once" UNIQUE("workspace_id","user_id"),
	CONSTRAINT "member_telegrams_token" UNIQUE("workspace_id","token")
);
--> statement-breakpoint
ALTER TABLE "member_telegrams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_telegrams" ADD CONSTRAINT "member_telegrams_workspace_id_user_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_telegrams_session" ON "member_telegrams" USING btree ("session_id");--> statement-breakpoint
CREATE POLICY "member_telegrams_own_workspace" ON "member_telegrams" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "member_telegrams_system" ON "member_telegrams" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);