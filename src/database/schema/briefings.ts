import { foreignKey, integer, jsonb, pgTable, primaryKey, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { KeptFigures } from "../values.ts";
import { person } from "./people.ts";

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
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.frozenBy, t.from, t.to, t.edition),
    foreignKey({ columns: [t.townId, t.frozenBy], foreignColumns: [person.townId, person.id] }),
  ],
);
