import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Attachment, ConsentWay, Role } from "../values.ts";
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
    /** Below zero for a person without Telegram, of whom others wrote down what they said (`people/on-paper.ts`). */
    telegramId: ref("telegram_id").notNull(),
    name: text("name").notNull(),
    username: text("username"),
    phone: text("phone"),
    /** Since when the phone is known to be theirs: they shared it as their contact. A typed one may be anybody's. */
    phoneSharedAt: instant("phone_shared_at"),
    /** Of a person without Telegram: their household, where it is in the register. */
    householdId: ref("household_id"),
    /** The link on paper by which the account of such a person takes over what is theirs. */
    codeHash: text("code_hash"),
    /** The account that they became; what was theirs is that account's, and this row is history. */
    becameId: ref("became_id"),
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
    index("person_code_idx").on(t.townId, t.codeHash).where(sql`code_hash is not null`),
    index("person_phone_idx").on(t.townId, t.phone).where(sql`telegram_id < 0`),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/**
 * A standing helper (代报人): a neighbour, son or shopkeeper who may report for somebody without Telegram, once that person allowed it. Who wrote
 * the consent down and how it was given stand with it; it can be taken back.
 */
export const standingHelper = pgTable(
  "standing_helper",
  {
    townId: townId(),
    id: id(),
    /** For whom. */
    personId: ref("person_id").notNull(),
    /** Who reports; null until they opened their link. */
    helperId: ref("helper_id"),
    codeHash: text("code_hash"),
    /** How the consent was given. */
    consent: text("consent").$type<ConsentWay>().notNull(),
    /** A photo of the signed paper, where there is one. */
    proof: jsonb("proof").$type<Attachment>(),
    recordedBy: ref("recorded_by").notNull(),
    at: instant("at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedBy: ref("revoked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.personId),
    index().on(t.townId, t.helperId),
    index("standing_helper_code_idx").on(t.townId, t.codeHash).where(sql`code_hash is not null`),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.helperId], foreignColumns: [person.townId, person.id] }),
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
