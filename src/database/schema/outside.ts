import { foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import { ticket } from "./tickets.ts";

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
