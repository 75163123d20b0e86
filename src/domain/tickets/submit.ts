import { and, eq, sql } from "drizzle-orm";
import { builtOnce } from "../../database/built-once.ts";
import { handedFrom } from "../../database/schema/county.ts";
import { ticket, ticketMessage } from "../../database/schema/tickets.ts";
import type { Attachment, FilledField, Pin, SaidWords } from "../../database/values.ts";
import { insertion } from "../../database/whole-rows.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { addParties } from "../disputes/parties.ts";
import { knownCategory } from "../org/reference.ts";
import { type Actor, findHolders, findPerson, type Person, rememberPhone } from "../people/person.ts";
import { showAtDesk } from "../places/desk.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { noteAlbum } from "./albums.ts";
import { recordEvent, type Ticket } from "./change.ts";
import { followFor, movedOn } from "./live-place.ts";
import { findGiven, giveCard } from "./recipients.ts";
import { routeReport } from "./routing.ts";
import { descriptionOf } from "./spoken.ts";
import { dutyDeadline, termsNamed } from "./terms.ts";
import { nextTimer } from "./timers.ts";

export type ReportGiven = {
  /** Minted when the draft began; the same draft never makes a second ticket. */
  draftId: string;
  categoryId: number;
  villageId: number;
  groupId?: number | undefined;
  description: string;
  /** The description message by message. */
  said?: SaidWords[] | undefined;
  attachments: (Attachment & { sourceMessageId: number; caption?: string; albumId?: string })[];
  /** Places besides `place`, each with what is said of it. */
  pins?: (Pin & { text?: string; sourceMessageId: number })[] | undefined;
  place?: ({ text?: string } & Partial<Pin>) | undefined;
  phone?: string | undefined;
  confidential: boolean;
  aboutId?: number | undefined;
  /** Others who may be meant and must not get it. */
  keptFrom?: readonly number[] | undefined;
  /** Violence at home: the village's own cadres learn of it only if the reporter asks for it. */
  keptFromVillage?: boolean | undefined;
  /** The station that the reporter chose. */
  toStationId?: number | undefined;
  beneficiary?: string | undefined;
  fields?: FilledField[] | undefined;
  atHome?: boolean | undefined;
  /** Names of the other parties of a dispute. */
  parties?: string[] | undefined;
  /** Who writes it down for the reporter. */
  recordedBy?: Actor | undefined;
  /** The town whose matter it is, in a county, and how it is called there. */
  from?: Omit<typeof handedFrom.$inferInsert, "townId" | "ticketId"> | undefined;
  /** By which way it came, when not by the bot; stands in the ledger. */
  via?: string | undefined;
};

/** `alsoTold`: who else has its card, as far as it was handed out just now. */
export type Submitted = { ticket: Ticket; responsible: Person; alsoTold?: readonly Person[]; isNew: boolean };

/** Nobody could begin with a service of which only its name is known. */
const saysNothing = ({ description, attachments, fields }: ReportGiven) =>
  !description.trim() && !attachments.length && !fields?.some(({ value }) => value);

/**
 * Turns a confirmed report into a ticket with one responsible person and one deadline, and tells that person.
 *
 * @returns the ticket; the earlier one when this draft was submitted before
 */
