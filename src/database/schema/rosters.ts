import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Attachment, NotServedReason, RosterEntryState } from "../values.ts";

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
    /** The end of their identity number, which tells people of one name apart. */
    idTail: text("id_tail"),
    /** Which line of its list it was, from 1; lists of releases before have none. */
    position: integer("position"),
    address: text("address").notNull().default(""),
    phone: text("phone").notNull().default(""),
    remark: text("remark").notNull().default(""),
    assignedTo: ref("assigned_to").notNull(),
    state: text("state").$type<RosterEntryState>().notNull().default("open"),
    /** What was done, or why not. */
    note: text("note").notNull().default(""),
    proof: jsonb("proof").$type<Attachment>(),
    /** Of one that is served no more; null where an earlier release wrote it. */
    why: text("why").$type<NotServedReason>(),
    /** When a postponed one is to be served, if that was said. */
    nextAt: instant("next_at"),
    remindedAt: instant("reminded_at"),
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

/** What the town chose for a heading of the lists that it is handed: which column it is, or (null) none. */
export const listHeading = pgTable(
  "list_heading",
  {
    townId: townId(),
    kind: text("kind").$type<"roster" | "households">().notNull(),
    /** Without blanks and signs. */
    heading: text("heading").notNull(),
    column: text("column"),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.kind, t.heading] })],
);
