import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { AlarmKind, TicketKind } from "../values.ts";
import { person } from "./people.ts";
import { category } from "./tickets.ts";
import { station, village } from "./town.ts";

/** A word of the town's own by which danger is heard in what somebody writes (警示词), or which means none of it here. */
export const alarmWord = pgTable(
  "alarm_word",
  {
    townId: townId(),
    word: text("word").notNull(),
    kind: text("kind").$type<AlarmKind | "harmless">().notNull(),
    addedAt: instant("added_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.word] }),
    check("alarm_word_has_a_kind", sql`kind in ('self_harm', 'danger', 'violence', 'harmless')`),
  ],
);

/**
 * A rule of the town's own for routing (归口规则): which reports go to which person or station before the general order is asked. An
 * empty condition means any; the one with the lowest position that fits comes first.
 */
export const routingRule = pgTable(
  "routing_rule",
  {
    townId: townId(),
    id: id(),
    position: integer("position").notNull(),
    kind: text("kind").$type<TicketKind>(),
    categoryId: ref("category_id"),
    villageId: ref("village_id"),
    toPersonId: ref("to_person_id"),
    toStationId: ref("to_station_id"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.categoryId], foreignColumns: [category.townId, category.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.toPersonId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.toStationId], foreignColumns: [station.townId, station.id] }),
    check("rule_has_one_target", sql`(to_person_id is null) <> (to_station_id is null)`),
    check("rule_has_a_condition", sql`kind is not null or category_id is not null or village_id is not null`),
    check("emergencies_have_their_own_order", sql`kind is null or kind <> 'emergency'`),
  ],
);
