CREATE TABLE "briefing_edition" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "briefing_edition_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"frozen_by" bigint NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	"edition" integer NOT NULL,
	"kept" jsonb NOT NULL,
	CONSTRAINT "briefing_edition_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "briefing_edition_town_id_frozen_by_from_at_to_at_edition_unique" UNIQUE("town_id","frozen_by","from_at","to_at","edition")
);
--> statement-breakpoint
ALTER TABLE "briefing_edition" ADD CONSTRAINT "briefing_edition_town_id_frozen_by_person_town_id_id_fk" FOREIGN KEY ("town_id","frozen_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;