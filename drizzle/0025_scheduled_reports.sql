CREATE TABLE "scheduled_report" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "scheduled_report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rhythm" text NOT NULL,
	"reader_id" bigint NOT NULL,
	"chat_id" bigint,
	"thread_id" bigint,
	"made_by" bigint NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "scheduled_report_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "known_rhythm" CHECK (rhythm in ('weekly', 'monthly'))
);
--> statement-breakpoint
ALTER TABLE "scheduled_report" ADD CONSTRAINT "scheduled_report_town_id_reader_id_person_town_id_id_fk" FOREIGN KEY ("town_id","reader_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_report" ADD CONSTRAINT "scheduled_report_town_id_made_by_person_town_id_id_fk" FOREIGN KEY ("town_id","made_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scheduled_report_due_idx" ON "scheduled_report" USING btree ("town_id","due_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_report_to_a_person" ON "scheduled_report" USING btree ("town_id","reader_id","rhythm") WHERE ended_at is null and chat_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_report_to_a_group" ON "scheduled_report" USING btree ("town_id","chat_id","rhythm") WHERE ended_at is null and chat_id is not null;