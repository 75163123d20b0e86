-- The notification names the first of the new rows, so that a process knows its own, whose rows it need not ask for.
CREATE OR REPLACE FUNCTION "outbox_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('doorstep_outbox', (SELECT coalesce(min("id"), 0)::text FROM "added"));
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER "outbox_notify_insert" ON "outbox";
--> statement-breakpoint
CREATE TRIGGER "outbox_notify_insert" AFTER INSERT ON "outbox" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "outbox_notify"();
--> statement-breakpoint
-- What was held for somebody and is to be sent now is announced as well; 0 is nobody's first row.
CREATE FUNCTION "outbox_notify_released"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('doorstep_outbox', '0');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "outbox_notify_released" AFTER UPDATE ON "outbox" FOR EACH ROW
  WHEN (OLD."state" = 'held' AND NEW."state" = 'pending') EXECUTE FUNCTION "outbox_notify_released"();
