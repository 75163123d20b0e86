import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { builtOnce } from "../../database/built-once.ts";
import { person, standingHelper } from "../../database/schema/people.ts";
import type { Attachment, ConsentWay } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { maxHelped } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { hashOf, newCode } from "./codes.ts";
import { type Actor, findActor, isStaff, type Person } from "./person.ts";

export type Consent = { way: ConsentWay; proof?: Attachment | undefined };
export type Helper = { id: number; name: string | null; consent: ConsentWay; recordedBy: string | null; at: Date };
/** For whom somebody may report. */
export type Helped = { id: number; personId: number; name: string };

/**
 * Writes down that a person without the bot allowed somebody to report for them (代报人), and how they said so.
 *
 * @returns the code of the link by which the helper makes themselves known; it works once
 */
export async function recordConsent(work: Work, actor: Actor, of: Pick<Person, "id">, { way, proof }: Consent): Promise<string | Refusal> {
  // Signed means that there is something to see.
  if (way === "signed" && !proof) return refuse("consent-unseen");
  const code = newCode();
  await work.tx.insert(standingHelper).values({
    townId: work.townId,
    personId: of.id,
    codeHash: hashOf(code),
    consent: way,
    proof: proof ?? null,
    recordedBy: actor.id,
    at: work.now,
  });
  await noteAlways(work, actor.id, "helper allowed", `${way} person ${of.id}`);
  return code;
}

/** The helper opens the link. Somebody in office writes down what they hear in their own name. */
export async function becomeHelper(work: Work, actor: Actor, code: string): Promise<Helped | Refusal> {
  const ofCode = and(eq(standingHelper.townId, work.townId), eq(standingHelper.codeHash, hashOf(code)), isNull(standingHelper.revokedAt));
  const [found] = await work.tx.select().from(standingHelper).where(ofCode).for("update");
  if (!found) return refuse("bad-code");
  if (isStaff(actor)) return refuse("helper-in-office");
  if ((await findHelped(work, actor)).some(({ personId }) => personId === found.personId)) return refuse("already-member");
  await work.tx.update(standingHelper).set({ helperId: actor.id, codeHash: null }).where(ofCode);
  const helped = await findActor(work, found.personId);
  return { id: found.id, personId: found.personId, name: helped?.name ?? "—" };
}

const inForce = (work: Work) => and(eq(standingHelper.townId, work.townId), isNull(standingHelper.revokedAt));

const helpedQuery = builtOnce((queries) =>
  queries
    .select({ id: standingHelper.id, personId: standingHelper.personId, name: person.name })
    .from(standingHelper)
    .innerJoin(person, and(eq(person.townId, standingHelper.townId), eq(person.id, standingHelper.personId)))
    .where(
      and(
        eq(standingHelper.townId, sql.placeholder("townId")),
        isNull(standingHelper.revokedAt),
        eq(standingHelper.helperId, sql.placeholder("helperId")),
      ),
    )
    .orderBy(standingHelper.id)
    .limit(maxHelped)
    .prepare("find_helped"),
);

/** For whom somebody may report now. */
export const findHelped = (work: Work, helper: Pick<Actor, "id">): Promise<Helped[]> =>
  helpedQuery(work.tx).execute({ townId: work.townId, helperId: helper.id });

/** The person for whom somebody may report; a refusal when the consent was taken back meanwhile. */
export async function findHelpedActor(work: Work, helper: Actor, personId: number): Promise<Actor | Refusal> {
  const isAllowed = (await findHelped(work, helper)).some((one) => one.personId === personId);
  return (isAllowed ? await findActor(work, personId) : undefined) ?? refuse("not-yours");
}

/** Who may report for a person, and who wrote that down. */
export function findHelpers(work: Work, of: Pick<Person, "id">): Promise<Helper[]> {
  const [helper, recorder] = [alias(person, "helper"), alias(person, "recorder")];
  return work.tx
    .select({
      id: standingHelper.id,
      name: helper.name,
      consent: standingHelper.consent,
      recordedBy: recorder.name,
      at: standingHelper.at,
    })
    .from(standingHelper)
    .leftJoin(helper, and(eq(helper.townId, standingHelper.townId), eq(helper.id, standingHelper.helperId)))
    .leftJoin(recorder, and(eq(recorder.townId, standingHelper.townId), eq(recorder.id, standingHelper.recordedBy)))
    .where(and(inForce(work), eq(standingHelper.personId, of.id)))
    .orderBy(desc(standingHelper.id))
    .limit(maxHelped);
}

/** Takes the consent back: the helper by themselves, or the person who may speak with the person, which the caller has asked. */
export async function endHelp(work: Work, actor: Actor, id: number, of?: Pick<Person, "id">): Promise<Refusal | undefined> {
  const whose = of ? eq(standingHelper.personId, of.id) : and(eq(standingHelper.helperId, actor.id), isNotNull(standingHelper.helperId));
  const ended = await work.tx
    .update(standingHelper)
    .set({ revokedAt: work.now, revokedBy: actor.id, codeHash: null })
    .where(and(inForce(work), eq(standingHelper.id, id), whose))
    .returning({ helperId: standingHelper.helperId });
  if (!ended.length) return refuse("not-found");
  await noteAlways(work, actor.id, "helper ended", String(id));
  const helper = ended[0]?.helperId ? await findActor(work, ended[0].helperId) : undefined;
  if (helper && helper.id !== actor.id) work.tell(helper, { kind: "text", key: "told-help-ended", values: {} });
  return undefined;
}
