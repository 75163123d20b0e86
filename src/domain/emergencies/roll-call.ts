import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { rollCall, rollCallAnswer } from "../../database/schema/emergencies.ts";
import { outbox } from "../../database/schema/messaging.ts";
import { person } from "../../database/schema/people.ts";
import { priorities, type Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import { type Actor, eachOnce, findHolders, findLeadersOf, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { isInItsChat } from "../tickets/change.ts";

export type RollCall = typeof rollCall.$inferSelect;
export type RollCallList = {
  call: RollCall;
  safe: number;
  asked: number;
  /** Those who need help first, then those who have not answered. */
  open: { name: string; phone: string | null; needsHelp: boolean; isBlocked: boolean }[];
};

/**
 * 平安确认: asks everybody of a village whether they are safe, and gives a list that stays up to date to the one who asks and to the
 * village's cadres and leaders.
 *
 * @returns how many were asked
 */
export async function callRoll(work: Work, by: Actor, villageId: number, body: string): Promise<number | Refusal> {
  if (!mayUse(by, "rollcall")) return refuse("not-yours");
  const refusal = await permit(work, by, "call_roll", { villageId });
  if (refusal) return refusal;
  const people = await work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(person)
    .where(and(eq(person.townId, work.townId), eq(person.villageId, villageId)));
  if (!people.length) return refuse("nobody-there");
  const [call] = await work.tx.insert(rollCall).values({ townId: work.townId, villageId, askedBy: by.id, body, at: work.now }).returning();
  const { id } = call as RollCall;
  await work.tx.insert(rollCallAnswer).values(people.map((one) => ({ townId: work.townId, rollCallId: id, personId: one.id })));
  const about = { priority: priorities.answer };
  for (const one of people) {
    work.tell(one, { kind: "text", key: "told-roll-call", values: { body }, buttons: "safe", subject: id }, about);
  }
  const watchers: Person[] = [by, ...(await findHolders(work, "cadre", { villageId })), ...(await findLeadersOf(work, villageId))];
  for (const watcher of eachOnce(watchers)) work.tell(watcher, { kind: "roll", rollCallId: id }, about);
  return people.length;
}

/** One tap: safe, or in need of help. Who needs help is told to everybody who watches the list. */
export async function answerRoll(work: Work, actor: Actor, rollCallId: number, isSafe: boolean): Promise<Refusal | undefined> {
  const [answered] = await work.tx
    .update(rollCallAnswer)
    .set({ isSafe, at: work.now })
    .where(and(eq(rollCallAnswer.townId, work.townId), eq(rollCallAnswer.rollCallId, rollCallId), eq(rollCallAnswer.personId, actor.id)))
    .returning();
  if (!answered) return refuse("not-yours");
  const lists = await findLists(work, rollCallId);
  for (const { chatId, personId, id } of lists) {
    const notice = { kind: "roll" as const, rollCallId };
    work.send({ chatId, personId, notice, editsId: id, priority: priorities.notification });
    if (isSafe || personId === null) continue;
    const values = { name: actor.name, phone: actor.phone ?? "" };
    work.tell({ id: personId, telegramId: chatId }, { kind: "text", key: "told-needs-help", values }, { priority: priorities.answer });
  }
  return undefined;
}

const findLists = (work: Work, rollCallId: number) =>
  work.tx
    .select({
      id: outbox.id,
      chatId: outbox.chatId,
      personId: outbox.personId,
    })
    .from(outbox)
    .where(
      and(
        eq(outbox.townId, work.townId),
        sql`${outbox.notice}->>'kind' = 'roll'`,
        sql`(${outbox.notice}->>'rollCallId')::bigint = ${rollCallId}`,
        isNull(outbox.editsId),
        isInItsChat(),
      ),
    );

/** The list as it is now. */
export async function findRollCall(work: Work, id: number): Promise<RollCallList | undefined> {
  const [call] = await work.tx
    .select()
    .from(rollCall)
    .where(and(eq(rollCall.townId, work.townId), eq(rollCall.id, id)));
  if (!call) return undefined;
  const answers = await work.tx
    .select({ isSafe: rollCallAnswer.isSafe, name: person.name, phone: person.phone, blockedAt: person.blockedAt })
    .from(rollCallAnswer)
    .innerJoin(person, and(eq(person.townId, rollCallAnswer.townId), eq(person.id, rollCallAnswer.personId)))
    .where(and(eq(rollCallAnswer.townId, work.townId), eq(rollCallAnswer.rollCallId, id)))
    .orderBy(desc(sql`${rollCallAnswer.isSafe} is false`), asc(person.id));
  const open = answers.filter(({ isSafe }) => isSafe !== true);
  return {
    call,
    asked: answers.length,
    safe: answers.length - open.length,
    open: open.map(({ name, phone, isSafe, blockedAt }) => ({ name, phone, needsHelp: isSafe === false, isBlocked: blockedAt !== null })),
  };
}
