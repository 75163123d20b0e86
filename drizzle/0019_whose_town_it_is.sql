ALTER TABLE "town" ADD COLUMN "claim_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "town" ADD COLUMN "is_demo" boolean;--> statement-breakpoint
ALTER TABLE "town" ADD COLUMN "bot_id" bigint;--> statement-breakpoint
ALTER TABLE "town" ADD COLUMN "bot_username" text;--> statement-breakpoint
ALTER TABLE "town" ADD CONSTRAINT "a_demo_or_a_bots" CHECK (is_demo is null or is_demo = (bot_id is null));