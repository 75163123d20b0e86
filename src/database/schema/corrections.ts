import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { DoorRecordKind } from "../values.ts";
import { person } from "./people.ts";

/** 更正: something done at the door that is not so: who takes it back, why, and what stood there. Only ever added to. */
export const doorRecordReversal = pgTable(
  "deed_reversal",
  {
    townId: townId(),
    id: id(),
    kind: text("kind").$type<DoorRecordKind>().notNull(),
    /** The visit, the entry of a roster, the gift. */
    subjectId: ref("subject_id").notNull(),
    reason: text("reason").notNull(),
    reversedBy: ref("reversed_by").notNull(),
    at: instant("at").notNull(),
    /** Whose it was, and since when. */
    doneBy: ref("done_by").notNull(),
    doneAt: instant("done_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.kind, t.subjectId),
    foreignKey({ columns: [t.townId, t.reversedBy], foreignColumns: [person.townId, person.id] }),
  ],
);

/** Photos of what was done at the door that an admin chose for briefings. */
export const briefPhoto = pgTable(
  "brief_photo",
  {
    townId: townId(),
    kind: text("kind").$type<DoorRecordKind>().notNull(),
    subjectId: ref("subject_id").notNull(),
    chosenBy: ref("chosen_by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.kind, t.subjectId] }),
    foreignKey({ columns: [t.townId, t.chosenBy], foreignColumns: [person.townId, person.id] }),
  ],
);
