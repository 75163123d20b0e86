import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { AlbumWay, NoticeBody, Road, WorkbookPurpose } from "../values.ts";

/** By what a person is found in what was said to others: names and telephones, and the numbers of their matters. */
export type Traces = { names: string[]; numbers: number[] };

/** The unfinished conversation of one private chat: which step, and what was given so far. */
export const dialog = pgTable(
  "dialog",
  {
    townId: townId(),
    chatId: ref("chat_id").notNull(),
    /** In every button of this conversation, so that buttons of an older one are known as such. */
    nonce: text("nonce").notNull(),
    flow: text("flow").notNull(),
    step: text("step").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.chatId] })],
);

/**
 * Where the first picture of an album went, so that the others follow it: they come as messages of their own, and some of them late. Rows
 * are removed after some days.
 */
export const album = pgTable(
  "album",
  {
    townId: townId(),
    chatId: ref("chat_id").notNull(),
    /** Telegram's name of it, the same in all its messages. */
    albumId: text("album_id").notNull(),
    way: text("way").$type<AlbumWay>().notNull(),
    ticketId: ref("ticket_id"),
    /** To whom, if not to the reporter. */
    toId: ref("to_id"),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.chatId, t.albumId] })],
);

/**
 * The sequences in which Telegram numbers updates: one for each bot, and a new one after a week without any, as the numbers then begin
 * anywhere. Those of the first are stored as they come.
 */
export const updateSeries = pgTable(
  "update_series",
  {
    townId: townId(),
    series: integer("series").notNull(),
    botId: ref("bot_id").notNull(),
    beganAt: instant("began_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.series] })],
);

/** Updates as Telegram delivered them, stored before they are confirmed. */
export const inbox = pgTable(
  "inbox",
  {
    townId: townId(),
    /** Telegram's number in the lower 32 bits, which of the series of numbers in those above: see `intake/series.ts`. */
    updateId: ref("update_id").notNull(),
    chatId: ref("chat_id").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    /** Why it was parked after its last attempt. */
    failure: text("failure"),
    failedAt: instant("failed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.updateId] }),
    index("inbox_waiting_idx").on(t.townId, t.chatId, t.updateId).where(sql`processed_at is null`),
  ],
);

/** What is to be sent, and, once sent, under which message id: the thread table of replies and edits. */
export const outbox = pgTable(
  "outbox",
  {
    townId: townId(),
    id: id(),
    chatId: ref("chat_id").notNull(),
    /** 0 answers to button presses, 1 answers to a person, 2 notifications, 3 broadcasts. */
    priority: integer("priority").notNull(),
    /** A Bot API method and its parameters, ready to be sent … */
    method: text("method"),
    payload: jsonb("payload").$type<Record<string, unknown>>(),
    /** … or a notice that the sender puts into the recipient's language. */
    notice: jsonb("notice").$type<NoticeBody>(),
    personId: ref("person_id"),
    ticketId: ref("ticket_id"),
    ticketMessageId: ref("ticket_message_id"),
    /** The outbox row whose message this one edits; its message id is looked up when this is sent. */
    editsId: ref("edits_id"),
    repliesToId: ref("replies_to_id"),
    /**
     * pending, sent, held (the person blocked the bot), failed, dropped (superseded, too old to matter, or deleted by its reader), moved (a
     * card that was sent where the bot can no longer edit it: it is sent anew when it changes)
     */
    state: text("state").notNull().default("pending"),
    messageId: ref("message_id"),
    attempts: integer("attempts").notNull().default(0),
    failure: text("failure"),
    /** What the message shows since it was sent or edited last, as `sender/shown.ts` writes it: an edit that changes nothing is not sent. */
    shown: text("shown"),
    /** In quiet hours, what is not urgent waits until then, by the town's clock. */
    notBefore: instant("not_before"),
    createdAt: instant("created_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index("outbox_pending_idx").on(t.townId, t.priority, t.id).where(sql`state = 'pending'`),
    index("outbox_held_idx").on(t.townId, t.chatId).where(sql`state = 'held'`),
    index("outbox_message_idx").on(t.townId, t.chatId, t.messageId).where(sql`message_id is not null`),
    // What is edited again and again, the cards of a ticket and the lists of a roll call, is found without its edits.
    index("outbox_card_idx").on(t.townId, t.ticketId, t.id).where(sql`edits_id is null and notice->>'kind' = 'card'`),
    index("outbox_ticket_message_idx").on(t.townId, t.ticketMessageId).where(sql`edits_id is null and ticket_message_id is not null`),
    index("outbox_live_idx").on(t.townId, sql`(notice->>'live')`).where(sql`edits_id is null and notice ? 'live'`),
    // What asked something of its reader about a ticket.
    index("outbox_asked_idx").on(t.townId, t.ticketId, t.id).where(sql`edits_id is null and ticket_id is not null and notice ? 'buttons'`),
    index("outbox_roll_idx").on(t.townId, t.id).where(sql`edits_id is null and notice->>'kind' = 'roll'`),
    check("outbox_has_content", sql`(method is not null and payload is not null) or notice is not null`),
  ],
);

/** The topic of a matter in a forum that is a station's desk: what it is called there, and whether it is closed. */
export const deskTopic = pgTable(
  "desk_topic",
  {
    townId: townId(),
    chatId: ref("chat_id").notNull(),
    ticketId: ref("ticket_id").notNull(),
    /** Null until it is there. */
    threadId: ref("thread_id"),
    name: text("name").notNull().default(""),
    isClosed: boolean("is_closed").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.townId, t.ticketId, t.chatId] })],
);

/** When a duty of the town was last done, by whichever process, by the database's clock. */
export const heartbeat = pgTable(
  "heartbeat",
  {
    townId: townId(),
    duty: text("duty").$type<"timers" | "sender" | "backup">().notNull(),
    at: instant("at").notNull().defaultNow(),
    /** What should be done and is not, although the duty is alive. */
    stuck: integer("stuck").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.townId, t.duty] })],
);

