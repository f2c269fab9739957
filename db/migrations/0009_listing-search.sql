-- It finds all: whoever asks it has seen that the matches are few. Rows by their places, which hold within a statement.
DROP FUNCTION "listing_search"(text, int);--> statement-breakpoint
CREATE FUNCTION "listing_search"(words text) RETURNS tid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  select array_agg(ctid) from car_listings
  where search @@ words::tsquery
    and workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "listing_search"(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "listing_search"(text) TO cartie_app;
