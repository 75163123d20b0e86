import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "./columns.ts";
import type { Attachment, ContactSide, FilledField, Rating, Role, ServiceField, TicketKind, TicketState } from "./values.ts";

export const town = pgTable("town", {
  id: integer("id").primaryKey(),
  name: text("name"),
  claimCodeHash: text("claim_code_hash"),
  claimedAt: instant("claimed_at"),
  /** How far the town's clock is ahead of the machine's; anything but 0 only in the sandbox. */
  clockAheadSeconds: integer("clock_ahead_seconds").notNull().default(0),
  /** Grows with every change of villages, groups, stations and categories, by triggers: what is kept of them in memory is checked by it. */
  orgVersion: integer("org_version").notNull().default(0),
  /** The last day, by the town's clock, on whose morning everybody heard what they have in hand: `2026-11-24`. */
  digestDay: text("digest_day"),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const village = pgTable(
  "village",
  { townId: townId(), id: id(), name: text("name").notNull(), position: integer("position").notNull().default(0) },
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
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.name)],
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
    /** Since when Telegram says that this person blocked the bot. */
    blockedAt: instant("blocked_at"),
    /** Since when the person wants nothing but what concerns their own matters, and emergencies. */
    mutedAt: instant("muted_at"),
    onLeaveUntil: instant("on_leave_until"),
    deputyId: ref("deputy_id"),
    createdAt: instant("created_at").notNull(),
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

export const category = pgTable(
  "category",
  {
    townId: townId(),
    id: id(),
    kind: text("kind").$type<TicketKind>().notNull(),
    name: text("name").notNull(),
    nameEn: text("name_en").notNull(),
    emoji: text("emoji").notNull().default("📌"),
    /** What to bring and for whom it is; shown before a service is asked for. */
    guide: text("guide"),
    /** Words by which a sentence is recognised as belonging here. */
    keywords: text("keywords").array().notNull().default([]),
    /** What a service asks for, one after the other. */
    fields: jsonb("fields").$type<ServiceField[]>().notNull().default([]),
    /** Whether it can be done at the person's home. */
    atHome: boolean("at_home").notNull().default(false),
    stationId: ref("station_id"),
    /** Goes to the discipline desk, whoever is tied to the village (reports about a cadre). */
    toDiscipline: boolean("to_discipline").notNull().default(false),
    /** Name of a row of the table of terms in the domain. */
    terms: text("terms").notNull(),
    position: integer("position").notNull().default(0),
    hidden: boolean("hidden").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.kind, t.name)],
);

const openStates = sql`state not in ('closed', 'withdrawn', 'declined', 'merged')`;

export const ticket = pgTable(
  "ticket",
  {
    townId: townId(),
    id: id(),
    number: integer("number").notNull(),
    kind: text("kind").$type<TicketKind>().notNull(),
    categoryId: ref("category_id").notNull(),
    villageId: ref("village_id").notNull(),
    groupId: ref("group_id"),
    reporterId: ref("reporter_id").notNull(),
    /** Minted in the first step of the conversation: one confirmed report makes one ticket. */
    draftId: text("draft_id").notNull(),
    description: text("description").notNull(),
    placeText: text("place_text"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    phone: text("phone"),
    confidential: boolean("confidential").notNull().default(false),
    /** The official whom it is about; nothing of it ever reaches them. */
    aboutId: ref("about_id"),
    /** For whom a service is asked, when not for the reporter. */
    beneficiary: text("beneficiary"),
    fields: jsonb("fields").$type<FilledField[]>().notNull().default([]),
    atHome: boolean("at_home").notNull().default(false),
    /** The ticket that this one was merged into. */
    mergedIntoId: ref("merged_into_id"),
    state: text("state").$type<TicketState>().notNull(),
    /** How often it went one level up: 0 village, 1 leader, 2 town. */
    level: integer("level").notNull().default(0),
    responsibleId: ref("responsible_id"),
    stationId: ref("station_id"),
    /** To whom it is offered; the responsible person stays so until this one accepts. */
    transferToId: ref("transfer_to_id"),
    /** The instant by which the next duty must be done. */
    deadline: instant("deadline"),
    /** By when it must be resolved, whatever the next duty is. */
    resolveBy: instant("resolve_by"),
    /** When the timers look at it next: a reminder, an escalation, the silent end. */
    nextTimerAt: instant("next_timer_at"),
    remindedAt: instant("reminded_at"),
    /** When waiting for the villager stopped the clock. */
    waitingSince: instant("waiting_since"),
    acceptedAt: instant("accepted_at"),
    answeredAt: instant("answered_at"),
    resolvedAt: instant("resolved_at"),
    closedAt: instant("closed_at"),
    chasedAt: instant("chased_at"),
    rating: text("rating").$type<Rating>(),
    reopenCount: integer("reopen_count").notNull().default(0),
    lastSaidToVillagerAt: instant("last_said_to_villager_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.number),
    uniqueIndex("ticket_draft_unique").on(t.townId, t.draftId),
    index().on(t.townId, t.reporterId),
    index().on(t.townId, t.responsibleId).where(openStates),
    index().on(t.townId, t.createdAt),
    index("ticket_timer_idx").on(t.townId, t.nextTimerAt).where(sql`next_timer_at is not null`),
    check("open_ticket_has_person_and_deadline", sql`not (${openStates}) or (responsible_id is not null and deadline is not null)`),
    // A rating comes when it is resolved; one that was reopened keeps what the villager said, whatever becomes of it.
    check("rated_only_when_resolved", sql`rating is null or state in ('resolved', 'closed') or reopen_count > 0`),
    foreignKey({ columns: [t.townId, t.categoryId], foreignColumns: [category.townId, category.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.reporterId], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.responsibleId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** The ledger: only ever added to; seq, prev_hash and hash are filled in by a trigger. */
export const ticketEvent = pgTable(
  "ticket_event",
  {
    townId: townId(),
    ticketId: ref("ticket_id").notNull(),
    seq: integer("seq").notNull().default(0),
    at: instant("at").notNull(),
    actorId: ref("actor_id"),
    action: text("action").notNull(),
    fromState: text("from_state").$type<TicketState>(),
    toState: text("to_state").$type<TicketState>(),
    note: text("note"),
    /** Further facts, such as whom it concerns, as ids. */
    subjectId: ref("subject_id"),
    prevHash: text("prev_hash").notNull().default(""),
    hash: text("hash").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.ticketId, t.seq] }),
    index().on(t.townId, t.at),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

export const coHandler = pgTable(
  "co_handler",
  { townId: townId(), ticketId: ref("ticket_id").notNull(), personId: ref("person_id").notNull(), since: instant("since").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.ticketId, t.personId] })],
);

/** What was said about a ticket: by the villager, by a handler, or among handlers (a note). */
export const ticketMessage = pgTable(
  "ticket_message",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    authorId: ref("author_id").notNull(),
    side: text("side").$type<ContactSide>().notNull(),
    body: text("body").notNull().default(""),
    attachment: jsonb("attachment").$type<Attachment>(),
    /** Where it was written, so that an edit there finds it. */
    sourceChatId: ref("source_chat_id"),
    sourceMessageId: ref("source_message_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.ticketId),
    index().on(t.townId, t.sourceChatId, t.sourceMessageId),
  ],
);

export const cannedReply = pgTable(
  "canned_reply",
  { townId: townId(), id: id(), personId: ref("person_id"), body: text("body").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);
