-- A wake-up may come later than the purge of its workspace: that one is gone as a deleted one is.
CREATE OR REPLACE FUNCTION "enter_workspace"(workspace uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.workspace_id', workspace::text, true);
  PERFORM pg_advisory_xact_lock_shared(workspace_key(workspace));
  IF NOT EXISTS (SELECT FROM workspaces w WHERE w.id = workspace AND w.deleted_at IS NULL) THEN
    RAISE EXCEPTION 'the workspace is deleted' USING ERRCODE = 'CW404';
  END IF;
END $$;
