DROP INDEX "ticket_owed_idx";--> statement-breakpoint
ALTER TABLE "village" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "village" ADD COLUMN "longitude" double precision;--> statement-breakpoint
CREATE INDEX "ticket_owed_seen_idx" ON "ticket" USING btree ("town_id","deadline","confidential","about_id","kept_from","id") WHERE state in ('assigned', 'accepted', 'in_progress');