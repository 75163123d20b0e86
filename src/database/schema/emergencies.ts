import { boolean, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import { person } from "./people.ts";
import { village } from "./town.ts";

/** Who is on duty (值班) on a calendar day of the town. */
export const duty = pgTable("duty", { townId: townId(), day: text("day").notNull(), personId: ref("person_id").notNull() }, (t) => [
  primaryKey({ columns: [t.townId, t.day, t.personId] }),
  foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
]);

/** A roll-call (平安确认): everybody of a village is asked whether they are safe. */
export const rollCall = pgTable(
  "roll_call",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    askedBy: ref("asked_by").notNull(),
    body: text("body").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/** Whom a roll-call asked, and what they answered. */
export const rollCallAnswer = pgTable(
  "roll_call_answer",
  {
    townId: townId(),
    rollCallId: ref("roll_call_id").notNull(),
    personId: ref("person_id").notNull(),
    isSafe: boolean("is_safe"),
    at: instant("at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.rollCallId, t.personId] }),
    foreignKey({ columns: [t.townId, t.rollCallId], foreignColumns: [rollCall.townId, rollCall.id] }),
  ],
);
