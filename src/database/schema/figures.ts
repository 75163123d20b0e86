import { boolean, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, ref, townId } from "../columns.ts";
import type { TicketKind } from "../values.ts";

/** The figures of tickets by when they came in, which stay as they are while nothing happens to a ticket: see `domain/figures/figure-table.ts`. */
export const keptFigures = [
  "received",
  "solved",
  "silent",
  "unfinished",
  "awaiting",
  "reopened",
  "withdrawn",
  "declined",
  "merged",
  "answer_due",
  "answered_in_time",
  "answered_late",
  "done_due",
  "done_in_time",
  "done_late",
  "outcome_due",
  "unsolved",
  "rated",
  "content",
  "satisfied",
  "fair",
  "unsatisfied",
  "solved_own",
  "solved_by_call",
  "said_by_office",
] as const;
export type KeptFigure = (typeof keptFigures)[number];

const columns = <C>(column: (key: KeptFigure) => C) =>
  Object.fromEntries(keptFigures.map((key) => [key, column(key)])) as Record<KeptFigure, C>;

/** Sums are kept by all that can be asked for, and by less for questions that ask for less: those need not read as many. */
export const sumLevels = {
  town: [],
  village: ["villageId"],
  station: ["stationId"],
  category: ["categoryId"],
  everything: ["villageId", "stationId", "categoryId"],
} as const;
export type SumLevel = keyof typeof sumLevels;

/** By what figures can be asked for: where, of whose station, about what. 0 where a sum is of all. */
const dimensions = () => ({
  villageId: ref("village_id").notNull(),
  /** 0 also where it is no station's: a key has no nulls. */
  stationId: ref("station_id").notNull(),
  categoryId: ref("category_id").notNull(),
  kind: text("kind").$type<TicketKind>().notNull(),
  confidential: boolean("confidential").notNull(),
});

/** Sums of the figures of a day or a month, by what can be asked for. Exact together with `ticket_counted` and `ticket_uncounted` only. */
export const figureSum = pgTable(
  "figure_sum",
  {
    townId: townId(),
    level: text("level").$type<SumLevel>().notNull(),
    unit: text("unit").$type<"day" | "month">().notNull(),
    starts: date("starts", { mode: "date" }).notNull(),
    ...dimensions(),
    ...columns((key) => integer(key).notNull().default(0)),
  },
  (t) => [
    primaryKey({
      name: "figure_sum_pk",
      columns: [t.townId, t.level, t.unit, t.starts, t.villageId, t.stationId, t.categoryId, t.kind, t.confidential],
    }),
  ],
);

/** As what a ticket stands in the sums. */
export const ticketCounted = pgTable(
  "ticket_counted",
  {
    townId: townId(),
    ticketId: ref("ticket_id").notNull(),
    day: date("day", { mode: "date" }).notNull(),
    ...dimensions(),
    ...columns((key) => boolean(key).notNull()),
  },
  (t) => [primaryKey({ columns: [t.townId, t.ticketId] })],
);

/**
 * A ticket that is new or has changed since it was counted, once for each change: written by a trigger in the same transaction. Only added
 * to and deleted, so that nobody waits for anybody.
 */
export const ticketUncounted = pgTable("ticket_uncounted", { townId: townId(), id: id(), ticketId: ref("ticket_id").notNull() }, (t) => [
  primaryKey({ columns: [t.townId, t.id] }),
]);

/**
 * How many tickets owe a step whose deadline is on a day (by UTC), of those that are kept from nobody: the sum of all its rows. A trigger
 * writes each change as a row of its own, in the same transaction, so that nobody waits for anybody; now and then they are added up.
 */
export const dueOnDay = pgTable(
  "due_on_day",
  { townId: townId(), id: id(), day: date("day", { mode: "date" }).notNull(), many: integer("many").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), index("due_on_day_idx").on(t.townId, t.day, t.many)],
);
