CREATE TABLE "brief_photo" (
	"town_id" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"chosen_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "brief_photo_town_id_kind_subject_id_pk" PRIMARY KEY("town_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "deed_reversal" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "deed_reversal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"reversed_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"done_by" bigint NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deed_reversal_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "briefing_edition" ADD COLUMN "photos" jsonb;--> statement-breakpoint
ALTER TABLE "brief_photo" ADD CONSTRAINT "brief_photo_town_id_chosen_by_person_town_id_id_fk" FOREIGN KEY ("town_id","chosen_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deed_reversal" ADD CONSTRAINT "deed_reversal_town_id_reversed_by_person_town_id_id_fk" FOREIGN KEY ("town_id","reversed_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deed_reversal_town_id_kind_subject_id_index" ON "deed_reversal" USING btree ("town_id","kind","subject_id");