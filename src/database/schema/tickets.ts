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
import { id, instant, ref, townId } from "../columns.ts";
import type {
  Attachment,
  ContactSide,
  FilledField,
  Pin,
  RatedBy,
  Rating,
  SaidWords,
  ServiceField,
  TermsName,
  TicketAction,
  TicketKind,
  TicketState,
} from "../values.ts";
import { person } from "./people.ts";
import { village } from "./town.ts";

/** Me too (我也是): others who joined a ticket instead of filing their own. */
export const follower = pgTable(
  "follower",
  { townId: townId(), ticketId: ref("ticket_id").notNull(), personId: ref("person_id").notNull(), since: instant("since").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.ticketId, t.personId] }),
    index().on(t.townId, t.personId),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** A visit owed later: thirty days after a dispute was settled, or a leader's call about a closed ticket (回访). */
export const followUp = pgTable(
  "follow_up",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    personId: ref("person_id").notNull(),
    kind: text("kind").$type<"visit" | "call">().notNull(),
    dueAt: instant("due_at").notNull(),
    remindedAt: instant("reminded_at"),
    doneAt: instant("done_at"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.ticketId, t.kind),
    index("follow_up_due_idx").on(t.townId, t.dueAt).where(sql`done_at is null and reminded_at is null`),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
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
    /** Goes to the discipline desk, no matter who is tied to the village (reports about a cadre). */
    toDiscipline: boolean("to_discipline").notNull().default(false),
    /** Name of a row of the table of terms in the domain. */
    terms: text("terms").$type<TermsName>().notNull(),
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
    /** Who wrote it down for the reporter: a cadre at the door, or a standing helper. Null for what the reporter filed. */
    recordedBy: ref("recorded_by"),
    /** Minted in the first step of the conversation: one confirmed report makes one ticket. */
    draftId: text("draft_id").notNull(),
    description: text("description").notNull(),
    /** The description message by message, so that an edited message finds its words; null for what was filed before there was this. */
    said: jsonb("said").$type<SaidWords[]>(),
    placeText: text("place_text"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    phone: text("phone"),
    confidential: boolean("confidential").notNull().default(false),
    /** The official whom it is about; nothing of it ever reaches them. */
    aboutId: ref("about_id"),
    /** Others from whom it is kept, by the reporter's wish: who may be meant, or the village's own cadres. Null as nobody. */
    keptFrom: ref("kept_from").array(),
    /** For whom a service is asked, when not for the reporter. */
    beneficiary: text("beneficiary"),
    fields: jsonb("fields").$type<FilledField[]>().notNull().default([]),
    atHome: boolean("at_home").notNull().default(false),
    /** The ticket that this one was merged into. */
    mergedIntoId: ref("merged_into_id"),
    state: text("state").$type<TicketState>().notNull(),
    /** How often it went one level up: 0 village, 1 leader, 2 town. */
    level: integer("level").notNull().default(0),
    /** When it first went one level up. */
    escalatedAt: instant("escalated_at"),
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
    /** Since when somebody's words say that it is not done although it is resolved: then silence does not end it. */
    doubtedAt: instant("doubted_at"),
    rating: text("rating").$type<Rating>(),
    /** Whose word the rating is; null as the villager's own. */
    ratedBy: text("rated_by").$type<RatedBy>(),
    reopenCount: integer("reopen_count").notNull().default(0),
    lastSaidToVillagerAt: instant("last_said_to_villager_at"),
    createdAt: instant("created_at").notNull(),
    /** The row of `handed_up` under which it is with the county. */
    handedUpId: ref("handed_up_id"),
    /** The town whose matter it is, in a county. */
    handedFromTown: integer("handed_from_town"),
    /** When its words, files and places were erased; what it was, when and with what end stays. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.number),
    uniqueIndex("ticket_draft_unique").on(t.townId, t.draftId),
    index().on(t.townId, t.reporterId),
    // What somebody has in hand is told from it: which, in which order, and how many.
    index("ticket_in_hand_idx").on(t.townId, t.responsibleId, t.deadline, t.kind, t.id, t.aboutId, t.keptFrom).where(openStates),
    index("ticket_offered_idx").on(t.townId, t.transferToId).where(sql`transfer_to_id is not null`),
    index().on(t.townId, t.createdAt),
    index("ticket_of_person_idx").on(t.townId, t.responsibleId, t.createdAt),
    // What is counted of the open ones stands in it, so that they are counted without being read.
    index("ticket_open_seen_idx")
      .on(t.townId, t.createdAt, t.state, t.deadline, t.villageId, t.stationId, t.responsibleId, t.aboutId, t.keptFrom, t.kind)
      .where(openStates),
    // What readers may know of a late one stands beside it, so that they are counted, and passed over, without being read.
    index("ticket_owed_seen_idx")
      .on(t.townId, t.deadline, t.confidential, t.aboutId, t.keptFrom, t.id)
      .where(sql`state in ('assigned', 'accepted', 'in_progress')`),
    // The few that the sums of `due_on_day` leave out.
    index("ticket_owed_discreet_idx")
      .on(t.townId, t.deadline, t.confidential, t.aboutId, t.keptFrom)
      .where(sql`state in ('assigned', 'accepted', 'in_progress') and (confidential or about_id is not null or kept_from is not null)`),
    index("ticket_about_idx").on(t.townId, t.aboutId).where(sql`about_id is not null`),
    index("ticket_kept_from_idx").using("gin", t.keptFrom).where(sql`kept_from is not null`),
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

/** The ledger: only ever added to; seq, rating, salts and hashes are filled in by a trigger (decision 011). */
export const ticketEvent = pgTable(
  "ticket_event",
  {
    townId: townId(),
    ticketId: ref("ticket_id").notNull(),
    seq: integer("seq").notNull().default(0),
    at: instant("at").notNull(),
    actorId: ref("actor_id"),
    action: text("action").$type<TicketAction>().notNull(),
    fromState: text("from_state").$type<TicketState>(),
    toState: text("to_state").$type<TicketState>(),
    note: text("note"),
    /** Further facts, such as whom it concerns, as ids. */
    subjectId: ref("subject_id"),
    /** What the villager said of the outcome, on the event by which they said it. */
    rating: text("rating").$type<Rating>(),
    /** By which recipe of docs/guarantees.md it is sealed. */
    hashVersion: integer("hash_version").notNull().default(2),
    /** One random salt for each sealed field, in the order of the recipe. A salt is shown only together with its field. */
    salts: text("salts").array().notNull().default([]),
    /** Its hash by the recipe of releases before 0.7, sealed as a field: the person who can guess the other fields can guess them from it, so it is never shown. */
    formerHash: text("former_hash"),
    /**
     * Null while all of it is there. Of a field that was erased with its salt, the commitment to it stands here in its place, empty
     * for the others: the chain is verified by it (decision 020).
     */
    erased: text("erased").array(),
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
  (t) => [primaryKey({ columns: [t.townId, t.ticketId, t.personId] }), index().on(t.townId, t.personId)],
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
    /** A place that was sent as a pin. */
    pin: jsonb("pin").$type<Pin>(),
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
