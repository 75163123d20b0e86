CREATE TABLE "announcement" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "announcement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"author_id" bigint NOT NULL,
	"village_id" bigint,
	"body" text NOT NULL,
	"attachment" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "announcement_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"person_id" bigint,
	"what" text NOT NULL,
	"detail" text,
	CONSTRAINT "audit_event_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "canned_reply" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "canned_reply_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint,
	"body" text NOT NULL,
	CONSTRAINT "canned_reply_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "category" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "category_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"emoji" text DEFAULT '📌' NOT NULL,
	"guide" text,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"station_id" bigint,
	"to_discipline" boolean DEFAULT false NOT NULL,
	"terms" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	CONSTRAINT "category_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "category_town_id_kind_name_unique" UNIQUE("town_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "co_handler" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "co_handler_town_id_ticket_id_person_id_pk" PRIMARY KEY("town_id","ticket_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "dialog" (
	"town_id" integer NOT NULL,
	"chat_id" bigint NOT NULL,
	"nonce" text NOT NULL,
	"flow" text NOT NULL,
	"step" text NOT NULL,
	"data" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dialog_town_id_chat_id_pk" PRIMARY KEY("town_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"town_id" integer NOT NULL,
	"update_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "inbox_town_id_update_id_pk" PRIMARY KEY("town_id","update_id")
);
--> statement-breakpoint
CREATE TABLE "invite" (
	"town_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"role" text NOT NULL,
	"village_id" bigint,
	"station_id" bigint,
	"is_head" boolean DEFAULT false NOT NULL,
	"created_by" bigint NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_by" bigint,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invite_town_id_code_hash_pk" PRIMARY KEY("town_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"priority" integer NOT NULL,
	"method" text,
	"payload" jsonb,
	"notice" jsonb,
	"person_id" bigint,
	"ticket_id" bigint,
	"ticket_message_id" bigint,
	"edits_id" bigint,
	"replies_to_id" bigint,
	"state" text DEFAULT 'pending' NOT NULL,
	"message_id" bigint,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "outbox_has_content" CHECK ((method is not null and payload is not null) or notice is not null)
);
--> statement-breakpoint
CREATE TABLE "person" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"telegram_id" bigint NOT NULL,
	"name" text NOT NULL,
	"username" text,
	"phone" text,
	"language" text DEFAULT 'zh' NOT NULL,
	"language_chosen" boolean DEFAULT false NOT NULL,
	"village_id" bigint,
	"group_id" bigint,
	"blocked_at" timestamp (3) with time zone,
	"on_leave_until" timestamp (3) with time zone,
	"deputy_id" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "person_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "person_town_id_telegram_id_unique" UNIQUE("town_id","telegram_id")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "role_grant_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"role" text NOT NULL,
	"village_id" bigint,
	"group_id" bigint,
	"station_id" bigint,
	"is_head" boolean DEFAULT false NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "role_grant_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "station" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "station_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "station_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "station_town_id_name_unique" UNIQUE("town_id","name")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ticket_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"category_id" bigint NOT NULL,
	"village_id" bigint NOT NULL,
	"group_id" bigint,
	"reporter_id" bigint NOT NULL,
	"draft_id" text NOT NULL,
	"description" text NOT NULL,
	"place_text" text,
	"latitude" double precision,
	"longitude" double precision,
	"phone" text,
	"confidential" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"level" integer DEFAULT 0 NOT NULL,
	"responsible_id" bigint,
	"station_id" bigint,
	"transfer_to_id" bigint,
	"deadline" timestamp (3) with time zone,
	"resolve_by" timestamp (3) with time zone,
	"next_timer_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"waiting_since" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"chased_at" timestamp (3) with time zone,
	"rating" text,
	"reopen_count" integer DEFAULT 0 NOT NULL,
	"last_said_to_villager_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ticket_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "ticket_town_id_number_unique" UNIQUE("town_id","number"),
	CONSTRAINT "open_ticket_has_person_and_deadline" CHECK (not (state not in ('closed', 'withdrawn', 'declined', 'merged')) or (responsible_id is not null and deadline is not null)),
	CONSTRAINT "rated_only_when_resolved" CHECK (rating is null or state in ('closed', 'assigned', 'accepted', 'in_progress', 'waiting_villager', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "ticket_event" (
	"town_id" integer NOT NULL,
	"ticket_id" bigint NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" bigint,
	"action" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"note" text,
	"subject_id" bigint,
	"prev_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "ticket_event_town_id_ticket_id_seq_pk" PRIMARY KEY("town_id","ticket_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ticket_message" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ticket_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"side" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"attachment" jsonb,
	"source_chat_id" bigint,
	"source_message_id" bigint,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ticket_message_town_id_id_pk" PRIMARY KEY("town_id","id")
);
--> statement-breakpoint
CREATE TABLE "town" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" text,
	"claim_code_hash" text,
	"claimed_at" timestamp (3) with time zone,
	"next_ticket_number" integer DEFAULT 1001 NOT NULL,
	"clock_ahead_seconds" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "village" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "village_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "village_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "village_town_id_name_unique" UNIQUE("town_id","name")
);
--> statement-breakpoint
CREATE TABLE "village_group" (
	"town_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "village_group_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"village_id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "village_group_town_id_id_pk" PRIMARY KEY("town_id","id"),
	CONSTRAINT "village_group_town_id_village_id_name_unique" UNIQUE("town_id","village_id","name")
);
--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_town_id_person_id_person_town_id_id_fk" FOREIGN KEY ("town_id","person_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_town_id_category_id_category_town_id_id_fk" FOREIGN KEY ("town_id","category_id") REFERENCES "public"."category"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_town_id_reporter_id_person_town_id_id_fk" FOREIGN KEY ("town_id","reporter_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_town_id_responsible_id_person_town_id_id_fk" FOREIGN KEY ("town_id","responsible_id") REFERENCES "public"."person"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_town_id_ticket_id_ticket_town_id_id_fk" FOREIGN KEY ("town_id","ticket_id") REFERENCES "public"."ticket"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "village_group" ADD CONSTRAINT "village_group_town_id_village_id_village_town_id_id_fk" FOREIGN KEY ("town_id","village_id") REFERENCES "public"."village"("town_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_waiting_idx" ON "inbox" USING btree ("town_id","chat_id","update_id") WHERE processed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_pending_idx" ON "outbox" USING btree ("town_id","priority","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_held_idx" ON "outbox" USING btree ("town_id","chat_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "outbox_message_idx" ON "outbox" USING btree ("town_id","chat_id","message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_ticket_idx" ON "outbox" USING btree ("town_id","ticket_id") WHERE ticket_id is not null;--> statement-breakpoint
CREATE INDEX "role_grant_town_id_person_id_index" ON "role_grant" USING btree ("town_id","person_id");--> statement-breakpoint
CREATE INDEX "role_grant_town_id_village_id_index" ON "role_grant" USING btree ("town_id","village_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_draft_unique" ON "ticket" USING btree ("town_id","draft_id");--> statement-breakpoint
CREATE INDEX "ticket_town_id_reporter_id_index" ON "ticket" USING btree ("town_id","reporter_id");--> statement-breakpoint
CREATE INDEX "ticket_town_id_responsible_id_index" ON "ticket" USING btree ("town_id","responsible_id") WHERE state not in ('closed', 'withdrawn', 'declined', 'merged');--> statement-breakpoint
CREATE INDEX "ticket_town_id_created_at_index" ON "ticket" USING btree ("town_id","created_at");--> statement-breakpoint
CREATE INDEX "ticket_timer_idx" ON "ticket" USING btree ("town_id","next_timer_at") WHERE next_timer_at is not null;--> statement-breakpoint
CREATE INDEX "ticket_event_town_id_at_index" ON "ticket_event" USING btree ("town_id","at");--> statement-breakpoint
CREATE INDEX "ticket_message_town_id_ticket_id_index" ON "ticket_message" USING btree ("town_id","ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_message_town_id_source_chat_id_source_message_id_index" ON "ticket_message" USING btree ("town_id","source_chat_id","source_message_id");