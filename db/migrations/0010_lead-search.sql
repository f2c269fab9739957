-- As with cars (0002): full-text search can't use its index below row-level security, so this function searches
-- for the tenant, and checks the workspace itself. At most `most` ids, in no order.
CREATE FUNCTION "lead_search"(words text, most int) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  select array_agg(id) from (
    select id from leads
    where search @@ words::tsquery
      and workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
    limit most
  ) found
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "lead_search"(text, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "lead_search"(text, int) TO cartie_app;
