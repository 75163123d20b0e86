import { sql } from "drizzle-orm";
import { boolean, check, doublePrecision, foreignKey, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";

export const village = pgTable(
  "village",
  {
    townId: townId(),
    id: id(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    /** Where it lies, for the map of the public page. */
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.name)],
);

export const villageGroup = pgTable(
  "village_group",
  { townId: townId(), id: id(), villageId: ref("village_id").notNull(), name: text("name").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.villageId, t.name),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

export const station = pgTable(
  "station",
  {
    townId: townId(),
    id: id(),
    name: text("name").notNull(),
    /** The group chat, or the topic of a forum, where the station's members see new tickets. */
    deskChatId: ref("desk_chat_id"),
    deskThreadId: ref("desk_thread_id"),
    /** The desk is a forum in which each matter has a topic of its own. */
    deskTopics: boolean("desk_topics").notNull().default(false),
    /** Since when nothing can be shown there: the bot was removed from the group, or may not write in it. */
    deskLostAt: instant("desk_lost_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.name)],
);

/** How long the town keeps what it may decide about, where it is not the usual time: see `retention` in `domain/limits.ts`. */
export const keepingTerm = pgTable(
  "keeping_term",
  { townId: townId(), kind: text("kind").notNull(), days: integer("days").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.kind] })],
);

/** One row for each town: whose it is, who may claim it, and what holds for the whole of it. */
export const town = pgTable(
  "town",
  {
    id: integer("id").primaryKey(),
    name: text("name"),
    /** Of the newest link by which somebody becomes admin: of the last start while the town has none, later of `npm run claim`. */
    claimCodeHash: text("claim_code_hash"),
    claimExpiresAt: instant("claim_expires_at"),
    claimedAt: instant("claimed_at"),
    /** Whether this is the sandbox's demo township; null until a release that knows the question has started on it. */
    isDemo: boolean("is_demo"),
    /** The bot that this town belongs to, by Telegram's id; null for a demo, and as above. */
    botId: ref("bot_id"),
    botUsername: text("bot_username"),
    /** How far the town's clock is ahead of the machine's; anything but 0 only in the sandbox. */
    clockAheadSeconds: integer("clock_ahead_seconds").notNull().default(0),
    /** Grows with every change of villages, groups, stations and categories, by triggers: what is kept of them in memory is checked by it. */
    orgVersion: integer("org_version").notNull().default(0),
    /** The last day, by the town's clock, on whose morning everybody heard what they have in hand: `2026-11-24`. */
    digestDay: text("digest_day"),
    /** Since when strangers may look at `/public`; null while they may not. */
    publicSince: instant("public_since"),
    /** As a county: whether what is overdue at a town's highest level comes up by itself. */
    takesOverdue: boolean("takes_overdue").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  () => [check("a_demo_or_a_bots", sql`is_demo is null or is_demo = (bot_id is null)`)],
);
