CREATE TABLE "list_heading" (
	"town_id" integer NOT NULL,
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"column" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "list_heading_town_id_kind_heading_pk" PRIMARY KEY("town_id","kind","heading")
);
--> statement-breakpoint
ALTER TABLE "roster_entry" ADD COLUMN "id_tail" text;--> statement-breakpoint
ALTER TABLE "roster_entry" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "household" ADD COLUMN "id_tail" text;