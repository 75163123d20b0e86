CREATE TABLE "update_series" (
	"town_id" integer NOT NULL,
	"series" integer NOT NULL,
	"bot_id" bigint NOT NULL,
	"began_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "update_series_town_id_series_pk" PRIMARY KEY("town_id","series")
);
--> statement-breakpoint
ALTER TABLE "station" ADD COLUMN "desk_lost_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "shown" text;--> statement-breakpoint
-- A release that edits a message without noting what it shows now leaves a note that is no longer true: the next edit must not rely on it.
CREATE FUNCTION "outbox_shown_unknown"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "outbox" SET "shown" = NULL WHERE "town_id" = NEW."town_id" AND "id" = NEW."edits_id" AND "shown" IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "outbox_shown_unknown" AFTER UPDATE ON "outbox" FOR EACH ROW
  WHEN (NEW."edits_id" IS NOT NULL AND NEW."state" = 'sent' AND OLD."state" <> 'sent' AND NEW."shown" IS NULL)
  EXECUTE FUNCTION "outbox_shown_unknown"();
