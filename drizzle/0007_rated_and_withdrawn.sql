ALTER TABLE "ticket" DROP CONSTRAINT "rated_only_when_resolved";--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "failed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "rated_only_when_resolved" CHECK (rating is null or state in ('resolved', 'closed') or reopen_count > 0);