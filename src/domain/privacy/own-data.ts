import { and, eq, inArray } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { disputeParty } from "../../database/schema/disputes.ts";
import { livePlace, rollCallAnswer } from "../../database/schema/emergencies.ts";
import { auditEvent, dialog, inbox, outbox } from "../../database/schema/messaging.ts";
import { announcementRead, pollVote, sessionQuestion, sessionSignUp } from "../../database/schema/outreach.ts";
import { cannedReply, person, roleGrant } from "../../database/schema/people.ts";
import { surveyReply } from "../../database/schema/surveys.ts";
import { coHandler, follower, ticket, ticketEvent, ticketMessage } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import type { Actor, Person } from "../people/person.ts";
import { noteReading } from "./audit.ts";

type ColumnsOf<T extends PgTable> = T["_"]["columns"];
type Section = { table: PgTable; by: string; of: "id" | "telegramId"; columns: readonly string[] };

const own = <T extends PgTable>(table: T, by: keyof ColumnsOf<T> & string, columns: readonly (keyof ColumnsOf<T> & string)[]): Section => ({
  ...{ table, by, columns },
  of: "id",
});
const inChat = <T extends PgTable>(
  table: T,
  by: keyof ColumnsOf<T> & string,
  columns: readonly (keyof ColumnsOf<T> & string)[],
): Section => ({ ...own(table, by, columns), of: "telegramId" });

/**
 * What is kept about a person, by kind: of which table, by which column a row is theirs, and which columns they are shown. What somebody did
 * in office (visits, announcements, lists) is the town's, and about others; it is not in it. Seals, codes and numbers of rows say nothing
 * of anybody and are left out. Files are named by Telegram's references: their bytes are with Telegram.
 */
export const ownSections = {
  account: own(person, "id", ["telegramId", "name", "username", "phone", "language", "villageId", "createdAt", "mutedAt", "blockedAt"]),
  roles: own(roleGrant, "personId", ["role", "grantedAt", "revokedAt"]),
  reports: own(ticket, "reporterId", [
    ...(["number", "createdAt", "kind", "state", "description", "placeText", "latitude", "longitude", "phone"] as const),
    ...(["villageId", "confidential", "beneficiary", "fields", "atHome", "rating", "acceptedAt", "resolvedAt", "closedAt"] as const),
  ]),
  said: own(ticketMessage, "authorId", ["at", "ticketId", "body", "attachment", "pin"]),
  places: own(livePlace, "personId", ["startedAt", "endedAt", "ticketId", "pin"]),
  deeds: own(ticketEvent, "actorId", ["at", "ticketId", "action", "note"]),
  joined: own(follower, "personId", ["since", "ticketId"]),
  helped: own(coHandler, "personId", ["since", "ticketId"]),
  disputes: own(disputeParty, "personId", ["ticketId", "name"]),
  sessions: own(sessionSignUp, "personId", ["sessionId", "at", "attendedAt"]),
  votes: own(pollVote, "personId", ["pollId", "chosen", "at"]),
  surveys: own(surveyReply, "personId", ["surveyId", "chosen", "said", "at"]),
  questions: own(sessionQuestion, "personId", ["at", "body", "answer"]),
  read: own(announcementRead, "personId", ["announcementId", "at"]),
  roll_calls: own(rollCallAnswer, "personId", ["rollCallId", "isSafe", "at"]),
  household: own(household, "personId", ["head", "phone", "villageId", "address"]),
  replies: own(cannedReply, "personId", ["body"]),
  audit: own(auditEvent, "personId", ["at", "what", "detail"]),
  drafts: inChat(dialog, "chatId", ["flow", "data"]),
  updates: inChat(inbox, "chatId", ["receivedAt", "payload"]),
  messages: inChat(outbox, "chatId", ["createdAt", "sentAt", "state"]),
} as const satisfies Record<string, Section>;
export type OwnSection = keyof typeof ownSections;
export const ownSectionKeys = Object.keys(ownSections) as OwnSection[];

export type OwnRow = Readonly<Record<string, unknown>>;
export type OwnData = Record<OwnSection, OwnRow[]>;

function whereTheirs(work: Work, { table, by, of }: Section, whose: Whose) {
  const columns = table as unknown as Record<string, PgColumn>;
  return and(eq(columns["townId"] as PgColumn, work.townId), eq(columns[by] as PgColumn, whose[of]));
}

type Whose = Pick<Person, "id" | "telegramId">;

/** How much of each kind is kept. */
export async function countOwnData(work: Work, whose: Whose): Promise<Record<OwnSection, number>> {
  const count = (section: Section) => work.tx.$count(section.table, whereTheirs(work, section, whose));
  const counts = await Promise.all(ownSectionKeys.map(async (key) => [key, await count(ownSections[key])] as const));
  return Object.fromEntries(counts) as Record<OwnSection, number>;
}

/** Everything that is kept about a person, as they may have it; matters by their number, villages by their name. */
export async function findOwnData(work: Work, whose: Whose): Promise<OwnData> {
  const found = await Promise.all(ownSectionKeys.map(async (key) => [key, await rowsOf(work, ownSections[key], whose)] as const));
  const ids = new Set(found.flatMap(([, rows]) => rows.flatMap(({ ticketId }) => (typeof ticketId === "number" ? [ticketId] : []))));
  const numbers = new Map(ids.size ? await findNumbers(work, [...ids]) : []);
  const villages = new Map((await findVillages(work)).map(({ id, name }) => [id, name]));
  const named = ({ ticketId, villageId, ...row }: OwnRow): OwnRow => ({
    ...(ticketId === undefined ? {} : { number: numbers.get(Number(ticketId)) }),
    ...row,
    ...(villageId === undefined ? {} : { village: villages.get(Number(villageId)) ?? null }),
  });
  return Object.fromEntries(found.map(([key, rows]) => [key, rows.map(named)])) as OwnData;
}

function rowsOf(work: Work, section: Section, whose: Whose): Promise<OwnRow[]> {
  const { table, columns } = section;
  const all = table as unknown as Record<string, PgColumn>;
  const shown = Object.fromEntries(columns.map((column) => [column, all[column] as PgColumn]));
  return work.tx
    .select(shown)
    .from(table)
    .where(whereTheirs(work, section, whose));
}

async function findNumbers(work: Work, ids: number[]): Promise<[number, number][]> {
  const of = and(eq(ticket.townId, work.townId), inArray(ticket.id, ids));
  return (await work.tx.select({ id: ticket.id, number: ticket.number }).from(ticket).where(of)).map(({ id, number }) => [id, number]);
}

const findVillages = ({ tx, townId }: Work) =>
  tx.select({ id: village.id, name: village.name }).from(village).where(eq(village.townId, townId));

/** 导出: the person asked for it, which is noted as every export is. */
export const noteOwnExport = (work: Work, actor: Actor) => noteReading(work, actor, "export own", "");
