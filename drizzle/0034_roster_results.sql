ALTER TABLE "roster_entry" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "roster_entry" ADD COLUMN "next_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "roster_entry" ADD COLUMN "reminded_at" timestamp (3) with time zone;