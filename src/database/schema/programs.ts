import { foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
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
