CREATE TABLE "standing_helper" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "standing_helper_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"helper_id" bigint,
	"code_hash" text,
	"consent" text NOT NULL,
	"proof" jsonb,
	"recorded_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" bigint,
	CONSTRAINT "standing_helper_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "agreement_answer" ADD COLUMN "recorded_by" bigint;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "phone_shared_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "household_id" bigint;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "code_hash" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "became_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "recorded_by" bigint;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "rated_by" text;--> statement-breakpoint
ALTER TABLE "standing_helper" ADD CONSTRAINT "standing_helper_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_helper" ADD CONSTRAINT "standing_helper_town_id_helper_id_person_town_id_id_fk" FOREIGN KEY ("town_id","helper_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "standing_helper_town_id_person_id_index" ON "standing_helper" USING btree ("town_id","person_id");--> statement-breakpoint
CREATE INDEX "standing_helper_town_id_helper_id_index" ON "standing_helper" USING btree ("town_id","helper_id");--> statement-breakpoint
CREATE INDEX "standing_helper_code_idx" ON "standing_helper" USING btree ("town_id","code_hash") WHERE code_hash is not null;--> statement-breakpoint
CREATE INDEX "person_code_idx" ON "person" USING btree ("town_id","code_hash") WHERE code_hash is not null;--> statement-breakpoint
CREATE INDEX "person_phone_idx" ON "person" USING btree ("town_id","phone") WHERE telegram_id < 0;--> statement-breakpoint
-- What the villager said by a call-back stands on its event, as what they said in chat does.
CREATE OR REPLACE FUNCTION "ticket_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
  of_ticket record;
BEGIN
  -- One writer at a time for each ticket: two events may not both follow the same one.
  SELECT "number", "rating" INTO of_ticket FROM "ticket" WHERE "town_id" = NEW."town_id" AND "id" = NEW."ticket_id" FOR UPDATE;
  SELECT "seq", "hash" INTO before FROM "ticket_event"
    WHERE "town_id" = NEW."town_id" AND "ticket_id" = NEW."ticket_id" ORDER BY "seq" DESC LIMIT 1;
  NEW."seq" := coalesce(before."seq", 0) + 1;
  NEW."prev_hash" := coalesce(before."hash", '');
  -- The ticket has it already: it is written before its event. Silence has no rating.
  NEW."rating" := CASE WHEN NEW."action" IN ('confirm', 'reopen', 'insist', 'call_back', 'call_reopen') AND NEW."actor_id" IS NOT NULL
    THEN of_ticket."rating" END;
  NEW."hash_version" := 2;
  NEW."former_hash" := NULL;
  NEW."salts" := "ticket_event_salts"();
  NEW."hash" := "ticket_event_hash"(NEW, of_ticket."number");
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Until now a cadre spoke for a household without the bot, and could rate what they had done themselves: that was the office's own word.
UPDATE "ticket" t SET "recorded_by" = t."reporter_id", "rated_by" = CASE WHEN t."rating" IS NOT NULL THEN 'office' END
  FROM "visit" v WHERE v."town_id" = t."town_id" AND v."ticket_id" = t."id" AND v."cadre_id" = t."reporter_id";
--> statement-breakpoint
UPDATE "ticket" SET "rated_by" = 'office' WHERE "rating" IS NOT NULL AND "reporter_id" = "responsible_id";
