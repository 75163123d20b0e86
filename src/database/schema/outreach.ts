import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Attachment, PolicySubject, PollKind, SessionKind, SessionState } from "../values.ts";
import { person } from "./people.ts";
import { ticket } from "./tickets.ts";
import { village } from "./town.ts";

/** Announcements, kept so that 通知 can show them again. */
export const announcement = pgTable(
  "announcement",
  {
    townId: townId(),
    id: id(),
    authorId: ref("author_id").notNull(),
    villageId: ref("village_id"),
    groupId: ref("group_id"),
    body: text("body").notNull(),
    attachment: jsonb("attachment").$type<Attachment>(),
    at: instant("at").notNull(),
    /** A policy note (惠民政策) stays on the shelf, where villagers find it by their own words. */
    onShelf: boolean("on_shelf").notNull().default(false),
    sentTo: integer("sent_to").notNull().default(0),
    /** Of a note on the shelf; null where it was put there before notes had titles. */
    title: text("title"),
    subject: text("subject").$type<PolicySubject>(),
    /** Words by which people may ask for it, besides its own. */
    keywords: text("keywords").array(),
    /** By which it is found: see `domain/policy/retrieval.ts`. Null where that was never written down. */
    terms: text("terms").array(),
    takenOffAt: instant("taken_off_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index("shelf_terms_idx").using("gin", t.terms).where(sql`on_shelf`),
    index("shelf_idx").on(t.townId, t.subject, t.id).where(sql`on_shelf and taken_off_at is null`),
  ],
);

/** Words for the same thing that a town added, for the policy shelf. */
export const policySynonym = pgTable(
  "policy_synonym",
  { townId: townId(), id: id(), words: text("words").array().notNull(), madeBy: ref("made_by").notNull(), at: instant("at").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);

/** What the shelf did not know and a person was asked, as a ticket; its answer may join the shelf. */
export const policyQuestion = pgTable(
  "policy_question",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    question: text("question").notNull(),
    at: instant("at").notNull(),
    /** The note that its answer became. */
    noteId: ref("note_id"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.ticketId),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

/** Who pressed 已阅. */
export const announcementRead = pgTable(
  "announcement_read",
  { townId: townId(), announcementId: ref("announcement_id").notNull(), personId: ref("person_id").notNull(), at: instant("at").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.announcementId, t.personId] }),
    foreignKey({ columns: [t.townId, t.announcementId], foreignColumns: [announcement.townId, announcement.id] }),
  ],
);

/** An outreach meeting (宣讲) or a class of the night school (夜校). */
export const outreachSession = pgTable(
  "outreach_session",
  {
    townId: townId(),
    id: id(),
    kind: text("kind").$type<SessionKind>().notNull(),
    topic: text("topic").notNull(),
    speakerName: text("speaker_name").notNull(),
    speakerId: ref("speaker_id"),
    /** Whether the speaker was a leader when it was planned; a later change of office does not change the past. */
    byLeader: boolean("by_leader").notNull().default(false),
    villageId: ref("village_id"),
    at: instant("at").notNull(),
    place: text("place").notNull(),
    seats: integer("seats"),
    state: text("state").$type<SessionState>().notNull().default("planned"),
    attendance: integer("attendance"),
    /** What the attendance was before it was put right, by whom, when and why; release 0.7 asked for no reason. */
    corrections: jsonb("corrections").$type<{ was: number; by: number; at: string; reason?: string }[]>(),
    material: jsonb("material").$type<Attachment>(),
    /** In the QR code at the door. */
    checkInCode: text("check_in_code").notNull(),
    createdBy: ref("created_by").notNull(),
    dayReminderAt: instant("day_reminder_at"),
    hourReminderAt: instant("hour_reminder_at"),
    heldAt: instant("held_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.checkInCode),
    index().on(t.townId, t.at),
    check("held_session_has_attendance", sql`state <> 'held' or (attendance is not null and attendance >= 0)`),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/**
 * To which villages a session speaks, where these are several: the first of them is its `villageId` as well. For one village, or the whole
 * town, there are no rows.
 */
export const sessionVillage = pgTable(
  "session_village",
  { townId: townId(), sessionId: ref("session_id").notNull(), villageId: ref("village_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.sessionId, t.villageId] }),
    index().on(t.townId, t.villageId),
    foreignKey({ columns: [t.townId, t.sessionId], foreignColumns: [outreachSession.townId, outreachSession.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

export const sessionSignUp = pgTable(
  "session_sign_up",
  {
    townId: townId(),
    sessionId: ref("session_id").notNull(),
    personId: ref("person_id").notNull(),
    at: instant("at").notNull(),
    attendedAt: instant("attended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.sessionId, t.personId] }),
    foreignKey({ columns: [t.townId, t.sessionId], foreignColumns: [outreachSession.townId, outreachSession.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

export const sessionQuestion = pgTable(
  "session_question",
  {
    townId: townId(),
    id: id(),
    sessionId: ref("session_id").notNull(),
    personId: ref("person_id").notNull(),
    body: text("body").notNull(),
    at: instant("at").notNull(),
    answer: text("answer"),
    answeredBy: ref("answered_by"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.sessionId], foreignColumns: [outreachSession.townId, outreachSession.id] }),
  ],
);

/** What the night school asks: everybody what to teach, those who came whether it helped. */
export const poll = pgTable(
  "poll",
  {
    townId: townId(),
    id: id(),
    kind: text("kind").$type<PollKind>().notNull(),
    sessionId: ref("session_id"),
    villageId: ref("village_id"),
    /** What may be answered, where that is not the same each time. */
    options: text("options").array().notNull(),
    createdBy: ref("created_by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.sessionId),
    foreignKey({ columns: [t.townId, t.sessionId], foreignColumns: [outreachSession.townId, outreachSession.id] }),
  ],
);

/** A poll in somebody's chat, as Telegram calls it: by that an answer is known. */
export const pollCopy = pgTable(
  "poll_copy",
  { townId: townId(), telegramPoll: text("telegram_poll").notNull(), pollId: ref("poll_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.telegramPoll] }),
    foreignKey({ columns: [t.townId, t.pollId], foreignColumns: [poll.townId, poll.id] }),
  ],
);

/** What somebody answered last; one who takes the answer back has none. */
export const pollVote = pgTable(
  "poll_vote",
  {
    townId: townId(),
    pollId: ref("poll_id").notNull(),
    personId: ref("person_id").notNull(),
    chosen: integer("chosen").array().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.pollId, t.personId] }),
    foreignKey({ columns: [t.townId, t.pollId], foreignColumns: [poll.townId, poll.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);
