CREATE TABLE "album" (
	"town_id" integer NOT NULL,
	"chat_id" bigint NOT NULL,
	"album_id" text NOT NULL,
	"way" text NOT NULL,
	"ticket_id" bigint,
	"to_id" bigint,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "album_town_id_chat_id_album_id_pk" PRIMARY KEY("town_id","chat_id","album_id")
);
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "said" jsonb;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "doubted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket_message" ADD COLUMN "pin" jsonb;