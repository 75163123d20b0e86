import { and, eq } from "drizzle-orm";
import { DateTime } from "luxon";
import { roundTurn } from "../../database/schema/rounds.ts";
import type { Attachment, Pin } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { maxDaysTurnLate } from "../limits.ts";
import { type Actor, findAllHolders, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Submitted, submitReport } from "../tickets/submit.ts";
import { leadersFor, type Round } from "./assigned.ts";
import { findRound, permitRound, type Turn } from "./rounds.ts";

export type OpenTurn = { turn: Turn; round: Round };

/** A turn that is somebody's to do, or to write down late. @param isMore it may have been done: something more was found */
export async function lockTurn(work: Work, actor: Actor, id: number, isMore = false): Promise<OpenTurn | Refusal> {
  const [turn] = await work.tx
    .select()
    .from(roundTurn)
    .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.id, id)))
    .for("update");
  const round = turn && (await findRound(work, turn.roundId));
  if (!turn || !round) return refuse("not-found");
  const refusal = await permitRound(work, actor, round, "do_round");
  if (refusal) return refusal;
  if (work.now.getTime() > turn.closesAt.getTime() + maxDaysTurnLate * dayMs) return refuse("turn-over", { title: round.title });
  const isOpen = turn.state === "open" || turn.state === "undone" || isMore;
  if (isOpen) return { turn, round };
  const by = turn.doneBy === null ? undefined : await findPerson(work, turn.doneBy);
  return refuse("turn-done", { title: round.title, name: by?.name ?? "" });
}

type Written = Partial<Pick<Turn, "note" | "proof" | "pin" | "ticketIds">> & Pick<Turn, "state">;
const write = (work: Work, actor: Actor, id: number, written: Written) =>
  work.tx
    .update(roundTurn)
    .set({ ...written, doneBy: actor.id, at: work.now })
    .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.id, id)));

/** 没问题. @param proof what the round asks for */
export async function clearTurn(
  work: Work,
  actor: Actor,
  id: number,
  proof: { attachment?: Attachment; pin?: Pin } = {},
): Promise<OpenTurn | Refusal> {
  const found = await lockTurn(work, actor, id);
  if (isRefusal(found)) return found;
  await write(work, actor, id, { state: "clear", note: "", proof: proof.attachment ?? null, pin: proof.pin ?? null });
  return found;
}

/** 做不了: those who lead hear why. */
export async function skipTurn(work: Work, actor: Actor, id: number, why: string): Promise<OpenTurn | Refusal> {
  const found = await lockTurn(work, actor, id);
  if (isRefusal(found)) return found;
  if (!why.trim()) return refuse("reason-missing");
  await write(work, actor, id, { state: "undone", note: why });
  const values = { title: found.round.title, name: actor.name, reason: why };
  for (const one of leadersFor(found.round, await findAllHolders(work)))
    if (one.id !== actor.id) work.tell(one, { kind: "text", key: "told-turn-undone", values });
  return found;
}

export type FoundGiven = {
  categoryId: number;
  villageId: number;
  words: string;
  attachment?: Attachment | undefined;
  place?: ({ text?: string } & Partial<Pin>) | undefined;
};

/** 发现问题: what was found becomes a matter of the person who found it, for somebody else to handle where there is somebody; one more for each. */
export async function reportFound(work: Work, actor: Actor, id: number, given: FoundGiven): Promise<Submitted | Refusal> {
  const found = await lockTurn(work, actor, id, true);
  if (isRefusal(found)) return found;
  const { turn, round } = found;
  const submitted = await submitReport(work, actor, {
    draftId: `turn-${id}-${turn.ticketIds.length + 1}`,
    categoryId: given.categoryId,
    villageId: round.villageId ?? given.villageId,
    description: `【${round.title}】${given.words}`,
    attachments: given.attachment ? [{ ...given.attachment, sourceMessageId: 0 }] : [],
    place: given.place,
    confidential: false,
  });
  if (isRefusal(submitted)) return submitted;
  await write(work, actor, id, { state: "found", note: "", ticketIds: [...turn.ticketIds, submitted.ticket.id] });
  return submitted;
}

export const endOfDay = (day: string, zone: string): Date =>
  DateTime.fromISO(day, { zone }).endOf("day").plus({ milliseconds: 1 }).toJSDate();
