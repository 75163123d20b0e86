import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { TopicLineKind } from "../doorstep-values.ts";
import type { Attachment } from "../values.ts";
import { person } from "./people.ts";
import { category } from "./tickets.ts";
import { village } from "./town.ts";

/** A household of the register; whose it is follows from the ties, unless a cadre is named. */
export const household = pgTable(
  "household",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    groupName: text("group_name").notNull().default(""),
    head: text("head").notNull(),
    /** The end of the householder's identity number, where a list had one. */
    idTail: text("id_tail"),
    phone: text("phone"),
    address: text("address"),
    /** How many people live there. */
    people: integer("people").notNull().default(1),
    /** The member who uses the bot, found by phone. */
    personId: ref("person_id"),
    cadreId: ref("cadre_id"),
    movedAwayAt: instant("moved_away_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.villageId, t.groupName, t.head),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/** One conversation at a household or in the field (走访). */
export const visit = pgTable(
  "visit",
  {
    townId: townId(),
    id: id(),
    /** The button that logged it; pressing it twice logs one visit. */
    key: text("key").notNull(),
    cadreId: ref("cadre_id").notNull(),
    villageId: ref("village_id").notNull(),
    householdId: ref("household_id"),
    careFileId: ref("care_file_id"),
    /** How many people were talked to. */
    people: integer("people").notNull(),
    heard: text("heard").notNull().default(""),
    attachment: jsonb("attachment").$type<Attachment>(),
    /** The message that brought the file: what a voice message says comes later. */
    sourceMessageId: ref("source_message_id"),
    at: instant("at").notNull(),
    ticketId: ref("ticket_id"),
    /** Logged by mistake; it counts no more. */
    undoneAt: instant("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.key),
    index().on(t.townId, t.at),
    index().on(t.townId, t.householdId),
    index().on(t.townId, t.careFileId),
    index().on(t.townId, t.cadreId, t.sourceMessageId),
    check("visit_talked_to_somebody", sql`people between 1 and 500`),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.cadreId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** Who else of the staff went along: the visit is one, and stands in the figures of each. */
export const visitCompanion = pgTable(
  "visit_companion",
  { townId: townId(), visitId: ref("visit_id").notNull(), personId: ref("person_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.visitId, t.personId] }),
    index().on(t.townId, t.personId),
    foreignKey({ columns: [t.townId, t.visitId], foreignColumns: [visit.townId, visit.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** A recurring problem taken up at its root (每月一题). */
export const topic = pgTable(
  "topic",
  {
    townId: townId(),
    id: id(),
    title: text("title").notNull(),
    categoryId: ref("category_id").notNull(),
    villageId: ref("village_id").notNull(),
    ownerId: ref("owner_id").notNull(),
    measure: text("measure").notNull(),
    createdAt: instant("created_at").notNull(),
    result: text("result"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.categoryId], foreignColumns: [category.townId, category.id] }),
  ],
);

export const topicMilestone = pgTable(
  "topic_milestone",
  {
    townId: townId(),
    id: id(),
    topicId: ref("topic_id").notNull(),
    body: text("body").notNull(),
    at: instant("at").notNull(),
    /** Null: a step, as all were before 0.8. */
    kind: text("kind").$type<TopicLineKind>(),
    /** Of money, in fen. */
    fen: bigint("fen", { mode: "number" }),
    attachment: jsonb("attachment").$type<Attachment>(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.topicId], foreignColumns: [topic.townId, topic.id] }),
  ],
);
