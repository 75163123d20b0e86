-- The notification names the town as well, so that a process that sends for several hands it to the right one. Earlier releases read its
-- first two words; who signs nothing is a dash.
CREATE OR REPLACE FUNCTION "outbox_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('doorstep_outbox', concat_ws(' ', coalesce(min("id"), 0), coalesce(nullif(current_setting('doorstep.committer', true), ''), '-'), "town_id"))
    FROM "added" GROUP BY "town_id";
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "outbox_notify_released"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('doorstep_outbox', concat_ws(' ', '0', '-', NEW."town_id"));
  RETURN NULL;
END $$;
