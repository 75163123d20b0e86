ALTER TABLE "ticket_event" ADD COLUMN "rating" text;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD COLUMN "hash_version" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD COLUMN "salts" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD COLUMN "former_hash" text;--> statement-breakpoint
-- What is sealed of an event, in the order of docs/guarantees.md. Blanks count as one, so that a spreadsheet that trims them breaks nothing.
CREATE FUNCTION "ticket_event_fields"(e "ticket_event") RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array[
    to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    coalesce(e."actor_id"::text, ''), e."action", coalesce(e."from_state", ''), coalesce(e."to_state", ''), coalesce(e."subject_id"::text, ''),
    btrim(regexp_replace(coalesce(e."note", ''), '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\ufffe\uffff]+', ' ', 'g'), ' '),
    coalesce(e."rating", ''), coalesce(e."former_hash", '')]
$$;
--> statement-breakpoint
CREATE FUNCTION "ticket_event_hash"(e "ticket_event", ticket_number integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', e."prev_hash", e."hash_version", e."town_id", ticket_number, e."seq",
    string_agg(encode(sha256(convert_to(salt || field, 'UTF8')), 'hex'), '|' ORDER BY place)), 'UTF8')), 'hex')
  FROM unnest(e."salts", "ticket_event_fields"(e)) WITH ORDINALITY AS sealed(salt, field, place)
$$;
--> statement-breakpoint
-- Two random UUIDs hold 244 bits of chance, from the operating system's source.
CREATE FUNCTION "ticket_event_salts"() RETURNS text[] LANGUAGE sql VOLATILE AS $$
  SELECT array_agg(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')) FROM generate_series(1, 9)
$$;
--> statement-breakpoint
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
  NEW."rating" := CASE WHEN NEW."action" IN ('confirm', 'reopen', 'insist') AND NEW."actor_id" IS NOT NULL THEN of_ticket."rating" END;
  NEW."hash_version" := 2;
  NEW."former_hash" := NULL;
  NEW."salts" := "ticket_event_salts"();
  NEW."hash" := "ticket_event_hash"(NEW, of_ticket."number");
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What was written before is sealed anew, once, in the order in which it was written; its former hash becomes one of the sealed fields.
ALTER TABLE "ticket_event" DISABLE TRIGGER "ticket_event_no_change";
--> statement-breakpoint
DO $$
DECLARE
  found record;
  sealed "ticket_event";
  last_ticket text := '';
  last_hash text := '';
BEGIN
  FOR found IN
    SELECT e."town_id", e."ticket_id", e."seq", t."number",
      CASE WHEN e."actor_id" IS NULL THEN NULL WHEN e."action" IN ('reopen', 'insist') THEN 'unsatisfied'
        WHEN e."action" = 'confirm' THEN t."rating" END AS "rating"
    FROM "ticket_event" e JOIN "ticket" t ON t."town_id" = e."town_id" AND t."id" = e."ticket_id"
    ORDER BY e."town_id", e."ticket_id", e."seq"
  LOOP
    SELECT * INTO sealed FROM "ticket_event" WHERE "town_id" = found."town_id" AND "ticket_id" = found."ticket_id" AND "seq" = found."seq";
    sealed."rating" := found."rating";
    sealed."former_hash" := sealed."hash";
    sealed."salts" := "ticket_event_salts"();
    sealed."prev_hash" := CASE WHEN last_ticket = found."town_id" || '/' || found."ticket_id" THEN last_hash ELSE '' END;
    sealed."hash" := "ticket_event_hash"(sealed, found."number");
    UPDATE "ticket_event" SET "rating" = sealed."rating", "former_hash" = sealed."former_hash", "salts" = sealed."salts",
        "prev_hash" = sealed."prev_hash", "hash" = sealed."hash"
      WHERE "town_id" = found."town_id" AND "ticket_id" = found."ticket_id" AND "seq" = found."seq";
    last_ticket := found."town_id" || '/' || found."ticket_id";
    last_hash := sealed."hash";
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE "ticket_event" ENABLE TRIGGER "ticket_event_no_change";