export async function submitReport(work: Work, reporter: Actor, reported: ReportGiven): Promise<Submitted | Refusal> {
  // Who wrote it may have gone some way meanwhile.
  const given = { ...reported, place: await movedOn(work, reported.place) };
  const category = await knownCategory(work, given.categoryId);
  if (!category) return refuse("not-found");
  if (category.kind === "service" && saysNothing(given)) return refuse("nothing-said");
  const isAboutOfficial = given.aboutId !== undefined && category.kind !== "emergency";
  const confidential = given.confidential || category.toDiscipline || isAboutOfficial;
  const keptFrom = await findKept(work, given);
  const [route, { isKnown, ...allotted }] = await Promise.all([
    routeReport(work, {
      ...given,
      keptFrom,
      kind: category.kind,
      confidential,
      reporterId: reporter.id,
      recordedBy: given.recordedBy?.id,
      category,
    }),
    allot(work, given.draftId),
  ]);
  const earlier = isKnown && (await findByDraft(work, given.draftId));
  if (earlier) return earlier;
  if (!route) return refuse(given.aboutId !== undefined || keptFrom.length ? "nobody-apart" : "no-admin");
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
    recordedBy: given.recordedBy?.id ?? null,
    draftId: given.draftId,
    description: given.said ? descriptionOf(given.said) : given.description,
    said: given.said ?? null,
    placeText: given.place?.text ?? null,
    latitude: given.place?.latitude ?? null,
    longitude: given.place?.longitude ?? null,
    phone: given.phone ?? null,
    confidential,
    aboutId: given.aboutId ?? null,
    keptFrom: keptFrom.length ? keptFrom : null,
    beneficiary: given.beneficiary ?? null,
    fields: given.fields ?? [],
    atHome: given.atHome ?? false,
    responsibleId: route.responsible.id,
    stationId: route.stationId,
    resolveBy,
    nextTimerAt: nextTimer(timed, work.now, work.zone),
    createdAt: work.now,
    handedFromTown: given.from?.fromTownId ?? null,
  };
  work.write(work.tx.execute(insertion(ticket, added)));
  if (given.from) work.write(work.tx.insert(handedFrom).values({ ...given.from, townId: work.townId, ticketId: added.id }));
  keepGiven(work, added, reporter, given);
  if (given.place?.live !== undefined) followFor(work, given.place.live, added.id);
  for (const albumId of new Set(given.attachments.flatMap((file) => file.albumId ?? [])))
    await noteAlbum(work, { chatId: (given.recordedBy ?? reporter).telegramId, albumId }, { way: "add", ticketId: added.id, toId: null });
  await addParties(work, added, given.parties ?? []);
  recordEvent(
    work,
    added,
    { action: "submit", by: given.recordedBy ?? reporter, note: given.via, subjectId: route.responsible.id },
    "submitted",
  );
  const hasMore = given.attachments.length > 0 || (given.pins?.length ?? 0) > 0;
  const more = { ...(hasMore ? await findGiven(work, added) : { reporter, said: [] }), ofNew: true };
  for (const recipient of [route.responsible, ...route.alsoTold]) await giveCard(work, added, recipient, more);
  await showAtDesk(work, added);
  if (given.phone && given.phone !== reporter.phone && !given.recordedBy) rememberPhone(work, reporter, given.phone);
  return { ticket: added, responsible: route.responsible, alsoTold: route.alsoTold, isNew: true };
}

/** Everybody from whom it is kept, besides whom it is about. */
async function findKept(work: Work, { keptFrom = [], keptFromVillage, villageId }: ReportGiven): Promise<number[]> {
  const cadres = keptFromVillage ? await findHolders(work, "cadre", { villageId }) : [];
  return [...new Set([...keptFrom, ...cadres.map(({ id }) => id)])];
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
  escalatedAt: null,
  answeredAt: null,
  resolvedAt: null,
  closedAt: null,
  chasedAt: null,
  doubtedAt: null,
  rating: null,
  ratedBy: null,
  reopenCount: 0,
  lastSaidToVillagerAt: null,
  erasedAt: null,
  handedUpId: null,
} satisfies Partial<Ticket>;

/**
 * Sequences hand out numbers without waiting for others who are submitting; a failed submission leaves a gap. Asked for beforehand, so
 * that the ticket is written together with everything that names it; and whether the draft became a ticket before.
 */
async function allot(work: Work, draftId: string): Promise<Pick<Ticket, "id" | "number"> & { isKnown: boolean }> {
  const [given] = await allotQuery(work.tx).execute({ townId: work.townId, numbers: `ticket_number_${work.townId}`, draftId });
  return { id: Number(given?.id), number: Number(given?.number), isKnown: given?.isKnown ?? false };
}

const allotQuery = builtOnce((queries) =>
  queries
    .select({
      id: sql<string>`nextval(pg_get_serial_sequence('public.ticket', 'id'))`,
      number: sql<string>`nextval(${sql.placeholder("numbers")}::regclass)`,
      isKnown: sql<boolean>`exists (select 1 from ticket where town_id = ${sql.placeholder("townId")} and draft_id = ${sql.placeholder("draftId")})`,
    })
    .from(sql`(values (1)) as once`)
    .prepare("allot"),
);

/** Files, and places besides the first, are kept as what the reporter said. */
function keepGiven(work: Work, added: Ticket, reporter: Actor, { attachments, pins = [], recordedBy }: ReportGiven) {
  const files = attachments.map(({ sourceMessageId, caption, albumId: _album, ...attachment }) => ({
    body: caption ?? "",
    attachment,
    pin: null,
    sourceMessageId,
  }));
  const places = pins.map(({ sourceMessageId, text, ...pin }) => ({ body: text ?? "", attachment: null, pin, sourceMessageId }));
  const common = {
    townId: work.townId,
    ticketId: added.id,
    authorId: reporter.id,
    side: "villager" as const,
    sourceChatId: (recordedBy ?? reporter).telegramId,
    at: work.now,
  };
  const rows = [...files, ...places].map((row) => ({ ...common, ...row }));
  if (rows.length) work.write(work.tx.insert(ticketMessage).values(rows));
}
