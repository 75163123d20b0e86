DROP INDEX "ticket_open_idx";--> statement-breakpoint
ALTER TABLE "briefing_edition" ADD COLUMN "picture" jsonb;--> statement-breakpoint
CREATE INDEX "ticket_open_seen_idx" ON "ticket" USING btree ("town_id","created_at","state","deadline","village_id","station_id","responsible_id","about_id","kept_from","kind") WHERE state not in ('closed', 'withdrawn', 'declined', 'merged');