import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { builtOnce } from "../../database/built-once.ts";
import type { HandedState } from "../../database/county-values.ts";
import { person } from "../../database/schema/people.ts";
import { category, ticket, ticketMessage } from "../../database/schema/tickets.ts";
import { village, villageGroup } from "../../database/schema/town.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findHandedUp } from "../county/to-county.ts";
import { type From, findFrom } from "../county/to-town.ts";
import { findParties } from "../disputes/parties.ts";
import { isOnPaperSql } from "../people/on-paper.ts";
import type { Ticket } from "./change.ts";
import type { Listed } from "./find.ts";
import { findFollowers } from "./recipients.ts";

/** Everything that a card may show of a ticket; what of it a reader sees is decided where it is written. */
export type TicketCard = Listed & {
  group: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  reporterBlockedAt: Date | null;
  /** Who wrote it down for the reporter. */
  recordedByName: string | null;
  isWithoutBot: boolean | null;
  responsibleName: string | null;
  aboutName: string | null;
  followers: number;
  /** Names of the other parties of a dispute. */
  parties: string[];
  /** How it stands with the county, and by which name that is known. */
  handedUp?: { name: string; theirNumber: number | null; state: HandedState } | undefined;
  /** The town whose matter it is. */
  handedFrom?: From | undefined;
  /** Kinds of the files that the villager sent. */
  files: Attachment["kind"][];
};

/** Asked together, so that it travels together: a card is made for every handler at every change. */
export async function findCard(work: Work, ticketId: number): Promise<TicketCard | undefined> {
  const named = { townId: work.townId, ticketId };
  const [[found], followers, parties, files] = await Promise.all([
    cardQuery(work.tx).execute(named),
    findFollowers(work, ticketId),
    findParties(work, { id: ticketId }),
    filesQuery(work.tx).execute(named),
  ]);
  if (!found) return undefined;
  return {
    ...found,
    ...(await findCounty(work, found.ticket)),
    // Who reported it for another has not joined it.
    followers: followers.filter(({ id }) => id !== found.ticket.recordedBy).length,
    parties: parties.map(({ name }) => name),
    files: files.flatMap(({ attachment }) => (attachment ? [attachment.kind] : [])),
  };
}

/** Most tickets are with no county, and then nothing is asked. */
async function findCounty(work: Work, found: Ticket): Promise<Pick<TicketCard, "handedUp" | "handedFrom">> {
  return { handedUp: await findHandedUp(work, found), handedFrom: await findFrom(work, found) };
}

const [reporter, responsible, about] = [alias(person, "reporter"), alias(person, "responsible"), alias(person, "about")];
const recorder = alias(person, "recorder");
const [townId, ticketId] = [sql.placeholder("townId"), sql.placeholder("ticketId")];

const cardQuery = builtOnce((queries) =>
  queries
    .select({
      ticket,
      category,
      village: village.name,
      group: villageGroup.name,
      reporterName: reporter.name,
      reporterPhone: reporter.phone,
      reporterBlockedAt: reporter.blockedAt,
      recordedByName: recorder.name,
      isWithoutBot: sql<boolean | null>`${isOnPaperSql(reporter.telegramId)}`,
      responsibleName: responsible.name,
      aboutName: about.name,
    })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .leftJoin(villageGroup, and(eq(villageGroup.townId, ticket.townId), eq(villageGroup.id, ticket.groupId)))
    .leftJoin(reporter, and(eq(reporter.townId, ticket.townId), eq(reporter.id, ticket.reporterId)))
    .leftJoin(recorder, and(eq(recorder.townId, ticket.townId), eq(recorder.id, ticket.recordedBy)))
    .leftJoin(responsible, and(eq(responsible.townId, ticket.townId), eq(responsible.id, ticket.responsibleId)))
    .leftJoin(about, and(eq(about.townId, ticket.townId), eq(about.id, ticket.aboutId)))
    .where(and(eq(ticket.townId, townId), eq(ticket.id, ticketId)))
    .prepare("find_card"),
);

const filesQuery = builtOnce((queries) =>
  queries
    .select({ attachment: ticketMessage.attachment })
    .from(ticketMessage)
    .where(and(eq(ticketMessage.townId, townId), eq(ticketMessage.ticketId, ticketId), eq(ticketMessage.side, "villager")))
    .prepare("find_card_files"),
);
