CREATE TABLE "routing_rule" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "routing_rule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"position" integer NOT NULL,
	"kind" text,
	"category_id" bigint,
	"village_id" bigint,
	"to_person_id" bigint,
	"to_station_id" bigint,
	CONSTRAINT "routing_rule_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "rule_has_one_target" CHECK ((to_person_id is null) <> (to_station_id is null)),
	CONSTRAINT "rule_has_a_condition" CHECK (kind is not null or category_id is not null or village_id is not null),
	CONSTRAINT "emergencies_have_their_own_order" CHECK (kind is null or kind <> 'emergency')
);
--> statement-breakpoint
ALTER TABLE "invite" ADD COLUMN "group_id" bigint;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_town_id_category_id_category_town_id_id_fk" FOREIGN KEY ("town_id","category_id") REFERENCES "public"."category"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_town_id_to_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","to_person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_town_id_to_station_id_station_town_id_id_fk" FOREIGN KEY ("town_id","to_station_id") REFERENCES "public"."station"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_town_id_group_id_village_group_town_id_id_fk" FOREIGN KEY ("town_id","group_id") REFERENCES "public"."village_group"("town_id","id") ON DELETE no action ON UPDATE no action;