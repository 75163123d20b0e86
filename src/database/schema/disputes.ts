import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { Attachment, MediationKind, PartyWay } from "../values.ts";
import { ticket } from "./tickets.ts";

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
    index("dispute_party_person_idx").on(t.townId, t.personId).where(sql`person_id is not null`),
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
    /** Who wrote it down for a party without Telegram: not the person who mediates. Null for what the party said in chat. */
    recordedBy: ref("recorded_by"),
    /** How they said so, where somebody wrote it down. */
    how: text("how").$type<PartyWay>(),
    /** A photo of the signed paper. */
    proof: jsonb("proof").$type<Attachment>(),
    /** Of the mediation; null where an earlier release wrote it. */
    ticketId: ref("ticket_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.mediationId, t.personId] }),
    foreignKey({ columns: [t.townId, t.mediationId], foreignColumns: [mediation.townId, mediation.id] }),
  ],
);
