-- The ledger is only ever added to, and every event carries a hash over the event before it, so that an
-- exported ledger can be checked by anyone who has it. docs/guarantees.md describes how.
CREATE FUNCTION "ticket_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  -- One writer at a time for each ticket: two events may not both follow the same one.
  PERFORM 1 FROM "ticket" WHERE "town_id" = NEW."town_id" AND "id" = NEW."ticket_id" FOR UPDATE;
  SELECT "seq", "hash" INTO before FROM "ticket_event"
    WHERE "town_id" = NEW."town_id" AND "ticket_id" = NEW."ticket_id" ORDER BY "seq" DESC LIMIT 1;
  NEW."seq" := coalesce(before."seq", 0) + 1;
  NEW."prev_hash" := coalesce(before."hash", '');
  NEW."hash" := encode(sha256(convert_to(concat_ws('|',
    NEW."prev_hash", NEW."town_id", NEW."ticket_id", NEW."seq",
    to_char(NEW."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    coalesce(NEW."actor_id"::text, '-'), NEW."action",
    coalesce(NEW."from_state", '-'), coalesce(NEW."to_state", '-'),
    coalesce(NEW."subject_id"::text, '-'), coalesce(NEW."note", '-')), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_event_chain" BEFORE INSERT ON "ticket_event" FOR EACH ROW EXECUTE FUNCTION "ticket_event_chain"();
--> statement-breakpoint
CREATE FUNCTION "ticket_event_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on ticket_event is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_event_no_change" BEFORE UPDATE OR DELETE ON "ticket_event" FOR EACH ROW EXECUTE FUNCTION "ticket_event_append_only"();
--> statement-breakpoint
CREATE TRIGGER "ticket_event_no_truncate" BEFORE TRUNCATE ON "ticket_event" FOR EACH STATEMENT EXECUTE FUNCTION "ticket_event_append_only"();
