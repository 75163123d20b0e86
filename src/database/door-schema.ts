import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "./columns.ts";
import { category, person, village } from "./schema.ts";
import type { Attachment, CondolenceState, RosterEntryState } from "./values.ts";

// Visits (调研下基层) and service at the door (现场办公下基层).

/** A household of the register; whose it is follows from the ties, unless a cadre is named. */
export const household = pgTable(
  "household",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    groupName: text("group_name").notNull().default(""),
    head: text("head").notNull(),
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
    check("visit_talked_to_somebody", sql`people between 1 and 500`),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.cadreId], foreignColumns: [person.townId, person.id] }),
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
  { townId: townId(), id: id(), topicId: ref("topic_id").notNull(), body: text("body").notNull(), at: instant("at").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.topicId], foreignColumns: [topic.townId, topic.id] }),
  ],
);

/** A list of people to be served at home one by one (名单). */
export const roster = pgTable(
  "roster",
  { townId: townId(), id: id(), title: text("title").notNull(), createdBy: ref("created_by").notNull(), at: instant("at").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.title)],
);

export const rosterEntry = pgTable(
  "roster_entry",
  {
    townId: townId(),
    id: id(),
    rosterId: ref("roster_id").notNull(),
    villageId: ref("village_id").notNull(),
    groupName: text("group_name").notNull().default(""),
    name: text("name").notNull(),
    address: text("address").notNull().default(""),
    phone: text("phone").notNull().default(""),
    remark: text("remark").notNull().default(""),
    assignedTo: ref("assigned_to").notNull(),
    state: text("state").$type<RosterEntryState>().notNull().default("open"),
    /** What was done, or why not. */
    note: text("note").notNull().default(""),
    proof: jsonb("proof").$type<Attachment>(),
    doneBy: ref("done_by"),
    at: instant("at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.rosterId),
    index().on(t.townId, t.assignedTo),
    check("served_with_proof", sql`state <> 'done' or (done_by is not null and at is not null and (note <> '' or proof is not null))`),
    foreignKey({ columns: [t.townId, t.rosterId], foreignColumns: [roster.townId, roster.id] }),
  ],
);

/** A household in need (关爱档案), visited in a rhythm. */
export const careFile = pgTable(
  "care_file",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    name: text("name").notNull(),
    situation: text("situation").notNull(),
    rhythmDays: integer("rhythm_days").notNull(),
    keeperId: ref("keeper_id").notNull(),
    dueAt: instant("due_at").notNull(),
    remindedAt: instant("reminded_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.dueAt),
    foreignKey({ columns: [t.townId, t.keeperId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** Money or goods handed to a household (慰问). */
export const condolence = pgTable(
  "condolence",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    recipient: text("recipient").notNull(),
    /** Money in fen, so that totals agree to the cent. */
    fen: bigint("fen", { mode: "number" }).notNull().default(0),
    items: integer("items").notNull().default(0),
    goods: text("goods").notNull().default(""),
    photo: jsonb("photo").$type<Attachment>(),
    giverId: ref("giver_id").notNull(),
    at: instant("at").notNull(),
    state: text("state").$type<CondolenceState>().notNull(),
    secondId: ref("second_id"),
    secondAt: instant("second_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.at),
    check("condolence_gives_something", sql`fen >= 0 and items >= 0 and fen + items > 0`),
    check("two_people_confirm_money", sql`state <> 'confirmed' or fen = 0 or (second_id is not null and second_id <> giver_id)`),
  ],
);
