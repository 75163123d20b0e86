CREATE TABLE "due_on_day" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "due_on_day_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"many" integer NOT NULL,
	CONSTRAINT "due_on_day_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
DROP INDEX "ticket_town_id_responsible_id_index";--> statement-breakpoint
CREATE INDEX "due_on_day_idx" ON "due_on_day" USING btree ("town_id","day","many");--> statement-breakpoint
CREATE INDEX "ticket_in_hand_idx" ON "ticket" USING btree ("town_id","responsible_id","deadline","kind","id","about_id","kept_from") WHERE state not in ('closed', 'withdrawn', 'declined', 'merged');--> statement-breakpoint
CREATE INDEX "ticket_owed_discreet_idx" ON "ticket" USING btree ("town_id","deadline","confidential","about_id","kept_from") WHERE state in ('assigned', 'accepted', 'in_progress') and (confidential or about_id is not null or kept_from is not null);
--> statement-breakpoint
-- Whatever changes what a ticket owes, of this release or the one before, the sums change with it. Which ones they hold is said once more by
-- ticket_owed_discreet_idx, which has the others.
CREATE FUNCTION "ticket_falls_due"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD."state" IN ('assigned', 'accepted', 'in_progress') AND NOT OLD."confidential" AND OLD."about_id" IS NULL AND OLD."kept_from" IS NULL THEN
    INSERT INTO "due_on_day" ("town_id", "day", "many") VALUES (OLD."town_id", (OLD."deadline" AT TIME ZONE 'UTC')::date, -1);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW."state" IN ('assigned', 'accepted', 'in_progress') AND NOT NEW."confidential" AND NEW."about_id" IS NULL AND NEW."kept_from" IS NULL THEN
    INSERT INTO "due_on_day" ("town_id", "day", "many") VALUES (NEW."town_id", (NEW."deadline" AT TIME ZONE 'UTC')::date, 1);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_is_due" AFTER INSERT OR DELETE ON "ticket" FOR EACH ROW EXECUTE FUNCTION "ticket_falls_due"();
--> statement-breakpoint
CREATE TRIGGER "ticket_is_due_otherwise" AFTER UPDATE ON "ticket" FOR EACH ROW
  WHEN (row(OLD."state" IN ('assigned', 'accepted', 'in_progress'), (OLD."deadline" AT TIME ZONE 'UTC')::date, OLD."confidential", OLD."about_id" IS NULL, OLD."kept_from" IS NULL)
    IS DISTINCT FROM row(NEW."state" IN ('assigned', 'accepted', 'in_progress'), (NEW."deadline" AT TIME ZONE 'UTC')::date, NEW."confidential", NEW."about_id" IS NULL, NEW."kept_from" IS NULL))
  EXECUTE FUNCTION "ticket_falls_due"();
--> statement-breakpoint
INSERT INTO "due_on_day" ("town_id", "day", "many")
  SELECT "town_id", ("deadline" AT TIME ZONE 'UTC')::date, count(*) FROM "ticket"
  WHERE "state" IN ('assigned', 'accepted', 'in_progress') AND NOT "confidential" AND "about_id" IS NULL AND "kept_from" IS NULL GROUP BY 1, 2;
