import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { HandedState, LetterBody } from "../county-values.ts";
import { announcement } from "./outreach.ts";
import { person } from "./people.ts";
import { ticket } from "./tickets.ts";

/** A one-time code by which a town joins this county. */
export const countyCode = pgTable(
  "county_code",
  {
    townId: townId(),
    codeHash: text("code_hash").notNull(),
    createdBy: ref("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.codeHash] })],
);

/** In a county: a town below it, which is one of the county's places. Who parted and joins again is the same row. */
export const countyMember = pgTable(
  "county_member",
  {
    townId: townId(),
    memberId: integer("member_id").notNull(),
    villageId: ref("village_id").notNull(),
    joinedAt: instant("joined_at").notNull(),
    partedAt: instant("parted_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.memberId] })],
);

/** In a town: the county above it; one at a time. */
export const countyAbove = pgTable(
  "county_above",
  {
    townId: townId(),
    countyId: integer("county_id").notNull(),
    joinedAt: instant("joined_at").notNull(),
    partedAt: instant("parted_at"),
  },
  (t) => [primaryKey({ columns: [t.townId, t.countyId] }), uniqueIndex("county_above_one").on(t.townId).where(sql`parted_at is null`)],
);

/**
 * An office of another town as a person of this one: the town in its county, whose matters these are, or a county office in the town, whose
 * answers they are. Nothing can be sent to them; what is meant for them is a letter.
 */
export const counterpart = pgTable(
  "counterpart",
  {
    townId: townId(),
    personId: ref("person_id").notNull(),
    ofTownId: integer("of_town_id").notNull(),
    /** A station of that town; 0: the town itself. */
    stationId: ref("station_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.personId] }),
    unique().on(t.townId, t.ofTownId, t.stationId),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** In a town: that a matter was handed up (上报), to whom, and how it stands there. */
export const handedUp = pgTable(
  "handed_up",
  {
    townId: townId(),
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    countyId: integer("county_id").notNull(),
    /** Who answers, as a person of the town. */
    counterpartId: ref("counterpart_id").notNull(),
    /** The number that the county gave it; null until it did. */
    theirNumber: integer("their_number"),
    state: text("state").$type<HandedState>().notNull(),
    askedAt: instant("asked_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    // One open matter of the county for one of the town.
    uniqueIndex("handed_up_once").on(t.townId, t.ticketId).where(sql`ended_at is null`),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

/** In a county: of which town's matter a ticket came. */
export const handedFrom = pgTable(
  "handed_from",
  {
    townId: townId(),
    ticketId: ref("ticket_id").notNull(),
    fromTownId: integer("from_town_id").notNull(),
    /** The town's row of `handed_up`. */
    request: ref("request").notNull(),
    theirNumber: integer("their_number").notNull(),
    villageName: text("village_name").notNull(),
    /** Who stays responsible in the town. */
    responsible: text("responsible").notNull(),
    responsiblePhone: text("responsible_phone").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.ticketId] }),
    unique().on(t.townId, t.fromTownId, t.request),
    foreignKey({ columns: [t.townId, t.ticketId], foreignColumns: [ticket.townId, ticket.id] }),
  ],
);

/** In a town: which of its county's announcements this is, so that the county learns how many have read it. */
export const countyAnnouncement = pgTable(
  "county_announcement",
  {
    townId: townId(),
    announcementId: ref("announcement_id").notNull(),
    fromTownId: integer("from_town_id").notNull(),
    theirId: ref("their_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.announcementId] }),
    unique().on(t.townId, t.fromTownId, t.theirId),
    foreignKey({ columns: [t.townId, t.announcementId], foreignColumns: [announcement.townId, announcement.id] }),
  ],
);

/**
 * What one town writes to another: put into the other's rows by the transaction in which it came to be, and taken from there by the one that
 * acts on it.
 */
export const letter = pgTable(
  "letter",
  {
    /** Whose it is to read. */
    townId: townId(),
    id: id(),
    fromTownId: integer("from_town_id").notNull(),
    body: jsonb("body").$type<LetterBody>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.id] }), index("letter_matter_idx").on(t.townId, t.fromTownId, sql`(body->>'request')`, t.id)],
);

/** By which id this town's bot knows a file that came to another town's bot: an id is good for one bot only. */
export const broughtFile = pgTable(
  "brought_file",
  {
    townId: townId(),
    ofTownId: integer("of_town_id").notNull(),
    theirFileId: text("their_file_id").notNull(),
    fileId: text("file_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.townId, t.ofTownId, t.theirFileId] })],
);
