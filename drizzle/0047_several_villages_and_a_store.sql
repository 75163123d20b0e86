CREATE TABLE "goods_received" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "goods_received_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"what" text NOT NULL,
	"unit" text NOT NULL,
	"count" numeric(12, 3) NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"received_by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"reversed_by" bigint,
	"reason" text,
	CONSTRAINT "goods_received_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "received_goods_are_some" CHECK (count > 0)
);
--> statement-breakpoint
CREATE TABLE "session_village" (
	"town_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	CONSTRAINT "session_village_town_id_session_id_village_id_pk" PRIMARY KEY("town_id","session_id","village_id")
);
--> statement-breakpoint
ALTER TABLE "goods_received" ADD CONSTRAINT "goods_received_town_id_received_by_person_town_id_id_fk" FOREIGN KEY ("town_id","received_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_village" ADD CONSTRAINT "session_village_town_id_session_id_outreach_session_town_id_id_fk" FOREIGN KEY ("town_id","session_id") REFERENCES "public"."outreach_session"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_village" ADD CONSTRAINT "session_village_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "goods_received_town_id_what_unit_index" ON "goods_received" USING btree ("town_id","what","unit");--> statement-breakpoint
CREATE INDEX "session_village_town_id_village_id_index" ON "session_village" USING btree ("town_id","village_id");