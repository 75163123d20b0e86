-- The notification says who committed, where that is told: so a process knows its own by what it hears, whoever listens for it. A process
-- of the release before signs nothing, and hears only of its own what it can read.
CREATE OR REPLACE FUNCTION "outbox_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('doorstep_outbox', concat_ws(' ', (SELECT coalesce(min("id"), 0)::text FROM "added"), nullif(current_setting('doorstep.committer', true), '')));
  RETURN NULL;
END $$;
