import { and, eq, isNull, sql } from "drizzle-orm";
import { webhookDelivery, webhookTarget } from "../../database/schema/programs.ts";
import { category, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { firstCharacters } from "../characters.ts";
import { hourMs, minuteMs } from "../durations.ts";
import { isToldToPrograms } from "../tickets/visibility.ts";
import type { Timer } from "../timer.ts";
import { taskOf } from "../town-number.ts";
import { givenUpAfterHours, leaseMinutes, maxFailureCharacters, pausesMinutes } from "./limits.ts";
import { giveUp, type Target } from "./targets.ts";

/** Of the job engine; a trigger on the ledger asks for the first attempt, and the timer below for the others. */
export const deliverTask = "deliver_webhook";
export type Attempted = { deliveryId: number; tries: number };

/** What is sent: no person, no word, no place within the village. */
export type Delivery = { target: Target; messageId: string; body: string; tries: number };

const byId = (work: Work, id: number) => and(eq(webhookDelivery.townId, work.townId), eq(webhookDelivery.id, id));

/** In minutes, after so many attempts. */
const pauseAfter = (tries: number) => pausesMinutes[Math.min(tries, pausesMinutes.length) - 1] as number;

/**
 * Takes a delivery in hand. It is counted before it is tried: what a process dies of is tried again later, and not twice at once.
 *
 * @param tries how often it was tried when this attempt was asked for
 */
export async function takeDelivery(work: Work, { deliveryId, tries }: Attempted): Promise<Delivery | undefined> {
  const tryAt = new Date(work.now.getTime() + Math.max(pauseAfter(tries + 1), leaseMinutes) * minuteMs);
  const [taken] = await work.tx
    .update(webhookDelivery)
    .set({ tries: tries + 1, tryAt })
    .where(and(byId(work, deliveryId), eq(webhookDelivery.state, "pending"), eq(webhookDelivery.tries, tries)))
    .returning();
  if (!taken) return undefined;
  const [found] = await work.tx
    .select({ target: webhookTarget, event: ticketEvent, ticket, category, village: village.name })
    .from(ticketEvent)
    .innerJoin(ticket, and(eq(ticket.townId, ticketEvent.townId), eq(ticket.id, ticketEvent.ticketId)))
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .innerJoin(webhookTarget, and(eq(webhookTarget.townId, ticket.townId), eq(webhookTarget.id, taken.targetId)))
    .where(
      and(
        eq(ticketEvent.townId, work.townId),
        eq(ticketEvent.ticketId, taken.ticketId),
        eq(ticketEvent.seq, taken.seq),
        isNull(webhookTarget.endedAt),
      ),
    );
  if (!found || !isToldToPrograms(found.ticket)) {
    await work.tx.update(webhookDelivery).set({ state: "withheld" }).where(byId(work, deliveryId));
    return undefined;
  }
  const { event } = found;
  const body = JSON.stringify({
    type: `ticket.${event.action}`,
    timestamp: event.at.toISOString(),
    data: {
      number: found.ticket.number,
      kind: found.ticket.kind,
      category: found.category.name,
      village: found.village,
      from: event.fromState,
      state: event.toState,
      created_at: found.ticket.createdAt.toISOString(),
      resolve_by: found.ticket.resolveBy?.toISOString() ?? null,
    },
  });
  return { target: found.target, messageId: `msg_${work.townId}_${deliveryId}`, body, tries: tries + 1 };
}

/** What came of an attempt: the answer's status, or why there is none. */
export type Came = { status: number | null; failure?: string | undefined };
const isTaken = ({ status }: Came) => status !== null && status >= 200 && status < 300;

/** Writes down what came of it: the next attempt after a longer pause, and after days the end of the target. */
export async function noteDelivery(work: Work, deliveryId: number, { target, tries }: Delivery, came: Came) {
  const values = { status: came.status, failure: came.failure ? firstCharacters(came.failure, maxFailureCharacters) : null };
  const ofTarget = and(eq(webhookTarget.townId, work.townId), eq(webhookTarget.id, target.id));
  if (isTaken(came)) {
    await work.tx
      .update(webhookDelivery)
      .set({ ...values, state: "sent", doneAt: work.now })
      .where(byId(work, deliveryId));
    await work.tx.update(webhookTarget).set({ failingSince: null }).where(ofTarget);
    return;
  }
  const tryAt = new Date(work.now.getTime() + pauseAfter(tries) * minuteMs);
  const stillWaits = eq(webhookDelivery.state, "pending");
  await work.tx
    .update(webhookDelivery)
    .set({ ...values, tryAt })
    .where(and(byId(work, deliveryId), stillWaits));
  const [failing] = await work.tx
    .update(webhookTarget)
    .set({ failingSince: sql`coalesce(${webhookTarget.failingSince}, ${work.now.toISOString()}::timestamptz)` })
    .where(and(ofTarget, isNull(webhookTarget.endedAt)))
    .returning();
  const isLost = failing?.failingSince && work.now.getTime() - failing.failingSince.getTime() >= givenUpAfterHours * hourMs;
  if (failing && isLost) await giveUp(work, failing);
}

/** Gives a delivery back as if it had not been taken in hand: the process that had it is stopping, and another one makes the attempt. */
export async function leaveDelivery(work: Work, deliveryId: number, { tries }: Delivery) {
  const stillInHand = and(byId(work, deliveryId), eq(webhookDelivery.state, "pending"), eq(webhookDelivery.tries, tries));
  await work.tx
    .update(webhookDelivery)
    .set({ tries: tries - 1, tryAt: work.now })
    .where(stillInHand);
}

/** Asks the engine for what is to be tried again, and for what was asked for and never came. */
export const webhookTimer: Timer = {
  road: "webhook",
  due: ({ townId, now }) => sql`select id, try_at as due_at from webhook_delivery
    where town_id = ${townId} and state = 'pending' and try_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select try_at as at from webhook_delivery where town_id = ${townId} and state = 'pending'`,
  async fire(work, id) {
    const tryAt = new Date(work.now.getTime() + leaseMinutes * minuteMs);
    const due = and(
      byId(work, id),
      eq(webhookDelivery.state, "pending"),
      sql`${webhookDelivery.tryAt} <= ${work.now.toISOString()}::timestamptz`,
    );
    const [asked] = await work.tx.update(webhookDelivery).set({ tryAt }).where(due).returning();
    if (!asked) return false;
    const payload = JSON.stringify({ deliveryId: id, tries: asked.tries } satisfies Attempted);
    await work.tx.execute(sql`select graphile_worker.add_job(${taskOf(deliverTask, work.townId)}, ${payload}::json,
      queue_name => ${`webhook:${asked.targetId}`}, max_attempts => 1)`);
    return true;
  },
  nameOf: async (_work, id) => `webhook ${id}`,
};
