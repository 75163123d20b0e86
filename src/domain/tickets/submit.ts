import { and, eq, sql } from "drizzle-orm";
import { insertion } from "../../database/insertion.ts";
import { ticket, ticketMessage } from "../../database/schema.ts";
import type { Attachment, FilledField } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { addParties } from "../disputes/parties.ts";
import { knownCategory } from "../org/reference.ts";
import { type Actor, findPerson, type Person, rememberPhone } from "../people/person.ts";
import { showAtDesk } from "../places/desk.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { recordEvent, type Ticket } from "./change.ts";
import { findFiles, giveCard } from "./recipients.ts";
import { routeReport } from "./routing.ts";
import { dutyDeadline, termsNamed } from "./terms.ts";
import { nextTimer } from "./timers.ts";

export type ReportGiven = {
  /** Minted when the draft began; the same draft never makes a second ticket. */
  draftId: string;
  categoryId: number;
  villageId: number;
  groupId?: number | undefined;
  description: string;
  attachments: (Attachment & { sourceMessageId: number; caption?: string })[];
  place?: { text?: string; latitude?: number; longitude?: number } | undefined;
  phone?: string | undefined;
  confidential: boolean;
  aboutId?: number | undefined;
  beneficiary?: string | undefined;
  fields?: FilledField[] | undefined;
  atHome?: boolean | undefined;
  /** Names of the other parties of a dispute. */
  parties?: string[] | undefined;
};

export type Submitted = { ticket: Ticket; responsible: Person; isNew: boolean };

/**
 * Turns a confirmed report into a ticket with one responsible person and one deadline, and tells that person.
 *
 * @returns the ticket; the earlier one when this draft was submitted before
 */
export async function submitReport(work: Work, reporter: Actor, given: ReportGiven): Promise<Submitted | Refusal> {
  const category = await knownCategory(work, given.categoryId);
  if (!category) return refuse("not-found");
  const confidential = given.confidential || category.toDiscipline;
  const [route, { isKnown, ...allotted }] = await Promise.all([
    routeReport(work, { ...given, kind: category.kind, confidential, reporterId: reporter.id, category }),
    allot(work, given.draftId),
  ]);
  const earlier = isKnown && (await findByDraft(work, given.draftId));
  if (earlier) return earlier;
  if (!route) return refuse("no-admin");
  const terms = termsNamed(category.terms);
  const resolveBy = addTerm(work.now, terms.resolve, work.zone);
  const deadline = dutyDeadline("assigned", terms, work.now, resolveBy, work.zone);
  const timed = { kind: category.kind, state: "assigned" as const, level: 0, deadline, remindedAt: null };
  const added: Ticket = {
    ...untouched,
    ...timed,
    ...allotted,
    townId: work.townId,
    categoryId: category.id,
    villageId: given.villageId,
    groupId: given.groupId ?? null,
    reporterId: reporter.id,
    draftId: given.draftId,
    description: given.description,
    placeText: given.place?.text ?? null,
    latitude: given.place?.latitude ?? null,
    longitude: given.place?.longitude ?? null,
    phone: given.phone ?? null,
    confidential,
    aboutId: given.aboutId ?? null,
    beneficiary: given.beneficiary ?? null,
    fields: given.fields ?? [],
    atHome: given.atHome ?? false,
    responsibleId: route.responsible.id,
    stationId: route.stationId,
    resolveBy,
    nextTimerAt: nextTimer(timed, work.now, work.zone),
    createdAt: work.now,
  };
  work.write(work.tx.execute(insertion(ticket, added)));
  keepFiles(work, added, reporter, given);
  await addParties(work, added, given.parties ?? []);
  recordEvent(work, added, { action: "submit", by: reporter, subjectId: route.responsible.id }, "submitted");
  const files = given.attachments.length ? await findFiles(work, added) : [];
  for (const recipient of [route.responsible, ...route.alsoTold]) await giveCard(work, added, recipient, files);
  await showAtDesk(work, added);
  if (given.phone && given.phone !== reporter.phone) rememberPhone(work, reporter, given.phone);
  return { ticket: added, responsible: route.responsible, isNew: true };
}

/** The ticket that a draft became, with its responsible person. */
export async function findByDraft(work: Work, draftId: string): Promise<Submitted | undefined> {
  const ofDraft = and(eq(ticket.townId, work.townId), eq(ticket.draftId, draftId));
  const [existing] = await work.tx.select().from(ticket).where(ofDraft);
  if (!existing?.responsibleId) return undefined;
  const responsible = await findPerson(work, existing.responsibleId);
  return responsible && { ticket: existing, responsible, isNew: false };
}

/** What nobody has done to a new ticket yet. */
const untouched = {
  mergedIntoId: null,
  transferToId: null,
  waitingSince: null,
  acceptedAt: null,
  answeredAt: null,
  resolvedAt: null,
  closedAt: null,
  chasedAt: null,
  rating: null,
  reopenCount: 0,
  lastSaidToVillagerAt: null,
} satisfies Partial<Ticket>;

/**
 * Sequences hand out numbers without waiting for others who are submitting; a failed submission leaves a gap. Asked for beforehand, so
 * that the ticket is written together with everything that names it; and whether the draft became a ticket before.
 */
async function allot(work: Work, draftId: string): Promise<Pick<Ticket, "id" | "number"> & { isKnown: boolean }> {
  const { rows } = await work.tx.execute<{ id: string; number: string; is_known: boolean }>(sql`
    select nextval(pg_get_serial_sequence('ticket', 'id')) as id, nextval(${`ticket_number_${work.townId}`}::regclass) as number,
      exists (select 1 from ticket where town_id = ${work.townId} and draft_id = ${draftId}) as is_known`);
  const [given] = rows;
  return { id: Number(given?.id), number: Number(given?.number), isKnown: given?.is_known ?? false };
}

function keepFiles(work: Work, added: Ticket, reporter: Actor, given: ReportGiven) {
  if (!given.attachments.length) return;
  const rows = work.tx.insert(ticketMessage).values(
    given.attachments.map(({ sourceMessageId, caption, ...attachment }) => ({
      townId: work.townId,
      ticketId: added.id,
      authorId: reporter.id,
      side: "villager" as const,
      body: caption ?? "",
      attachment,
      sourceChatId: reporter.telegramId,
      sourceMessageId,
      at: work.now,
    })),
  );
  work.write(rows);
}
