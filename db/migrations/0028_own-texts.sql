CREATE TABLE "own_texts" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_texts_workspace_id_key_language_pk" PRIMARY KEY("workspace_id","key","language")
);
--> statement-breakpoint
ALTER TABLE "own_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "own_texts" ADD CONSTRAINT "own_texts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_texts_own_workspace" ON "own_texts" AS PERMISSIVE FOR ALL TO "cartie_app" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_texts_system" ON "own_texts" AS PERMISSIVE FOR ALL TO "cartie_system" USING (true) WITH CHECK (true);