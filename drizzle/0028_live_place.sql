CREATE TABLE "live_place" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "live_place_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"ticket_id" bigint,
	"pin" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "live_place_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "live_place_message_idx" ON "live_place" USING btree ("town_id","chat_id","message_id");--> statement-breakpoint
CREATE INDEX "live_place_due_idx" ON "live_place" USING btree ("town_id","until") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "live_place_ticket_idx" ON "live_place" USING btree ("town_id","ticket_id");--> statement-breakpoint
CREATE INDEX "outbox_live_idx" ON "outbox" USING btree ("town_id",(notice->>'live')) WHERE edits_id is null and notice ? 'live';