import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { webhookDelivery, webhookTarget } from "../../database/schema/programs.ts";
import { ticket, ticketEvent } from "../../database/schema/tickets.ts";
import type { TicketAction } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { type Actor, findHolders } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { readTarget } from "./address.ts";
import { maxDeliveriesShown, maxTargets } from "./limits.ts";
import { newSecret } from "./sign.ts";

export type Target = typeof webhookTarget.$inferSelect;
export type TargetListed = Pick<Target, "id" | "url" | "madeAt" | "failingSince"> & { sent: number; waiting: number };
export type Logged = { at: Date; number: number; action: TicketAction; state: string; status: number | null; failure: string | null };

const live = (work: Work) => and(eq(webhookTarget.townId, work.townId), isNull(webhookTarget.endedAt));
const ofTarget = (work: Work, id: number) => and(eq(webhookDelivery.townId, work.townId), eq(webhookDelivery.targetId, id));

/** Those that are told, with how much went there. */
export const findTargets = (work: Work): Promise<TargetListed[]> =>
  work.tx
    .select({
      id: webhookTarget.id,
      url: webhookTarget.url,
      madeAt: webhookTarget.madeAt,
      failingSince: webhookTarget.failingSince,
      sent: sql<number>`(count(*) filter (where ${webhookDelivery.state} = 'sent'))::int`,
      waiting: sql<number>`(count(*) filter (where ${webhookDelivery.state} = 'pending'))::int`,
    })
    .from(webhookTarget)
    .leftJoin(webhookDelivery, and(eq(webhookDelivery.townId, webhookTarget.townId), eq(webhookDelivery.targetId, webhookTarget.id)))
    .where(live(work))
    .groupBy(webhookTarget.townId, webhookTarget.id, webhookTarget.url, webhookTarget.madeAt, webhookTarget.failingSince)
    .orderBy(asc(webhookTarget.id));

/** @returns the secret by which what is told is signed, to be shown once */
export async function addTarget(work: Work, actor: Actor, typed: string, privateHosts: readonly string[]): Promise<string | Refusal> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  const url = readTarget(typed.trim(), privateHosts);
  if (isRefusal(url)) return url;
  const targets = await findTargets(work);
  if (targets.length >= maxTargets) return refuse("too-many", { most: maxTargets });
  if (targets.some((one) => one.url === url.href)) return refuse("name-taken", { name: url.href });
  const secret = newSecret();
  await work.tx.insert(webhookTarget).values({ townId: work.townId, url: url.href, secret, madeBy: actor.id, madeAt: work.now });
  await noteAlways(work, actor.id, "webhook added", url.href);
  return secret;
}

export async function removeTarget(work: Work, actor: Actor, id: number): Promise<Refusal | undefined> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  const ended = await endTarget(work, id);
  if (!ended) return refuse("not-found");
  await noteAlways(work, actor.id, "webhook removed", ended.url);
  return undefined;
}

/** It is told nothing any more, nor what still waits; its secret is forgotten. */
export async function endTarget(work: Work, id: number): Promise<Target | undefined> {
  const [ended] = await work.tx
    .update(webhookTarget)
    .set({ endedAt: work.now, secret: "" })
    .where(and(live(work), eq(webhookTarget.id, id)))
    .returning();
  if (!ended) return undefined;
  await work.tx
    .update(webhookDelivery)
    .set({ state: "failed" })
    .where(and(ofTarget(work, id), eq(webhookDelivery.state, "pending")));
  return ended;
}

/** Days of failure: it is ended, and the admins hear so. */
export async function giveUp(work: Work, { id, url }: Target) {
  await endTarget(work, id);
  await noteAlways(work, null, "webhook given up", url);
  for (const admin of await findHolders(work, "admin")) work.tell(admin, { kind: "text", key: "told-webhook-given-up", values: { url } });
}

/** The newest of what was told to a target. */
export const findLog = (work: Work, id: number): Promise<Logged[]> =>
  work.tx
    .select({
      at: webhookDelivery.at,
      number: ticket.number,
      action: ticketEvent.action,
      state: webhookDelivery.state,
      status: webhookDelivery.status,
      failure: webhookDelivery.failure,
    })
    .from(webhookDelivery)
    .innerJoin(ticket, and(eq(ticket.townId, webhookDelivery.townId), eq(ticket.id, webhookDelivery.ticketId)))
    .innerJoin(
      ticketEvent,
      and(
        eq(ticketEvent.townId, webhookDelivery.townId),
        eq(ticketEvent.ticketId, webhookDelivery.ticketId),
        eq(ticketEvent.seq, webhookDelivery.seq),
      ),
    )
    .where(and(ofTarget(work, id), ne(webhookDelivery.state, "withheld")))
    .orderBy(desc(webhookDelivery.id))
    .limit(maxDeliveriesShown);
