CREATE TABLE "county_announcement" (
	"town_id" integer NOT NULL,
	"announcement_id" bigint NOT NULL,
	"from_town_id" integer NOT NULL,
	"their_id" bigint NOT NULL,
	CONSTRAINT "county_announcement_town_id_announcement_id_pk" PRIMARY KEY("town_id","announcement_id"),
	CONSTRAINT "county_announcement_town_id_from_town_id_their_id_unique" UNIQUE("town_id","from_town_id","their_id")
);
--> statement-breakpoint
ALTER TABLE "county_announcement" ADD CONSTRAINT "county_announcement_town_id_announcement_id_announcement_town_id_id_fk" FOREIGN KEY ("town_id","announcement_id") REFERENCES "public"."announcement"("town_id","id") ON DELETE no action ON UPDATE no action;