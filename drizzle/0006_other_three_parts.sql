CREATE TABLE "announcement_read" (
	"town_id" integer NOT NULL,
	"announcement_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "announcement_read_town_id_announcement_id_person_id_pk" PRIMARY KEY("town_id","announcement_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "outreach_session" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outreach_session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"topic" text NOT NULL,
	"speaker_name" text NOT NULL,
	"speaker_id" bigint,
	"by_leader" boolean DEFAULT false NOT NULL,
	"village_id" bigint,
	"at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"seats" integer,
	"state" text DEFAULT 'planned' NOT NULL,
	"attendance" integer,
	"material" jsonb,
	"check_in_code" text NOT NULL,
	"created_by" bigint NOT NULL,
	"day_reminder_at" timestamp (3) with time zone,
	"hour_reminder_at" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	CONSTRAINT "outreach_session_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "outreach_session_town_id_check_in_code_unique" UNIQUE("town_id","check_in_code"),
	CONSTRAINT "held_session_has_attendance" CHECK (state <> 'held' or (attendance is not null and attendance >= 0))
);
--> statement-breakpoint
CREATE TABLE "session_question" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "session_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" bigint,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "session_question_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "session_sign_up" (
	"town_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"attended_at" timestamp (3) with time zone,
	CONSTRAINT "session_sign_up_town_id_session_id_person_id_pk" PRIMARY KEY("town_id","session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "care_file" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "care_file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"village_id" bigint NOT NULL,
	"name" text NOT NULL,
	"situation" text NOT NULL,
	"rhythm_days" integer NOT NULL,
	"keeper_id" bigint NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "care_file_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "condolence" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "condolence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"village_id" bigint NOT NULL,
	"recipient" text NOT NULL,
	"fen" bigint DEFAULT 0 NOT NULL,
	"items" integer DEFAULT 0 NOT NULL,
	"goods" text DEFAULT '' NOT NULL,
	"photo" jsonb,
	"giver_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"second_id" bigint,
	"second_at" timestamp (3) with time zone,
	CONSTRAINT "condolence_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "condolence_gives_something" CHECK (fen >= 0 and items >= 0 and fen + items > 0),
	CONSTRAINT "two_people_confirm_money" CHECK (state <> 'confirmed' or fen = 0 or (second_id is not null and second_id <> giver_id))
);
--> statement-breakpoint
CREATE TABLE "household" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "household_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"village_id" bigint NOT NULL,
	"group_name" text DEFAULT '' NOT NULL,
	"head" text NOT NULL,
	"phone" text,
	"address" text,
	"people" integer DEFAULT 1 NOT NULL,
	"person_id" bigint,
	"cadre_id" bigint,
	"moved_away_at" timestamp (3) with time zone,
	CONSTRAINT "household_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "household_town_id_village_id_group_name_head_unique" UNIQUE("town_id","village_id","group_name","head")
);
--> statement-breakpoint
CREATE TABLE "roster" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "roster_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"created_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roster_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "roster_town_id_title_unique" UNIQUE("town_id","title")
);
--> statement-breakpoint
CREATE TABLE "roster_entry" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "roster_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"roster_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	"group_name" text DEFAULT '' NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"assigned_to" bigint NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"proof" jsonb,
	"done_by" bigint,
	"at" timestamp (3) with time zone,
	CONSTRAINT "roster_entry_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "served_with_proof" CHECK (state <> 'done' or (done_by is not null and at is not null and (note <> '' or proof is not null)))
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "topic_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"category_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"measure" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"result" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "topic_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "topic_milestone" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "topic_milestone_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topic_id" bigint NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_milestone_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "visit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"cadre_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	"household_id" bigint,
	"care_file_id" bigint,
	"people" integer NOT NULL,
	"heard" text DEFAULT '' NOT NULL,
	"attachment" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"ticket_id" bigint,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "visit_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "visit_town_id_key_unique" UNIQUE("town_id","key"),
	CONSTRAINT "visit_talked_to_somebody" CHECK (people between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "muted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "group_id" bigint;--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "on_shelf" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "sent_to" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "not_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "received_workbook" ADD COLUMN "purpose" text DEFAULT 'org' NOT NULL;--> statement-breakpoint
ALTER TABLE "received_workbook" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement_read" ADD CONSTRAINT "announcement_read_town_id_announcement_id_announcement_town_id_id_fk" FOREIGN KEY ("town_id","announcement_id") REFERENCES "public"."announcement"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_session" ADD CONSTRAINT "outreach_session_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_question" ADD CONSTRAINT "session_question_town_id_session_id_outreach_session_town_id_id_fk" FOREIGN KEY ("town_id","session_id") REFERENCES "public"."outreach_session"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sign_up" ADD CONSTRAINT "session_sign_up_town_id_session_id_outreach_session_town_id_id_fk" FOREIGN KEY ("town_id","session_id") REFERENCES "public"."outreach_session"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sign_up" ADD CONSTRAINT "session_sign_up_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_file" ADD CONSTRAINT "care_file_town_id_keeper_id_person_town_id_id_fk" FOREIGN KEY ("town_id","keeper_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household" ADD CONSTRAINT "household_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_town_id_roster_id_roster_town_id_id_fk" FOREIGN KEY ("town_id","roster_id") REFERENCES "public"."roster"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_town_id_category_id_category_town_id_id_fk" FOREIGN KEY ("town_id","category_id") REFERENCES "public"."category"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_milestone" ADD CONSTRAINT "topic_milestone_town_id_topic_id_topic_town_id_id_fk" FOREIGN KEY ("town_id","topic_id") REFERENCES "public"."topic"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_town_id_cadre_id_person_town_id_id_fk" FOREIGN KEY ("town_id","cadre_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outreach_session_town_id_at_index" ON "outreach_session" USING btree ("town_id","at");--> statement-breakpoint
CREATE INDEX "care_file_town_id_due_at_index" ON "care_file" USING btree ("town_id","due_at");--> statement-breakpoint
CREATE INDEX "condolence_town_id_at_index" ON "condolence" USING btree ("town_id","at");--> statement-breakpoint
CREATE INDEX "roster_entry_town_id_roster_id_index" ON "roster_entry" USING btree ("town_id","roster_id");--> statement-breakpoint
CREATE INDEX "roster_entry_town_id_assigned_to_index" ON "roster_entry" USING btree ("town_id","assigned_to");--> statement-breakpoint
CREATE INDEX "visit_town_id_at_index" ON "visit" USING btree ("town_id","at");--> statement-breakpoint
CREATE INDEX "visit_town_id_household_id_index" ON "visit" USING btree ("town_id","household_id");