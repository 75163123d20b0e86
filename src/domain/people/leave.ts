import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Actor, changePerson, findActor, type Person } from "./person.ts";

/**
 * 请假: until then, new tickets go to the deputy; what is in hand stays in hand.
 *
 * @param days calendar days, today included; 0 ends the leave
 * @returns the deputy, or undefined when the leave ended
 */
export async function takeLeave(work: Work, actor: Actor, days: number, deputyId?: number): Promise<Person | Refusal | undefined> {
  if (days <= 0) {
    await changePerson(work, actor.id, { onLeaveUntil: null, deputyId: null });
    return undefined;
  }
  const deputy = deputyId === undefined ? undefined : await findActor(work, deputyId);
  if (!deputy?.grants.length || deputy.id === actor.id) return refuse("nobody-there");
  const onLeaveUntil = addTerm(work.now, { calendarDays: days - 1 }, work.zone);
  await changePerson(work, actor.id, { onLeaveUntil, deputyId: deputy.id });
  work.tell(deputy, { kind: "text", key: "told-deputy", values: { name: actor.name, until: onLeaveUntil.toISOString() } });
  return deputy;
}
