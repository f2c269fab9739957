CREATE TABLE "dictionary_words" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid,
	"kind" text NOT NULL,
	"make" text,
	"name" text NOT NULL,
	"word" text NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dictionary_words_key" UNIQUE NULLS NOT DISTINCT("workspace_id","kind","make","key")
);
--> statement-breakpoint
ALTER TABLE "dictionary_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dictionary_words" ADD CONSTRAINT "dictionary_words_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "dictionary_words_own_workspace" ON "dictionary_words" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "dictionary_words_system" ON "dictionary_words" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dictionary_words_global" ON "dictionary_words" AS PERMISSIVE FOR SELECT TO "cartie_app" USING (workspace_id is null);