CREATE TABLE "care_note" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "care_note_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"care_file_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"author_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "care_note_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "care_file" ADD COLUMN "look_at" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "care_note" ADD CONSTRAINT "care_note_town_id_care_file_id_care_file_town_id_id_fk" FOREIGN KEY ("town_id","care_file_id") REFERENCES "public"."care_file"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "care_note_town_id_care_file_id_index" ON "care_note" USING btree ("town_id","care_file_id");