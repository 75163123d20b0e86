CREATE TABLE "policy_question" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"question" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note_id" bigint,
	CONSTRAINT "policy_question_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "policy_question_town_id_ticket_id_unique" UNIQUE("town_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "policy_synonym" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "policy_synonym_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"words" text[] NOT NULL,
	"made_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_synonym_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "keywords" text[];--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "terms" text[];--> statement-breakpoint
ALTER TABLE "announcement" ADD COLUMN "taken_off_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "policy_question" ADD CONSTRAINT "policy_question_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shelf_terms_idx" ON "announcement" USING gin ("terms") WHERE on_shelf;--> statement-breakpoint
CREATE INDEX "shelf_idx" ON "announcement" USING btree ("town_id","subject","id") WHERE on_shelf and taken_off_at is null;