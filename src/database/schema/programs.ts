import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import { person } from "./people.ts";
import { ticket } from "./tickets.ts";

/** A key by which a program of others (a hotline, a county platform) files reports over Open311. While there is none, nobody is answered there. */
export const open311Key = pgTable(
  "open311_key",
  {
    townId: townId(),
    id: id(),
    /** What the town calls the program; handlers read it. */
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull(),
    madeBy: ref("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.keyHash),
    foreignKey({ columns: [t.townId, t.madeBy], foreignColumns: [person.townId, person.id] }),
  ],
);

/** Which matters were filed over Open311, and with which key. */
export const open311Request = pgTable(
  "open311_request",
  { townId: townId(), ticketId: ref("ticket_id").notNull(), keyId: ref("key_id").notNull(), at: instant("at").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.ticketId] }),
    index().on(t.townId, t.keyId, t.at),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
    foreignKey({ columns: [t.townId, t.keyId], foreignColumns: [open311Key.townId, open311Key.id] }),
  ],
);

/** Where a program of others is told what happens to matters (webhook). Once it ended, its secret is forgotten. */
export const webhookTarget = pgTable(
  "webhook_target",
  {
    townId: townId(),
    id: id(),
    url: text("url").notNull(),
    /** By which what is told is signed: it cannot be stored as a hash. */
    secret: text("secret").notNull(),
    madeBy: ref("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    /** Since when it took nothing. */
    failingSince: instant("failing_since"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    foreignKey({ columns: [t.townId, t.madeBy], foreignColumns: [person.townId, person.id] }),
  ],
);

/**
 * A line of the ledger that a target is to be told: written by a trigger in the line's own transaction, told afterwards. `withheld`: what
 * programs of others are not told.
 */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    townId: townId(),
    id: id(),
    targetId: ref("target_id").notNull(),
    ticketId: ref("ticket_id").notNull(),
    seq: integer("seq").notNull(),
    at: instant("at").notNull(),
    state: text("state").$type<"pending" | "sent" | "failed" | "withheld">().notNull().default("pending"),
    tries: integer("tries").notNull().default(0),
    tryAt: instant("try_at").notNull(),
    /** Of the last answer, if there was one; otherwise why not. */
    status: integer("status"),
    failure: text("failure"),
    doneAt: instant("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.targetId),
    index("webhook_delivery_due_idx").on(t.townId, t.tryAt).where(sql`state = 'pending'`),
    foreignKey({ columns: [t.townId, t.targetId], foreignColumns: [webhookTarget.townId, webhookTarget.id] }),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);
