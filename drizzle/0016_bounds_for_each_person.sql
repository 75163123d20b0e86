CREATE TABLE "silenced" (
	"town_id" integer NOT NULL,
	"telegram_id" bigint NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "silenced_town_id_telegram_id_pk" PRIMARY KEY("town_id","telegram_id")
);
--> statement-breakpoint
CREATE INDEX "audit_event_town_id_person_id_at_index" ON "audit_event" USING btree ("town_id","person_id","at");