import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { careFile } from "../../database/schema/care.ts";
import { visit } from "../../database/schema/visits.ts";
import type { Attachment, SaidWords } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Place, PlaceAction } from "../doorstep/rights.ts";
import { permit } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { maxDaysRecordedAfter, maxPeopleTalkedTo } from "../limits.ts";
import { keepOnPaper } from "../people/on-paper.ts";
import { type Actor, findActor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { descriptionOf, withSpoken } from "../tickets/spoken.ts";
import { submitReport } from "../tickets/submit.ts";
import { findHousehold, placeOfHousehold } from "./households.ts";

export type Visit = typeof visit.$inferSelect;

export type VisitGiven = {
  /** Names the press that logs it, so that a second one logs nothing. */
  key: string;
  villageId: number;
  householdId?: number | undefined;
  careFileId?: number | undefined;
  people?: number | undefined;
  heard?: string | undefined;
  attachment?: Attachment | undefined;
  /** The message that brought the attachment. */
  sourceMessageId?: number | undefined;
};

/** Logs a visit. @returns the one logged before when the same press comes twice */
export async function logVisit(work: Work, actor: Actor, given: VisitGiven): Promise<Visit | Refusal> {
  if (!mayUse(actor, "visit")) return refuse("not-yours");
  const home = given.householdId === undefined ? undefined : await findHousehold(work, given.householdId);
  if (given.householdId !== undefined && !home) return refuse("not-found");
  const file = given.careFileId === undefined ? undefined : await findFile(work, given.careFileId);
  const [action, place]: [PlaceAction, Place] = home
    ? ["visit_household", placeOfHousehold(home)]
    : file
      ? ["visit_care", { villageId: file.villageId, of: [file.keeperId] }]
      : ["visit_in_field", { villageId: given.villageId }];
  const refusal = await permit(work, actor, action, place);
  if (refusal) return refusal;
  if (home?.movedAwayAt) return refuse("household-moved", { name: home.head });
  const [added] = await work.tx
    .insert(visit)
    .values({
      townId: work.townId,
      cadreId: actor.id,
      at: work.now,
      ...given,
      villageId: home?.villageId ?? file?.villageId ?? given.villageId,
      people: given.people ?? 1,
    })
    .onConflictDoNothing({ target: [visit.townId, visit.key] })
    .returning();
  if (added && given.careFileId !== undefined) await setRhythm(work, given.careFileId);
  if (added) return added;
  const [before] = await work.tx
    .select()
    .from(visit)
    .where(and(eq(visit.townId, work.townId), eq(visit.key, given.key)));
  return before ?? refuse("not-found");
}

async function findFile(work: Work, id: number) {
  const [found] = await work.tx
    .select()
    .from(careFile)
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id)));
  return found;
}

/** The next visit of a care file is due one rhythm after the last; when its only one was taken back, now. */
async function setRhythm(work: Work, careFileId: number) {
  const mine = and(eq(careFile.townId, work.townId), eq(careFile.id, careFileId));
  const file = await findFile(work, careFileId);
  if (!file) return;
  const [last] = await work.tx
    .select({ at: visit.at })
    .from(visit)
    .where(and(eq(visit.townId, work.townId), eq(visit.careFileId, careFileId), isNull(visit.undoneAt)))
    .orderBy(desc(visit.at))
    .limit(1);
  const dueAt = last ? new Date(last.at.getTime() + file.rhythmDays * dayMs) : work.now;
  await work.tx.update(careFile).set({ dueAt, remindedAt: null }).where(mine);
}

/** How many were talked to, what was heard, on which day it was: only the person who logged the visit may add it. */
export async function amendVisit(
  work: Work,
  actor: Actor,
  id: number,
  patch: { people?: number; heard?: string; attachment?: Attachment; sourceMessageId?: number; at?: Date },
): Promise<Visit | Refusal> {
  const values = patch;
  if (values.at && values.at > work.now) return refuse("not-in-the-future");
  if (values.at && values.at.getTime() < work.now.getTime() - maxDaysRecordedAfter * dayMs)
    return refuse("too-long-ago", { days: maxDaysRecordedAfter });
  if (values.people !== undefined && !(values.people >= 1 && values.people <= maxPeopleTalkedTo)) return refuse("not-found");
  const refusal = await permitVisit(work, actor, id);
  if (refusal) return refusal;
  const [changed] = await work.tx
    .update(visit)
    .set(values)
    .where(and(eq(visit.townId, work.townId), eq(visit.id, id), eq(visit.cadreId, actor.id), isNull(visit.undoneAt)))
    .returning();
  if (values.at && changed && changed.careFileId !== null) await setRhythm(work, changed.careFileId);
  return changed ?? refuse("not-found");
}

