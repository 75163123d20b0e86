-- Whoever changes what a town is made of need not remember to say so: what processes keep of it in memory is compared with this number.
CREATE FUNCTION "org_version_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "town" SET "org_version" = "org_version" + 1 WHERE "id" = coalesce(NEW."town_id", OLD."town_id");
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "village_changes_org" AFTER INSERT OR UPDATE OR DELETE ON "village" FOR EACH ROW EXECUTE FUNCTION "org_version_grows"();
--> statement-breakpoint
CREATE TRIGGER "village_group_changes_org" AFTER INSERT OR UPDATE OR DELETE ON "village_group" FOR EACH ROW EXECUTE FUNCTION "org_version_grows"();
--> statement-breakpoint
CREATE TRIGGER "station_changes_org" AFTER INSERT OR UPDATE OR DELETE ON "station" FOR EACH ROW EXECUTE FUNCTION "org_version_grows"();
--> statement-breakpoint
CREATE TRIGGER "category_changes_org" AFTER INSERT OR UPDATE OR DELETE ON "category" FOR EACH ROW EXECUTE FUNCTION "org_version_grows"();
