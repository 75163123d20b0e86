import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, numeric, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Attachment, CareNoteKind, CondolenceState, GoodsLine } from "../values.ts";
import { person } from "./people.ts";

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
    /** What to look at on each visit. */
    lookAt: text("look_at").notNull().default(""),
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

/** What became of a household in need: how its situation changed, and why its file ended. */
export const careNote = pgTable(
  "care_note",
  {
    townId: townId(),
    id: id(),
    careFileId: ref("care_file_id").notNull(),
    kind: text("kind").$type<CareNoteKind>().notNull(),
    body: text("body").notNull(),
    authorId: ref("author_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.careFileId),
    foreignKey({ columns: [t.townId, t.careFileId], foreignColumns: [careFile.townId, careFile.id] }),
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
    /** The same kind by kind, with units; null for what was recorded before there was this. */
    lines: jsonb("lines").$type<GoodsLine[]>(),
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

/**
 * Condolence goods that came into the town's store, a row for each kind; what was handed out stands in `condolence.lines`. A town that has
 * none of these keeps no stock.
 */
export const goodsReceived = pgTable(
  "goods_received",
  {
    townId: townId(),
    id: id(),
    what: text("what").notNull(),
    unit: text("unit").notNull(),
    /** Weights have a point. */
    count: numeric("count", { mode: "number", precision: 12, scale: 3 }).notNull(),
    /** From whom it came. */
    source: text("source").notNull().default(""),
    receivedBy: ref("received_by").notNull(),
    at: instant("at").notNull(),
    reversedAt: instant("reversed_at"),
    reversedBy: ref("reversed_by"),
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.what, t.unit),
    check("received_goods_are_some", sql`count > 0`),
    foreignKey({ columns: [t.townId, t.receivedBy], foreignColumns: [person.townId, person.id] }),
  ],
);
