CREATE TABLE "poll" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "poll_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"session_id" bigint,
	"village_id" bigint,
	"options" text[] NOT NULL,
	"created_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "poll_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "poll_copy" (
	"town_id" integer NOT NULL,
	"telegram_poll" text NOT NULL,
	"poll_id" bigint NOT NULL,
	CONSTRAINT "poll_copy_town_id_telegram_poll_pk" PRIMARY KEY("town_id","telegram_poll")
);
--> statement-breakpoint
CREATE TABLE "poll_vote" (
	"town_id" integer NOT NULL,
	"poll_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"chosen" integer[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "poll_vote_town_id_poll_id_person_id_pk" PRIMARY KEY("town_id","poll_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "poll" ADD CONSTRAINT "poll_town_id_session_id_outreach_session_town_id_id_fk" FOREIGN KEY ("town_id","session_id") REFERENCES "public"."outreach_session"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_copy" ADD CONSTRAINT "poll_copy_town_id_poll_id_poll_town_id_id_fk" FOREIGN KEY ("town_id","poll_id") REFERENCES "public"."poll"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_town_id_poll_id_poll_town_id_id_fk" FOREIGN KEY ("town_id","poll_id") REFERENCES "public"."poll"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poll_town_id_session_id_index" ON "poll" USING btree ("town_id","session_id");