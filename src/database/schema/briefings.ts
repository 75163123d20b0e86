import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { DoorRecordKind, ReportRhythm, TicketState } from "../values.ts";
import { person } from "./people.ts";

/** A number of a briefing and the rows that it is the sum of; instants as ISO. `late`: what was overdue then, `owed`: which step, since when. */
type KeptRow = { label: string; at: string; value: number; late?: true; owed?: { duty: TicketState; by: string } };
export type KeptFigures = Record<string, { value: number; rows: KeptRow[] }>;
/** What the picture of a briefing showed, as the domain gathers it; instants as ISO. */
export type KeptPicture = Record<string, unknown>;
/** A photo of a briefing that was handed in. */
export type KeptPhoto = { kind: DoorRecordKind; at: string; village: string; fileId: string };

/** A briefing as it was handed in (归档): its figures with the rows behind them, whatever becomes of these later. Only ever added to. */
export const briefingEdition = pgTable(
  "briefing_edition",
  {
    townId: townId(),
    id: id(),
    /** The period, up to but without its end. */
    from: instant("from_at").notNull(),
    to: instant("to_at").notNull(),
    /** Who handed it in; what it holds is what they may see. */
    frozenBy: ref("frozen_by").notNull(),
    frozenAt: instant("frozen_at").notNull(),
    /** Counts the editions of one period and person from 1. */
    edition: integer("edition").notNull(),
    kept: jsonb("kept").$type<KeptFigures>().notNull(),
    /** The photos that were in it; null in what earlier releases kept. */
    photos: jsonb("photos").$type<KeptPhoto[]>(),
    /** From what its picture is drawn; null in what earlier releases kept. */
    picture: jsonb("picture").$type<KeptPicture>(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.frozenBy, t.from, t.to, t.edition),
    foreignKey({ columns: [t.townId, t.frozenBy], foreignColumns: [person.townId, person.id] }),
  ],
);

/** 定期报送: the figures of each week or month, sent by themselves to a person or to a group chat. */
export const scheduledReport = pgTable(
  "scheduled_report",
  {
    townId: townId(),
    id: id(),
    rhythm: text("rhythm").$type<ReportRhythm>().notNull(),
    /** What it holds is what this person may see; it comes to them, unless to a group. */
    readerId: ref("reader_id").notNull(),
    chatId: ref("chat_id"),
    /** A topic of the group. */
    threadId: ref("thread_id"),
    madeBy: ref("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    /** The end of the next week or month that is to be reported. */
    until: instant("until").notNull(),
    /** When the office opens after that. */
    dueAt: instant("due_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.readerId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.madeBy], foreignColumns: [person.townId, person.id] }),
    index("scheduled_report_due_idx").on(t.townId, t.dueAt).where(sql`ended_at is null`),
    uniqueIndex("one_report_to_a_person").on(t.townId, t.readerId, t.rhythm).where(sql`ended_at is null and chat_id is null`),
    uniqueIndex("one_report_to_a_group").on(t.townId, t.chatId, t.rhythm).where(sql`ended_at is null and chat_id is not null`),
    check("known_rhythm", sql`rhythm in ('weekly', 'monthly')`),
  ],
);
