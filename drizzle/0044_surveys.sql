CREATE TABLE "survey" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "survey_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"unit" text NOT NULL,
	"anonymous" boolean NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"topic_id" bigint,
	CONSTRAINT "survey_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "survey_asked" (
	"town_id" integer NOT NULL,
	"survey_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "survey_asked_town_id_survey_id_person_id_pk" PRIMARY KEY("town_id","survey_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "survey_question" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "survey_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"survey_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "survey_question_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "survey_question_town_id_survey_id_position_unique" UNIQUE("town_id","survey_id","position")
);
--> statement-breakpoint
CREATE TABLE "survey_reply" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "survey_reply_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"survey_id" bigint NOT NULL,
	"whose" text NOT NULL,
	"person_id" bigint,
	"household_id" bigint,
	"village_id" bigint NOT NULL,
	"group_name" text DEFAULT '' NOT NULL,
	"recorded_by" bigint,
	"chosen" jsonb NOT NULL,
	"said" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "survey_reply_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "survey_reply_town_id_survey_id_whose_unique" UNIQUE("town_id","survey_id","whose")
);
--> statement-breakpoint
CREATE TABLE "survey_target" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "survey_target_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"survey_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	"group_name" text,
	"household_id" bigint,
	CONSTRAINT "survey_target_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "topic_milestone" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "topic_milestone" ADD COLUMN "fen" bigint;--> statement-breakpoint
ALTER TABLE "topic_milestone" ADD COLUMN "attachment" jsonb;--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_town_id_created_by_person_town_id_id_fk" FOREIGN KEY ("town_id","created_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_town_id_topic_id_topic_town_id_id_fk" FOREIGN KEY ("town_id","topic_id") REFERENCES "public"."topic"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_asked" ADD CONSTRAINT "survey_asked_town_id_survey_id_survey_town_id_id_fk" FOREIGN KEY ("town_id","survey_id") REFERENCES "public"."survey"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_asked" ADD CONSTRAINT "survey_asked_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_question" ADD CONSTRAINT "survey_question_town_id_survey_id_survey_town_id_id_fk" FOREIGN KEY ("town_id","survey_id") REFERENCES "public"."survey"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_reply" ADD CONSTRAINT "survey_reply_town_id_survey_id_survey_town_id_id_fk" FOREIGN KEY ("town_id","survey_id") REFERENCES "public"."survey"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_reply" ADD CONSTRAINT "survey_reply_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_target" ADD CONSTRAINT "survey_target_town_id_survey_id_survey_town_id_id_fk" FOREIGN KEY ("town_id","survey_id") REFERENCES "public"."survey"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_target" ADD CONSTRAINT "survey_target_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_target" ADD CONSTRAINT "survey_target_town_id_household_id_household_town_id_id_fk" FOREIGN KEY ("town_id","household_id") REFERENCES "public"."household"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "survey_town_id_topic_id_index" ON "survey" USING btree ("town_id","topic_id");--> statement-breakpoint
CREATE INDEX "survey_target_town_id_survey_id_index" ON "survey_target" USING btree ("town_id","survey_id");