CREATE TABLE "attempt" (
	"town_id" integer NOT NULL,
	"road" text NOT NULL,
	"subject" bigint NOT NULL,
	"due_at" timestamp (3) with time zone,
	"begun_by" integer,
	"begun_at" timestamp (3) with time zone,
	"deaths" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"retry_at" timestamp (3) with time zone,
	"parked_at" timestamp (3) with time zone,
	CONSTRAINT "attempt_town_id_road_subject_pk" PRIMARY KEY("town_id","road","subject")
);
--> statement-breakpoint
CREATE TABLE "digest_due" (
	"town_id" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "digest_due_town_id_person_id_pk" PRIMARY KEY("town_id","person_id")
);
