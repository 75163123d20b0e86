CREATE TABLE "heartbeat" (
	"town_id" integer NOT NULL,
	"duty" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stuck" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "heartbeat_town_id_duty_pk" PRIMARY KEY("town_id","duty")
);
--> statement-breakpoint
CREATE TABLE "store_probe" (
	"filler" text
);
