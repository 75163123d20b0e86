import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Pin } from "../values.ts";
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

/** A place that its owner lets move for a time (实时位置), as it is now. */
export const livePlace = pgTable(
  "live_place",
  {
    townId: townId(),
    id: id(),
    personId: ref("person_id").notNull(),
    /** The message that moves. */
    chatId: ref("chat_id").notNull(),
    messageId: ref("message_id").notNull(),
    /** The matter of which it is the place; in others it may be among what was said. */
    ticketId: ref("ticket_id"),
    pin: jsonb("pin").$type<Pin>().notNull(),
    startedAt: instant("started_at").notNull(),
    /** When it ends by itself; null when only its owner ends it. */
    until: instant("until"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    uniqueIndex("live_place_message_idx").on(t.townId, t.chatId, t.messageId),
    index("live_place_due_idx").on(t.townId, t.until).where(sql`ended_at is null`),
    index("live_place_ticket_idx").on(t.townId, t.ticketId),
  ],
);
