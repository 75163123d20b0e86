CREATE TABLE "agreement_answer" (
	"town_id" integer NOT NULL,
	"mediation_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"agrees" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agreement_answer_town_id_mediation_id_person_id_pk" PRIMARY KEY("town_id","mediation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "dispute_party" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "dispute_party_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"name" text NOT NULL,
	"person_id" bigint,
	"code_hash" text,
	CONSTRAINT "dispute_party_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "duty" (
	"town_id" integer NOT NULL,
	"day" text NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "duty_town_id_day_person_id_pk" PRIMARY KEY("town_id","day","person_id")
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "follow_up_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "follow_up_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "follow_up_town_id_ticket_id_kind_unique" UNIQUE("town_id","ticket_id","kind")
);
--> statement-breakpoint
CREATE TABLE "follower" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follower_town_id_ticket_id_person_id_pk" PRIMARY KEY("town_id","ticket_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "mediation" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "mediation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"created_by" bigint NOT NULL,
	"held_at" timestamp (3) with time zone,
	"agreement" text,
	CONSTRAINT "mediation_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "outside_body" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outside_body_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"phone" text,
	CONSTRAINT "outside_body_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "outside_body_town_id_name_unique" UNIQUE("town_id","name")
);
--> statement-breakpoint
CREATE TABLE "outside_request" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outside_request_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"body_id" bigint NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "outside_request_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "roll_call" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "roll_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"village_id" bigint NOT NULL,
	"asked_by" bigint NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roll_call_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "roll_call_answer" (
	"town_id" integer NOT NULL,
	"roll_call_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"is_safe" boolean,
	"at" timestamp (3) with time zone,
	CONSTRAINT "roll_call_answer_town_id_roll_call_id_person_id_pk" PRIMARY KEY("town_id","roll_call_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "fields" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "at_home" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "station" ADD COLUMN "desk_chat_id" bigint;--> statement-breakpoint
ALTER TABLE "station" ADD COLUMN "desk_thread_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "about_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "beneficiary" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "fields" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "at_home" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "merged_into_id" bigint;--> statement-breakpoint
ALTER TABLE "agreement_answer" ADD CONSTRAINT "agreement_answer_town_id_mediation_id_mediation_town_id_id_fk" FOREIGN KEY ("town_id","mediation_id") REFERENCES "public"."mediation"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_party" ADD CONSTRAINT "dispute_party_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty" ADD CONSTRAINT "duty_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follower" ADD CONSTRAINT "follower_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follower" ADD CONSTRAINT "follower_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mediation" ADD CONSTRAINT "mediation_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_request" ADD CONSTRAINT "outside_request_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_request" ADD CONSTRAINT "outside_request_town_id_body_id_outside_body_town_id_id_fk" FOREIGN KEY ("town_id","body_id") REFERENCES "public"."outside_body"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call" ADD CONSTRAINT "roll_call_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_answer" ADD CONSTRAINT "roll_call_answer_town_id_roll_call_id_roll_call_town_id_id_fk" FOREIGN KEY ("town_id","roll_call_id") REFERENCES "public"."roll_call"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_party_town_id_ticket_id_index" ON "dispute_party" USING btree ("town_id","ticket_id");--> statement-breakpoint
CREATE INDEX "dispute_party_town_id_code_hash_index" ON "dispute_party" USING btree ("town_id","code_hash");--> statement-breakpoint
CREATE INDEX "follow_up_due_idx" ON "follow_up" USING btree ("town_id","due_at") WHERE done_at is null and reminded_at is null;--> statement-breakpoint
CREATE INDEX "mediation_town_id_ticket_id_index" ON "mediation" USING btree ("town_id","ticket_id");--> statement-breakpoint
CREATE INDEX "outside_request_town_id_ticket_id_index" ON "outside_request" USING btree ("town_id","ticket_id");--> statement-breakpoint
-- Disputes become a kind of their own.
UPDATE "category" SET "kind" = 'dispute' WHERE "kind" = 'problem' AND "name" = '矛盾纠纷';
--> statement-breakpoint
UPDATE "ticket" SET "kind" = 'dispute' FROM "category" WHERE "category"."town_id" = "ticket"."town_id" AND "category"."id" = "ticket"."category_id" AND "category"."kind" = 'dispute';
--> statement-breakpoint
INSERT INTO "category" ("town_id", "kind", "name", "name_en", "emoji", "terms", "keywords", "position")
SELECT "id", 'petition', '信访诉求', 'Petition', '✉️', 'petition', '{信访,上访,诉求}', 60 FROM "town" WHERE "claimed_at" IS NOT NULL;
