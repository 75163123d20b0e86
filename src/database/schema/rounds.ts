import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { RoundProof, RoundRhythm, TurnState } from "../doorstep-values.ts";
import type { Attachment, Pin } from "../values.ts";
import { person } from "./people.ts";
import { station, village } from "./town.ts";

/** What has to be looked at again and again (例行巡查): who, what, how often. */
export const round = pgTable(
  "round",
  {
    townId: townId(),
    id: id(),
    title: text("title").notNull(),
    /** Null: anywhere in the town. */
    villageId: ref("village_id"),
    /** Whose it is: a person, a station, or with neither the village's cadres. */
    personId: ref("person_id"),
    stationId: ref("station_id"),
    rhythm: text("rhythm").$type<RoundRhythm>().notNull(),
    /** Days of the week from Monday, 1, or of the month; 31 is its last. */
    days: integer("days").array().notNull().default([]),
    /** The given days themselves, as `2026-12-01`. */
    dates: text("dates").array().notNull().default([]),
    fromDay: text("from_day").notNull(),
    untilDay: text("until_day"),
    /** When it is reminded of, in minutes from midnight. */
    atMinute: integer("at_minute").notNull(),
    proof: text("proof").$type<RoundProof>().notNull(),
    createdBy: ref("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When its next turn is due; null when there is none any more. */
    nextAt: instant("next_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.nextAt),
    check("round_is_somebodys", sql`person_id is not null or station_id is not null or village_id is not null`),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.stationId], foreignColumns: [station.townId, station.id] }),
  ],
);

/** One day's turn of it, and what came of that. */
export const roundTurn = pgTable(
  "round_turn",
  {
    townId: townId(),
    id: id(),
    roundId: ref("round_id").notNull(),
    day: text("day").notNull(),
    dueAt: instant("due_at").notNull(),
    /** The end of its day. */
    closesAt: instant("closes_at").notNull(),
    state: text("state").$type<TurnState>().notNull().default("open"),
    doneBy: ref("done_by"),
    at: instant("at"),
    /** Why it could not be done. */
    note: text("note").notNull().default(""),
    proof: jsonb("proof").$type<Attachment>(),
    pin: jsonb("pin").$type<Pin>(),
    /** The matters that were found. */
    ticketIds: ref("ticket_ids").array().notNull().default([]),
    /** Its day ended with nothing written down; that stays when it is done later. */
    missedAt: instant("missed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.roundId, t.day),
    index().on(t.townId, t.closesAt).where(sql`state = 'open' and missed_at is null`),
    foreignKey({ columns: [t.townId, t.roundId], foreignColumns: [round.townId, round.id] }),
    foreignKey({ columns: [t.townId, t.doneBy], foreignColumns: [person.townId, person.id] }),
  ],
);
