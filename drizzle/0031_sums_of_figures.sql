CREATE TABLE "figure_sum" (
	"town_id" integer NOT NULL,
	"level" text NOT NULL,
	"unit" text NOT NULL,
	"starts" date NOT NULL,
	"village_id" bigint NOT NULL,
	"station_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"confidential" boolean NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"solved" integer DEFAULT 0 NOT NULL,
	"silent" integer DEFAULT 0 NOT NULL,
	"unfinished" integer DEFAULT 0 NOT NULL,
	"awaiting" integer DEFAULT 0 NOT NULL,
	"reopened" integer DEFAULT 0 NOT NULL,
	"withdrawn" integer DEFAULT 0 NOT NULL,
	"declined" integer DEFAULT 0 NOT NULL,
	"merged" integer DEFAULT 0 NOT NULL,
	"answer_due" integer DEFAULT 0 NOT NULL,
	"answered_in_time" integer DEFAULT 0 NOT NULL,
	"answered_late" integer DEFAULT 0 NOT NULL,
	"done_due" integer DEFAULT 0 NOT NULL,
	"done_in_time" integer DEFAULT 0 NOT NULL,
	"done_late" integer DEFAULT 0 NOT NULL,
	"outcome_due" integer DEFAULT 0 NOT NULL,
	"unsolved" integer DEFAULT 0 NOT NULL,
	"rated" integer DEFAULT 0 NOT NULL,
	"content" integer DEFAULT 0 NOT NULL,
	"satisfied" integer DEFAULT 0 NOT NULL,
	"fair" integer DEFAULT 0 NOT NULL,
	"unsatisfied" integer DEFAULT 0 NOT NULL,
	"solved_own" integer DEFAULT 0 NOT NULL,
	"solved_by_call" integer DEFAULT 0 NOT NULL,
	"said_by_office" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "figure_sum_pk" PRIMARY KEY("town_id","level","unit","starts","village_id","station_id","category_id","kind","confidential")
);
--> statement-breakpoint
CREATE TABLE "ticket_counted" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"day" date NOT NULL,
	"village_id" bigint NOT NULL,
	"station_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"confidential" boolean NOT NULL,
	"received" boolean NOT NULL,
	"solved" boolean NOT NULL,
	"silent" boolean NOT NULL,
	"unfinished" boolean NOT NULL,
	"awaiting" boolean NOT NULL,
	"reopened" boolean NOT NULL,
	"withdrawn" boolean NOT NULL,
	"declined" boolean NOT NULL,
	"merged" boolean NOT NULL,
	"answer_due" boolean NOT NULL,
	"answered_in_time" boolean NOT NULL,
	"answered_late" boolean NOT NULL,
	"done_due" boolean NOT NULL,
	"done_in_time" boolean NOT NULL,
	"done_late" boolean NOT NULL,
	"outcome_due" boolean NOT NULL,
	"unsolved" boolean NOT NULL,
	"rated" boolean NOT NULL,
	"content" boolean NOT NULL,
	"satisfied" boolean NOT NULL,
	"fair" boolean NOT NULL,
	"unsatisfied" boolean NOT NULL,
	"solved_own" boolean NOT NULL,
	"solved_by_call" boolean NOT NULL,
	"said_by_office" boolean NOT NULL,
	CONSTRAINT "ticket_counted_town_id_ticket_id_pk" PRIMARY KEY("town_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_uncounted" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ticket_uncounted_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	CONSTRAINT "ticket_uncounted_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "dispute_party_person_idx" ON "dispute_party" USING btree ("town_id","person_id") WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX "co_handler_town_id_person_id_index" ON "co_handler" USING btree ("town_id","person_id");--> statement-breakpoint
CREATE INDEX "follower_town_id_person_id_index" ON "follower" USING btree ("town_id","person_id");--> statement-breakpoint
CREATE INDEX "ticket_offered_idx" ON "ticket" USING btree ("town_id","transfer_to_id") WHERE transfer_to_id is not null;--> statement-breakpoint
CREATE INDEX "ticket_of_person_idx" ON "ticket" USING btree ("town_id","responsible_id","created_at");--> statement-breakpoint
CREATE INDEX "ticket_open_idx" ON "ticket" USING btree ("town_id","created_at") WHERE state not in ('closed', 'withdrawn', 'declined', 'merged');--> statement-breakpoint
CREATE INDEX "ticket_owed_idx" ON "ticket" USING btree ("town_id","deadline","confidential","about_id","kept_from") WHERE state in ('assigned', 'accepted', 'in_progress');--> statement-breakpoint
CREATE INDEX "ticket_about_idx" ON "ticket" USING btree ("town_id","about_id") WHERE about_id is not null;--> statement-breakpoint
CREATE INDEX "ticket_kept_from_idx" ON "ticket" USING gin ("kept_from") WHERE kept_from is not null;
--> statement-breakpoint
UPDATE "ticket" t SET "escalated_at" = e."at"
  FROM (SELECT "town_id", "ticket_id", min("at") AS "at" FROM "ticket_event" WHERE "action" = 'escalate' GROUP BY 1, 2) e
  WHERE e."town_id" = t."town_id" AND e."ticket_id" = t."id";
--> statement-breakpoint
-- Whatever changes a ticket, of this release or the one before, its change is noted with it. What its figures are is not said here: see domain/figures.
CREATE FUNCTION "ticket_not_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ticket_uncounted" ("town_id", "ticket_id") VALUES (coalesce(NEW."town_id", OLD."town_id"), coalesce(NEW."id", OLD."id"));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_comes_or_goes" AFTER INSERT OR DELETE ON "ticket" FOR EACH ROW EXECUTE FUNCTION "ticket_not_counted"();
--> statement-breakpoint
CREATE TRIGGER "ticket_counts_otherwise" AFTER UPDATE ON "ticket" FOR EACH ROW
  WHEN (row(OLD."created_at", OLD."village_id", OLD."station_id", OLD."category_id", OLD."kind", OLD."confidential", OLD."state", OLD."level", OLD."rating", OLD."rated_by", OLD."reopen_count", OLD."escalated_at", OLD."answered_at", OLD."resolved_at", OLD."resolve_by")
    IS DISTINCT FROM row(NEW."created_at", NEW."village_id", NEW."station_id", NEW."category_id", NEW."kind", NEW."confidential", NEW."state", NEW."level", NEW."rating", NEW."rated_by", NEW."reopen_count", NEW."escalated_at", NEW."answered_at", NEW."resolved_at", NEW."resolve_by"))
  EXECUTE FUNCTION "ticket_not_counted"();
--> statement-breakpoint
-- A release before this one writes the event only.
CREATE FUNCTION "ticket_went_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ticket" SET "escalated_at" = NEW."at" WHERE "town_id" = NEW."town_id" AND "id" = NEW."ticket_id" AND "escalated_at" IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_event_goes_up" AFTER INSERT ON "ticket_event" FOR EACH ROW WHEN (NEW."action" = 'escalate') EXECUTE FUNCTION "ticket_went_up"();
--> statement-breakpoint
INSERT INTO "ticket_uncounted" ("town_id", "ticket_id") SELECT "town_id", "id" FROM "ticket" ORDER BY "id";
