import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "./columns.ts";
import { person, ticket, village } from "./schema.ts";
import type { MediationKind } from "./values.ts";

// What closes the loop around a ticket: joining, disputes, outside bodies, later visits, duty and roll-calls.

/** Me too (我也是): others who joined a ticket instead of filing their own. */
export const follower = pgTable(
  "follower",
  { townId: townId(), ticketId: ref("ticket_id").notNull(), personId: ref("person_id").notNull(), since: instant("since").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.ticketId, t.personId] }),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** A party of a dispute; known by name, and by account once they opened their link. */
export const disputeParty = pgTable(
  "dispute_party",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    name: text("name").notNull(),
    personId: ref("person_id"),
    codeHash: text("code_hash"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.ticketId),
    index().on(t.townId, t.codeHash),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

/** A mediation session of a dispute: when and where, what came of it, and the words agreed on. */
export const mediation = pgTable(
  "mediation",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    kind: text("kind").$type<MediationKind>().notNull(),
    at: instant("at").notNull(),
    place: text("place").notNull(),
    createdBy: ref("created_by").notNull(),
    heldAt: instant("held_at"),
    agreement: text("agreement"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.ticketId),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

/** What each party, the reporter among them, says of an agreement. */
export const agreementAnswer = pgTable(
  "agreement_answer",
  {
    townId: townId(),
    mediationId: ref("mediation_id").notNull(),
    personId: ref("person_id").notNull(),
    agrees: boolean("agrees").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.mediationId, t.personId] }),
    foreignKey({ columns: [t.townId, t.mediationId], foreignColumns: [mediation.townId, mediation.id] }),
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

/** Offices outside the town (a county road section): contacts without an account. */
export const outsideBody = pgTable(
  "outside_body",
  { townId: townId(), id: id(), name: text("name").notNull(), phone: text("phone") },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), unique().on(t.townId, t.name)],
);

/** What was asked of an outside body about a ticket, and its answer as the responsible person wrote it down. */
export const outsideRequest = pgTable(
  "outside_request",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    bodyId: ref("body_id").notNull(),
    askedAt: instant("asked_at").notNull(),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.ticketId),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
    foreignKey({ columns: [t.townId, t.bodyId], foreignColumns: [outsideBody.townId, outsideBody.id] }),
  ],
);

/** Who is on duty (值班) on a calendar day of the town. */
export const duty = pgTable("duty", { townId: townId(), day: text("day").notNull(), personId: ref("person_id").notNull() }, (t) => [
  primaryKey({ columns: [t.townId, t.day, t.personId] }),
  foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
]);

/** A roll-call (平安确认): everybody of a village is asked whether they are safe. */
export const rollCall = pgTable(
  "roll_call",
  {
    townId: townId(),
    id: id(),
    villageId: ref("village_id").notNull(),
    askedBy: ref("asked_by").notNull(),
    body: text("body").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);

/** Whom a roll-call asked, and what they answered. */
export const rollCallAnswer = pgTable(
  "roll_call_answer",
  {
    townId: townId(),
    rollCallId: ref("roll_call_id").notNull(),
    personId: ref("person_id").notNull(),
    isSafe: boolean("is_safe"),
    at: instant("at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.rollCallId, t.personId] }),
    foreignKey({ columns: [t.townId, t.rollCallId], foreignColumns: [rollCall.townId, rollCall.id] }),
  ],
);
