CREATE TABLE "open311_key" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "open311_key_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"made_by" bigint NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "open311_key_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "open311_key_town_id_key_hash_unique" UNIQUE("town_id","key_hash")
);
--> statement-breakpoint
CREATE TABLE "open311_request" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"key_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "open311_request_town_id_ticket_id_pk" PRIMARY KEY("town_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "open311_key" ADD CONSTRAINT "open311_key_town_id_made_by_person_town_id_id_fk" FOREIGN KEY ("town_id","made_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open311_request" ADD CONSTRAINT "open311_request_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open311_request" ADD CONSTRAINT "open311_request_town_id_key_id_open311_key_town_id_id_fk" FOREIGN KEY ("town_id","key_id") REFERENCES "public"."open311_key"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open311_request_town_id_key_id_at_index" ON "open311_request" USING btree ("town_id","key_id","at");