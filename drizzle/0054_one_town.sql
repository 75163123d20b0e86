-- Names mean the views of one town from now on (src/database/town-view.ts): what a trigger makes for a new town belongs beside the tables.
ALTER FUNCTION "town_ticket_numbers"() SET search_path = public;
--> statement-breakpoint
-- A job bears the name of its town (domain/town-number.ts), so that the process that serves it takes it.
CREATE OR REPLACE FUNCTION "ticket_event_is_told"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target bigint;
  delivery bigint;
BEGIN
  FOR target IN SELECT "id" FROM "webhook_target" WHERE "town_id" = NEW."town_id" AND "ended_at" IS NULL ORDER BY "id" LOOP
    INSERT INTO "webhook_delivery" ("town_id", "target_id", "ticket_id", "seq", "at", "try_at")
      VALUES (NEW."town_id", target, NEW."ticket_id", NEW."seq", NEW."at", NEW."at" + interval '5 minutes') RETURNING "id" INTO delivery;
    PERFORM graphile_worker.add_job(
      CASE NEW."town_id" WHEN 1 THEN 'deliver_webhook' ELSE 'deliver_webhook:' || NEW."town_id" END,
      json_build_object('deliveryId', delivery, 'tries', 0), queue_name => 'webhook:' || target, max_attempts => 1);
  END LOOP;
  RETURN NULL;
END $$;