/** Holds no row: here it is tried whether one could be written (`store-probe.ts`). */
export const storeProbe = pgTable("store_probe", { filler: text("filler") });

/** A workbook that an admin sent, as read, until it is written into the town. */
export const receivedWorkbook = pgTable(
  "received_workbook",
  {
    townId: townId(),
    id: id(),
    personId: ref("person_id").notNull(),
    purpose: text("purpose").$type<WorkbookPurpose>().notNull().default("org"),
    title: text("title").notNull().default(""),
    sheets: jsonb("sheets").$type<{ sheet: string; rows: (string | number)[][] }[]>().notNull(),
    at: instant("at").notNull(),
    appliedAt: instant("applied_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);

/** A person who sent more than one person can, and until when they are not listened to; the replicas tell one another by it. */
export const silenced = pgTable(
  "silenced",
  { townId: townId(), telegramId: ref("telegram_id").notNull(), until: instant("until").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.telegramId] })],
);

/** Refused actions: forged buttons, other people's tickets, roles not held. */
export const auditEvent = pgTable(
  "audit_event",
  {
    townId: townId(),
    id: id(),
    at: instant("at").notNull(),
    personId: ref("person_id"),
    what: text("what").notNull(),
    detail: text("detail"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), index().on(t.townId, t.personId, t.at)],
);

/**
 * What is being tried and could kill the process, written down before it is tried; and what failed, until it succeeds. An attempt that
 * somebody began who is gone did not end: a process died of it, or in the middle of it.
 */
export const attempt = pgTable(
  "attempt",
  {
    townId: townId(),
    road: text("road").$type<Road>().notNull(),
    /** A ticket, an update, a row of the outbox: whatever the road carries, by its id. */
    subject: ref("subject").notNull(),
    /** What it was due for; when that has changed, it is another matter, and tried anew. */
    dueAt: instant("due_at"),
    /** The process that tries it just now. */
    begunBy: integer("begun_by"),
    begunAt: instant("begun_at"),
    deaths: integer("deaths").notNull().default(0),
    failures: integer("failures").notNull().default(0),
    failure: text("failure"),
    /** Not before, by the town's clock. */
    retryAt: instant("retry_at"),
    /** Since when an admin knows, and it is only looked at once a day. */
    parkedAt: instant("parked_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.road, t.subject] })],
);

/**
 * A person who was erased and whose chat has yet to read so: when that is sent, what is left of the chat goes, and what messages to others
 * say of them, and then this row. A person who writes from there afterwards is somebody new.
 */
export const erasure = pgTable(
  "erasure",
  {
    townId: townId(),
    personId: ref("person_id").notNull(),
    chatId: ref("chat_id").notNull(),
    /** What they were called, to find it in what was said to others. */
    traces: jsonb("traces").$type<Traces>().notNull(),
    /** By the database's clock, as the rows of inbox and outbox are dated. */
    askedAt: instant("asked_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.personId] })],
);

/** Whose morning digest is still to be written. */
export const digestDue = pgTable(
  "digest_due",
  { townId: townId(), personId: ref("person_id").notNull(), dueAt: instant("due_at").notNull() },
  (t) => [primaryKey({ columns: [t.townId, t.personId] })],
);
