CREATE TABLE "round" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "round_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"village_id" bigint,
	"person_id" bigint,
	"station_id" bigint,
	"rhythm" text NOT NULL,
	"days" integer[] DEFAULT '{}' NOT NULL,
	"dates" text[] DEFAULT '{}' NOT NULL,
	"from_day" text NOT NULL,
	"until_day" text,
	"at_minute" integer NOT NULL,
	"proof" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "round_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "round_is_somebodys" CHECK (person_id is not null or station_id is not null or village_id is not null)
);
--> statement-breakpoint
CREATE TABLE "round_turn" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "round_turn_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"round_id" bigint NOT NULL,
	"day" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"done_by" bigint,
	"at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"proof" jsonb,
	"pin" jsonb,
	"ticket_ids" bigint[] DEFAULT '{}' NOT NULL,
	"missed_at" timestamp (3) with time zone,
	CONSTRAINT "round_turn_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "round_turn_town_id_round_id_day_unique" UNIQUE("town_id","round_id","day")
);
--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_town_id_station_id_station_town_id_id_fk" FOREIGN KEY ("town_id","station_id") REFERENCES "public"."station"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_turn" ADD CONSTRAINT "round_turn_town_id_round_id_round_town_id_id_fk" FOREIGN KEY ("town_id","round_id") REFERENCES "public"."round"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_turn" ADD CONSTRAINT "round_turn_town_id_done_by_person_town_id_id_fk" FOREIGN KEY ("town_id","done_by") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_town_id_next_at_index" ON "round" USING btree ("town_id","next_at");--> statement-breakpoint
CREATE INDEX "round_turn_town_id_closes_at_index" ON "round_turn" USING btree ("town_id","closes_at") WHERE state = 'open' and missed_at is null;