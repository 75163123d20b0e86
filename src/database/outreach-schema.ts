import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "./columns.ts";
import type { Attachment } from "./values.ts";

// What the town tells its villagers.

/** Announcements, kept so that 通知 can show them again. */
export const announcement = pgTable(
  "announcement",
  {
    townId: townId(),
    id: id(),
    authorId: ref("author_id").notNull(),
    villageId: ref("village_id"),
    body: text("body").notNull(),
    attachment: jsonb("attachment").$type<Attachment>(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);
