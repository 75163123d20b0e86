CREATE TABLE "erasure" (
	"town_id" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"traces" jsonb NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_town_id_person_id_pk" PRIMARY KEY("town_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "keeping_term" (
	"town_id" integer NOT NULL,
	"kind" text NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "keeping_term_town_id_kind_pk" PRIMARY KEY("town_id","kind")
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD COLUMN "erased" text[];--> statement-breakpoint
-- An event whose words were erased has the commitments to them in place of the words and their salts (decision 020); the others are as before.
CREATE OR REPLACE FUNCTION "ticket_event_hash"(e "ticket_event", ticket_number integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', e."prev_hash", e."hash_version", e."town_id", ticket_number, e."seq",
    string_agg(coalesce(nullif(erased, ''), encode(sha256(convert_to(salt || field, 'UTF8')), 'hex')), '|' ORDER BY place)), 'UTF8')), 'hex')
  FROM unnest(e."salts", "ticket_event_fields"(e), e."erased") WITH ORDINALITY AS sealed(salt, field, erased, place)
$$;
--> statement-breakpoint
-- The seventh field is the note; the ninth, the hash of earlier releases, is one from which the note could be guessed.
CREATE FUNCTION "ticket_event_without_words"(e "ticket_event") RETURNS "ticket_event" LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  fields text[] := "ticket_event_fields"(e);
  place integer;
BEGIN
  FOREACH place IN ARRAY array[7, 9] LOOP
    IF fields[place] <> '' THEN
      e."erased" := coalesce(e."erased", array_fill(''::text, array[9]));
      e."erased"[place] := encode(sha256(convert_to(e."salts"[place] || fields[place], 'UTF8')), 'hex');
      e."salts"[place] := '';
    END IF;
  END LOOP;
  e."note" := NULL;
  e."former_hash" := NULL;
  RETURN e;
END $$;
--> statement-breakpoint
-- The one way through: the event itself without its words. Nothing else of it can be changed, and its words only in this way.
CREATE OR REPLACE FUNCTION "ticket_event_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW IS NOT DISTINCT FROM "ticket_event_without_words"(OLD) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the ledger is append-only: % on ticket_event is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
