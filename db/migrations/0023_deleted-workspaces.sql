ALTER TABLE "workspaces" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
-- Begins a transaction of a workspace. Whoever deletes it takes the same lock alone: so it waits for those that have
-- begun, and those that begin later are refused.
CREATE FUNCTION "workspace_key"(workspace uuid) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT hashtextextended(workspace::text, 7226845) $$;--> statement-breakpoint
CREATE FUNCTION "enter_workspace"(workspace uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.workspace_id', workspace::text, true);
  PERFORM pg_advisory_xact_lock_shared(workspace_key(workspace));
  IF EXISTS (SELECT FROM workspaces w WHERE w.id = workspace AND w.deleted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the workspace is deleted' USING ERRCODE = 'CW404';
  END IF;
END $$;
