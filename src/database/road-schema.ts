import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "./columns.ts";
import type { NoticeBody, WorkbookPurpose } from "./values.ts";

// What travels the road: conversations, updates on their way in, messages on their way out.

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

/** Updates as Telegram delivered them, stored before they are confirmed. */
export const inbox = pgTable(
  "inbox",
  {
    townId: townId(),
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
    /** pending, sent, held (the person blocked the bot), failed, dropped (superseded, too old to matter, or deleted by its reader) */
    state: text("state").notNull().default("pending"),
    messageId: ref("message_id"),
    attempts: integer("attempts").notNull().default(0),
    failure: text("failure"),
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
    index("outbox_roll_idx").on(t.townId, t.id).where(sql`edits_id is null and notice->>'kind' = 'roll'`),
    check("outbox_has_content", sql`(method is not null and payload is not null) or notice is not null`),
  ],
);

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
  (t) => [primaryKey({ columns: [t.townId, t.id] })],
);
