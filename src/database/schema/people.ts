import { boolean, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Role } from "../values.ts";
import { village, villageGroup } from "./town.ts";

/** Sentences that a handler says often (常用语). */
export const cannedReply = pgTable(
  "canned_reply",
  { townId: townId(), id: id(), personId: ref("person_id"), body: text("body").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);

export const person = pgTable(
  "person",
  {
    townId: townId(),
    id: id(),
    telegramId: ref("telegram_id").notNull(),
    name: text("name").notNull(),
    username: text("username"),
    phone: text("phone"),
    language: text("language").notNull().default("zh"),
    /** Whether the person chose the language; otherwise it follows the Telegram client. */
    languageChosen: boolean("language_chosen").notNull().default(false),
    villageId: ref("village_id"),
    groupId: ref("group_id"),
    /** Whether pictures of figures are drawn light on dark; Telegram tells no bot how a phone is set. */
    darkPictures: boolean("dark_pictures").notNull().default(false),
    /** Since when Telegram says that this person blocked the bot. */
    blockedAt: instant("blocked_at"),
    /** Since when the person wants nothing but what concerns their own matters, and emergencies. */
    mutedAt: instant("muted_at"),
    onLeaveUntil: instant("on_leave_until"),
    deputyId: ref("deputy_id"),
    createdAt: instant("created_at").notNull(),
    /** When everything about this person was erased: what is left is a number that facts refer to. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.telegramId),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/** A role granted to a person. A cadre's or leader's grant for a village, or for one group of it, is the tie (包联). */
export const roleGrant = pgTable(
  "role_grant",
  {
    townId: townId(),
    id: id(),
    personId: ref("person_id").notNull(),
    role: text("role").$type<Role>().notNull(),
    villageId: ref("village_id"),
    groupId: ref("group_id"),
    stationId: ref("station_id"),
    isHead: boolean("is_head").notNull().default(false),
    grantedAt: instant("granted_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.personId),
    index().on(t.townId, t.villageId),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.groupId], foreignColumns: [villageGroup.townId, villageGroup.id] }),
  ],
);

export const invite = pgTable(
  "invite",
  {
    townId: townId(),
    codeHash: text("code_hash").notNull(),
    role: text("role").$type<Role>().notNull(),
    villageId: ref("village_id"),
    groupId: ref("group_id"),
    stationId: ref("station_id"),
    isHead: boolean("is_head").notNull().default(false),
    createdBy: ref("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedBy: ref("used_by"),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.codeHash] })],
);
