CREATE TABLE "alarm_word" (
	"town_id" integer NOT NULL,
	"word" text NOT NULL,
	"kind" text NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alarm_word_town_id_word_pk" PRIMARY KEY("town_id","word"),
	CONSTRAINT "alarm_word_has_a_kind" CHECK (kind in ('self_harm', 'danger', 'violence', 'harmless'))
);
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "kept_from" bigint[];--> statement-breakpoint
CREATE TRIGGER "alarm_word_changes_org" AFTER INSERT OR UPDATE OR DELETE ON "alarm_word" FOR EACH ROW EXECUTE FUNCTION "org_version_grows"();
