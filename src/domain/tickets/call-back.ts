import { sql } from "drizzle-orm";
import { followUp, ticketEvent } from "../../database/schema/tickets.ts";
import type { Rating } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { callBackWorkingDays, callTriesAfterDays, confirmDays } from "../limits.ts";
import { isOnPaper } from "../people/on-paper.ts";
import { type Actor, findHolders, findLeadersOf, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { isOwnWork, isWithoutBot, openCall } from "./callers.ts";
import { type Change, changeTicket, type Ticket } from "./change.ts";
import { oweVisitAfterDispute } from "./follow-up.ts";
import { withoutKept } from "./kept-from.ts";
import { giveCard, tellHandlers } from "./recipients.ts";
import { findSuperior, isOnLeave } from "./routing.ts";
import { namesReporter } from "./visibility.ts";

/** 回访: who asks a person without the bot whether it is so. Never whose work it was; first who leads the village, then who is tied to it. */
async function findCaller(work: Work, found: Ticket): Promise<Person | undefined> {
  if (!namesReporter(found)) return undefined;
  const leading = await findLeadersOf(work, found.villageId);
  const [tied, admins] = [await findHolders(work, "cadre", { villageId: found.villageId }), await findHolders(work, "admin")];
  const able = withoutKept([...leading, ...tied, ...admins], found).filter((one) => !isOnLeave(one, work.now));
  for (const one of able) if (!(await isOwnWork(work, one, found))) return one;
  return undefined;
}

/** A call is owed about a matter that was reported as done, by somebody else than who did it; both learn so. */
export async function oweCall(work: Work, resolved: Ticket, handler?: Actor): Promise<Person | undefined> {
  const reporter = await findPerson(work, resolved.reporterId);
  if (!reporter || !isOnPaper(reporter)) return undefined;
  const caller = await findCaller(work, resolved);
  const { number } = resolved;
  if (!caller) {
    if (handler)
      work.tell(handler, { kind: "text", key: "told-nobody-calls", values: { number, name: reporter.name } }, { ticketId: resolved.id });
    return undefined;
  }
  const dueAt = addTerm(work.now, { workingDays: callBackWorkingDays }, work.zone);
  const owed = { personId: caller.id, dueAt, remindedAt: null, doneAt: null, note: null };
  const [row] = await work.tx
    .insert(followUp)
    .values({ townId: work.townId, ticketId: resolved.id, kind: "call", ...owed })
    .onConflictDoUpdate({ target: [followUp.townId, followUp.ticketId, followUp.kind], set: owed })
    .returning({ id: followUp.id });
  const values = { number, name: reporter.name, phone: resolved.phone ?? reporter.phone ?? "", until: dueAt.toISOString() };
  work.tell(
    caller,
    { kind: "text", key: "told-call-owed", values, buttons: "follow-up", subject: row?.id ?? 0 },
    { ticketId: resolved.id },
  );
  if (handler)
    work.tell(handler, { kind: "text", key: "told-call-arranged", values: { number, name: caller.name } }, { ticketId: resolved.id });
  return caller;
}

/** What came of a call: what the villager says of it, or that nobody was reached. */
export type Heard = Rating | "unreached";

/** What the villager said when somebody called: satisfied or fair ends the matter, unsatisfied reopens it one level up. */
export async function recordCallBack(work: Work, actor: Actor, found: Ticket, heard: Heard, said: string): Promise<Ticket | Refusal> {
  if (!said.trim()) return refuse("reason-missing");
  const changed = await changeTicket(work, found, { by: actor, note: said, ...(await changeBy(work, found, heard)) });
  if (isRefusal(changed)) return changed;
  if (heard === "unreached") await tryAgain(work, changed);
  else await endCall(work, changed, said);
  const values = { number: changed.number, name: actor.name, note: said };
  if (heard === "unreached") await tellHandlers(work, found, { kind: "text", key: "told-call-failed", values });
  else await tellHandlers(work, found, { kind: "text", key: "told-called-back", values: { ...values, rating: heard }, buttons: "open" });
  if (heard === "unsatisfied") await giveToSuperior(work, changed);
  if (changed.state === "closed") await oweVisitAfterDispute(work, changed);
  return changed;
}

async function changeBy(work: Work, found: Ticket, heard: Heard): Promise<Pick<Change, "action" | "patch" | "subjectId">> {
  if (heard === "unreached") return { action: "call_note" };
  const patch = { rating: heard, ratedBy: "call" as const };
  if (heard !== "unsatisfied") return { action: "call_back", patch: { ...patch, closedAt: work.now } };
  const level = Math.min(found.level + 1, 2);
  const superior = await findSuperior(work, found, level);
  return {
    action: "call_reopen",
    ...(superior ? { subjectId: superior.id } : {}),
    patch: {
      ...patch,
      level,
      reopenCount: found.reopenCount + 1,
      responsibleId: superior?.id ?? found.responsibleId,
      acceptedAt: null,
      resolvedAt: null,
      doubtedAt: null,
    },
  };
}

async function giveToSuperior(work: Work, reopened: Ticket) {
  const superior = reopened.responsibleId === null ? undefined : await findPerson(work, reopened.responsibleId);
  if (superior) await giveCard(work, reopened, superior);
}

async function endCall(work: Work, found: Ticket, note: string) {
  await work.tx.update(followUp).set({ doneAt: work.now, note }).where(openCall(work, found));
}

/** The call stays owed, for another day. */
async function tryAgain(work: Work, found: Ticket) {
  const dueAt = addTerm(work.now, { workingDays: callTriesAfterDays }, work.zone);
  await work.tx.update(followUp).set({ dueAt, remindedAt: null }).where(openCall(work, found));
}

/** Whether a person without the bot was never asked: then silence says nothing, as long as there is somebody who could ask. */
export async function isUnasked(work: Work, found: Ticket): Promise<boolean> {
  if (!(await isWithoutBot(work, found)) || !(await findCaller(work, found))) return false;
  const { rows } = await work.tx.execute(sql`select 1 from ${ticketEvent} where ${ticketEvent.townId} = ${work.townId}
    and ${ticketEvent.ticketId} = ${found.id} and ${ticketEvent.action} = 'call_note' and ${ticketEvent.at} >= ${(found.resolvedAt ?? found.createdAt).toISOString()} limit 1`);
  return rows.length === 0;
}

/** Its time is over and nobody has asked: the person who owes the call is reminded, and so is who works on it; it stays open. */
export async function askForCall(work: Work, found: Ticket): Promise<NonNullable<Change["patch"]>> {
  await oweCall(work, found);
  await tellHandlers(work, found, { kind: "text", key: "told-call-missing", values: { number: found.number }, buttons: "open" });
  return { deadline: addTerm(work.now, { calendarDays: confirmDays }, work.zone) };
}