/** Whether somebody may add to a visit, or take it back: only the person who logged it. */
export async function permitVisit(work: Work, actor: Actor, id: number): Promise<Refusal | undefined> {
  const found = await findVisit(work, id);
  if (!found) return refuse("not-found");
  return permit(work, actor, "amend_visit", { villageId: found.villageId, of: [found.cadreId] });
}

export async function findVisit(work: Work, id: number): Promise<Visit | undefined> {
  const [found] = await work.tx
    .select()
    .from(visit)
    .where(and(eq(visit.townId, work.townId), eq(visit.id, id)));
  return found;
}

/** What a machine heard in a voice message that somebody left with a visit. @returns the visit, if it is of one */
export async function hearVisit(work: Work, actor: Actor, messageId: number, words: string): Promise<Visit | undefined> {
  const [found] = await work.tx
    .select()
    .from(visit)
    .where(
      and(eq(visit.townId, work.townId), eq(visit.cadreId, actor.id), eq(visit.sourceMessageId, messageId), isNotNull(visit.attachment)),
    );
  if (found?.attachment?.kind !== "voice" || found.undoneAt || found.attachment.heard) return undefined;
  const [changed] = await work.tx
    .update(visit)
    .set({ attachment: { ...found.attachment, heard: { words, by: "machine" } } })
    .where(and(eq(visit.townId, work.townId), eq(visit.id, found.id)))
    .returning();
  return changed;
}

/** Who reported what was heard: a member of the household or somebody met in the field, by name; `self`: the visitor found it. */
export type HeardFrom = { name: string; phone?: string | undefined } | "self";

/**
 * A problem heard on a visit becomes a ticket in that villager's name, with all its messages when they use the bot; the visitor is who wrote it
 * down, and somebody else is responsible where there is somebody.
 *
 * @param from whom, where the household has no member with the bot
 */
export async function reportHeard(work: Work, actor: Actor, id: number, categoryId: number, isOther: boolean, from: HeardFrom = "self") {
  const found = await findVisit(work, id);
  if (!found || found.undoneAt) return refuse("not-found");
  const refusal = await permitVisit(work, actor, id);
  if (refusal) return refusal;
  const reporter = await findReporter(work, found, from);
  const phone = from === "self" ? undefined : from.phone;
  const sourceMessageId = found.sourceMessageId ?? 0;
  const said = saidOnVisit(found);
  const submitted = await submitReport(work, reporter ?? actor, {
    draftId: isOther ? `visit-${id}-${categoryId}` : `visit-${id}`,
    categoryId,
    villageId: found.villageId,
    description: descriptionOf(said) || "—",
    said: found.attachment?.heard ? said : undefined,
    attachments: found.attachment ? [{ ...found.attachment, sourceMessageId }] : [],
    phone: reporter ? (phone ?? reporter.phone ?? undefined) : undefined,
    confidential: false,
    ...(reporter ? { recordedBy: actor } : {}),
  });
  if (isRefusal(submitted)) return submitted;
  const { ticket, responsible, isNew } = submitted;
  await work.tx
    .update(visit)
    .set({ ticketId: ticket.id })
    .where(and(eq(visit.townId, work.townId), eq(visit.id, id)));
  if (reporter && isNew) {
    const values = { number: ticket.number, cadre: actor.name, name: responsible.name, until: ticket.resolveBy?.toISOString() ?? "" };
    work.tell(reporter, { kind: "text", key: "told-reported-for-you", values, buttons: "open" }, { ticketId: ticket.id });
  }
  return submitted;
}

/** What was typed and spoken on a visit. */
const saidOnVisit = ({ heard, attachment, sourceMessageId }: Visit): SaidWords[] => [
  ...(heard ? [{ messageId: 0, text: heard }] : []),
  ...(attachment?.heard ? withSpoken([], sourceMessageId ?? 0, attachment.heard) : []),
];

/** The member of the household who uses the bot; otherwise the person who said it, written down by name. */
async function findReporter(work: Work, { householdId, villageId }: Visit, from: HeardFrom): Promise<Actor | undefined> {
  const home = householdId === null ? undefined : await findHousehold(work, householdId);
  if (home?.personId) return findActor(work, home.personId);
  if (from === "self") return undefined;
  const phone = from.phone ?? (from.name === home?.head ? (home.phone ?? undefined) : undefined);
  const { id } = await keepOnPaper(work, { name: from.name, phone, villageId, householdId: home?.id });
  return findActor(work, id);
}
