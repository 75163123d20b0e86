ALTER TABLE "town" ADD COLUMN "digest_day" text;--> statement-breakpoint
CREATE INDEX "visit_town_id_care_file_id_index" ON "visit" USING btree ("town_id","care_file_id");