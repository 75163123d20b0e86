CREATE TABLE "visit_companion" (
	"town_id" integer NOT NULL,
	"visit_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "visit_companion_town_id_visit_id_person_id_pk" PRIMARY KEY("town_id","visit_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "agreement_answer" ADD COLUMN "how" text;--> statement-breakpoint
ALTER TABLE "agreement_answer" ADD COLUMN "proof" jsonb;--> statement-breakpoint
ALTER TABLE "agreement_answer" ADD COLUMN "ticket_id" bigint;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "source_message_id" bigint;--> statement-breakpoint
ALTER TABLE "visit_companion" ADD CONSTRAINT "visit_companion_town_id_visit_id_visit_town_id_id_fk" FOREIGN KEY ("town_id","visit_id") REFERENCES "public"."visit"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_companion" ADD CONSTRAINT "visit_companion_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_companion_town_id_person_id_index" ON "visit_companion" USING btree ("town_id","person_id");--> statement-breakpoint
CREATE INDEX "visit_town_id_cadre_id_source_message_id_index" ON "visit" USING btree ("town_id","cadre_id","source_message_id");