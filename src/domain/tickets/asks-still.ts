import { and, eq, or, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { NoticeButtons } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findActor } from "../people/person.ts";
import { type Asking, isAsking, isNoticeOf } from "./asked.ts";
import { isCardOf, isFollowed, relationsTo, type Ticket } from "./change.ts";
import { findLastExtension } from "./extend.ts";
import { type Action, mayTake, nextState, type Relation } from "./lifecycle.ts";

/** A copy of something about a ticket in somebody's chat, by its outbox row. */
type Copy = { id: number; ticketId: number; personId: number };

const actionsOf: Record<Asking, readonly Action[]> = {
  accept: ["accept", "take_over"],
  rate: ["confirm"],
  solved: ["doubt"],
  veto: ["refuse_extension"],
};

/**
 * What may be pressed below a notice at this moment: what it asks, as long as it can be answered and nothing newer asks the same. One that
 * asked to be taken opens the matter afterwards.
 */
export async function buttonsNow(work: Work, copy: Copy, buttons: NoticeButtons): Promise<NoticeButtons | undefined> {
  if (!isAsking(buttons)) return buttons;
  const [found, reader, isNewest] = await Promise.all([
    work.tx.query.ticket.findFirst({ where: and(eq(ticket.townId, work.townId), eq(ticket.id, copy.ticketId)) }),
    findActor(work, copy.personId),
    isNewestAsking(work, copy, buttons),
  ]);
  if (!found || !reader || !isNewest) return undefined;
  const relations = await relationsTo(work, reader, found);
  const isAsked = actionsOf[buttons].some((action) => mayTake(action, relations) && nextState(action, found.state) !== undefined);
  if (isAsked && (buttons !== "veto" || (await findLastExtension(work, found)))) return buttons;
  return buttons === "accept" && isReader(relations) ? "open" : undefined;
}

const isReader = (relations: readonly Relation[]) => relations.length > 0;

/** Where somebody is asked to take an emergency, and nowhere else in their chat: not on the card above it either. */
export const isAskedBelow = async (work: Work, { kind, state }: Ticket, copy: Copy): Promise<boolean> =>
  kind === "emergency" && state === "assigned" && (await isFollowed(work, copy, isNotice(work, copy, "accept")));

const isNotice = (work: Work, { ticketId }: Copy, buttons: Asking) =>
  and(isNoticeOf(work, ticketId), sql`${outbox.notice}->>'buttons' = ${buttons}`);

/** A card has 接单 as well. */
async function isNewestAsking(work: Work, copy: Copy, buttons: Asking): Promise<boolean> {
  const notices = isNotice(work, copy, buttons);
  return !(await isFollowed(work, copy, buttons === "accept" ? or(notices, isCardOf(work, copy.ticketId)) : notices));
}
