ALTER TABLE "site_previews" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "site_quota" ADD COLUMN "allowed" integer DEFAULT 0 NOT NULL;