CREATE TABLE "brought_file" (
	"town_id" integer NOT NULL,
	"of_town_id" integer NOT NULL,
	"their_file_id" text NOT NULL,
	"file_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brought_file_town_id_of_town_id_their_file_id_pk" PRIMARY KEY("town_id","of_town_id","their_file_id")
);
--> statement-breakpoint
CREATE TABLE "counterpart" (
	"town_id" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"of_town_id" integer NOT NULL,
	"station_id" bigint NOT NULL,
	CONSTRAINT "counterpart_town_id_person_id_pk" PRIMARY KEY("town_id","person_id"),
	CONSTRAINT "counterpart_town_id_of_town_id_station_id_unique" UNIQUE("town_id","of_town_id","station_id")
);
--> statement-breakpoint
CREATE TABLE "county_above" (
	"town_id" integer NOT NULL,
	"county_id" integer NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"parted_at" timestamp (3) with time zone,
	CONSTRAINT "county_above_town_id_county_id_pk" PRIMARY KEY("town_id","county_id")
);
--> statement-breakpoint
CREATE TABLE "county_code" (
	"town_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"created_by" bigint NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "county_code_town_id_code_hash_pk" PRIMARY KEY("town_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "county_member" (
	"town_id" integer NOT NULL,
	"member_id" integer NOT NULL,
	"village_id" bigint NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"parted_at" timestamp (3) with time zone,
	CONSTRAINT "county_member_town_id_member_id_pk" PRIMARY KEY("town_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "handed_from" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"from_town_id" integer NOT NULL,
	"request" bigint NOT NULL,
	"their_number" integer NOT NULL,
	"village_name" text NOT NULL,
	"responsible" text NOT NULL,
	"responsible_phone" text DEFAULT '' NOT NULL,
	CONSTRAINT "handed_from_town_id_ticket_id_pk" PRIMARY KEY("town_id","ticket_id"),
	CONSTRAINT "handed_from_town_id_from_town_id_request_unique" UNIQUE("town_id","from_town_id","request")
);
--> statement-breakpoint
CREATE TABLE "handed_up" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "handed_up_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"county_id" integer NOT NULL,
	"counterpart_id" bigint NOT NULL,
	"their_number" integer,
	"state" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "handed_up_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "letter_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_town_id" integer NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "letter_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "handed_up_id" bigint;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "handed_from_town" integer;--> statement-breakpoint
ALTER TABLE "town" ADD COLUMN "takes_overdue" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "counterpart" ADD CONSTRAINT "counterpart_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handed_from" ADD CONSTRAINT "handed_from_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handed_up" ADD CONSTRAINT "handed_up_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "county_above_one" ON "county_above" USING btree ("town_id") WHERE parted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "handed_up_once" ON "handed_up" USING btree ("town_id","ticket_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "letter_matter_idx" ON "letter" USING btree ("town_id","from_town_id",(body->>'request'),"id");