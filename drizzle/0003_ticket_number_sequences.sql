-- Numbers come from one sequence for each town: a counter in the town's row would make everybody who submits wait for everybody else.
CREATE FUNCTION "town_ticket_numbers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I START 1001', 'ticket_number_' || NEW."id");
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "town_ticket_numbers" AFTER INSERT ON "town" FOR EACH ROW EXECUTE FUNCTION "town_ticket_numbers"();
--> statement-breakpoint
DO $$
DECLARE
  known record;
BEGIN
  FOR known IN SELECT "id", "next_ticket_number" FROM "town" LOOP
    EXECUTE format('CREATE SEQUENCE %I START %s', 'ticket_number_' || known."id", known."next_ticket_number");
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE "town" DROP COLUMN "next_ticket_number";