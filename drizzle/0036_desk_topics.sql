CREATE TABLE "desk_topic" (
	"town_id" integer NOT NULL,
	"chat_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"thread_id" bigint,
	"name" text DEFAULT '' NOT NULL,
	"is_closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "desk_topic_town_id_ticket_id_chat_id_pk" PRIMARY KEY("town_id","ticket_id","chat_id")
);
--> statement-breakpoint
ALTER TABLE "station" ADD COLUMN "desk_topics" boolean DEFAULT false NOT NULL;