CREATE TABLE "webhook_delivery" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"target_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"try_at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"failure" text,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_delivery_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_target" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_target_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"made_by" bigint NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_target_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_town_id_target_id_webhook_target_town_id_id_fk" FOREIGN KEY ("town_id","target_id") REFERENCES "public"."webhook_target"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_target" ADD CONSTRAINT "webhook_target_town_id_made_by_person_town_id_id_fk" FOREIGN KEY ("town_id","made_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_delivery_town_id_target_id_index" ON "webhook_delivery" USING btree ("town_id","target_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due_idx" ON "webhook_delivery" USING btree ("town_id","try_at") WHERE state = 'pending';--> statement-breakpoint
-- Whatever writes a line of the ledger by which a state changes, of this release or another, what is to be told of it is written with it.
CREATE FUNCTION "ticket_event_is_told"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target bigint;
  delivery bigint;
BEGIN
  FOR target IN SELECT "id" FROM "webhook_target" WHERE "town_id" = NEW."town_id" AND "ended_at" IS NULL ORDER BY "id" LOOP
    INSERT INTO "webhook_delivery" ("town_id", "target_id", "ticket_id", "seq", "at", "try_at")
      VALUES (NEW."town_id", target, NEW."ticket_id", NEW."seq", NEW."at", NEW."at" + interval '5 minutes') RETURNING "id" INTO delivery;
    PERFORM graphile_worker.add_job('deliver_webhook', json_build_object('deliveryId', delivery, 'tries', 0),
      queue_name => 'webhook:' || target, max_attempts => 1);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "ticket_event_told" AFTER INSERT ON "ticket_event" FOR EACH ROW
  WHEN (NEW."from_state" IS DISTINCT FROM NEW."to_state") EXECUTE FUNCTION "ticket_event_is_told"();
