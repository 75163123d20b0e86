import { and, eq } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { person } from "../database/schema/people.ts";
import type { TicketKind } from "../database/values.ts";
import { inOneTransaction, type Moment, type Work } from "../database/work.ts";
import { dayMs, hourMs, minuteMs } from "../domain/durations.ts";
import { type Actor, findActor } from "../domain/people/person.ts";
import { isRefusal } from "../domain/refusal.ts";
import { accept } from "../domain/tickets/accept.ts";
import { findAllCategories, kindsBeside } from "../domain/tickets/categories.ts";
import { lockTicket, type Ticket } from "../domain/tickets/change.ts";
import { fireNextTimer } from "../domain/tickets/clock.ts";
import { extend } from "../domain/tickets/extend.ts";
import { ask, reply } from "../domain/tickets/messages.ts";
import { confirm, resolve } from "../domain/tickets/resolve.ts";
import { submitReport } from "../domain/tickets/submit.ts";
import { decline, withdraw } from "../domain/tickets/withdraw.ts";
import { awake, inOffice, reportedAt } from "./hours.ts";
import type { DemoTicket } from "./township.ts";

/** Between one thing that happens to a ticket and the next. */
const breathMs = 6 * minuteMs;

/** When a ticket of the demo was reported, by the town's clock: at an hour at which people write. */
export const begunAt = ({ daysAgo, by, text }: DemoTicket, { now, zone }: Moment): Date => reportedAt(now, zone, daysAgo, by + text.length);

/** The month before has no messages; nobody's phone should ring for it. */
export const quiet = (work: Work): Work => ({ ...work, send: () => {}, tell: () => {} });

/** Hours after the report; somebody in office does it, unless it says who. */
type Scene = {
  after: number;
  by?: "villager";
  act: (work: Work, ticket: Ticket, people: { reporter: Actor; handler: Actor }) => Promise<unknown>;
};

const said = (body: string) => ({ body, source: { chatId: 0, messageId: 0 } });

const accepted: Scene = { after: 1, act: (work, ticket, { handler }) => accept(work, handler, ticket) };

/** What takes a surveyor and a season takes a later date, with its reason. */
const extended: Scene = {
  after: 30,
  act: (work, ticket, { handler }) => extend(work, handler, ticket, new Date(work.now.getTime() + 120 * dayMs), "要等测绘，已告诉双方"),
};
const answered: Scene = { after: 2, act: (work, ticket, { handler }) => reply(work, handler, ticket, said("收到，我下午过去看。")) };

const resolved = (result: string): Scene => ({
  after: 20,
  act: (work, ticket, { handler }) => resolve(work, handler, ticket, said(result)),
});

const rated = (rating: "satisfied" | "fair" | "unsatisfied"): Scene => ({
  after: 24,
  by: "villager",
  act: (work, ticket, { reporter }) => confirm(work, reporter, ticket, rating, rating === "unsatisfied" ? "还是老样子" : ""),
});

async function adminOf(work: Work): Promise<Actor> {
  return actorOf(work, 700000103);
}

/** What happens in each story, with hours after the report. */
const stories: Record<DemoTicket["story"], (result: string) => Scene[]> = {
  new: () => [],
  accepted: () => [accepted],
  extended: () => [accepted, extended],
  answered: () => [accepted, answered],
  asked: () => [
    accepted,
    { after: 3, act: (work, ticket, { handler }) => ask(work, handler, ticket, said("家里几口人？有没有住院单据？")) },
  ],
  resolved: (result) => [accepted, answered, resolved(result)],
  silent: (result) => [accepted, answered, resolved(result)],
  satisfied: (result) => [accepted, answered, resolved(result), rated("satisfied")],
  fair: (result) => [accepted, answered, resolved(result), rated("fair")],
  reopened: (result) => [
    accepted,
    answered,
    resolved(result),
    rated("unsatisfied"),
    { ...accepted, after: 26 },
    { ...resolved("换了整条进户线，雨天试过不跳了。"), after: 60 },
    { ...rated("satisfied"), after: 70 },
  ],
  withdrawn: () => [{ after: 0.2, by: "villager", act: (work, ticket, { reporter }) => withdraw(work, reporter, ticket) }],
  declined: () => [
    {
      after: 5,
      act: async (work, ticket) => decline(work, await adminOf(work), ticket, "属于村民自治，请找村委会商量，镇里可以派人指导。"),
    },
  ],
};

export async function actorOf(work: Work, telegramId: number): Promise<Actor> {
  const found = await work.tx.query.person.findFirst({ where: and(eq(person.townId, work.townId), eq(person.telegramId, telegramId)) });
  const actor = found && (await findActor(work, found.id));
  if (!actor) throw new Error(`The demo township has no person ${telegramId}`);
  return actor;
}

export async function play(database: Database, moment: Moment, told: DemoTicket) {
  const begun = begunAt(told, moment);
  const at = (now: Date): Moment => ({ ...moment, now: now < moment.now ? now : moment.now });
  const ticketId = await inOneTransaction(database, at(begun), (work) => submitDemo(quiet(work), told));
  let before = begun;
  for (const { after, by, act } of stories[told.story](told.result ?? "")) {
    const earliest = new Date(Math.max(begun.getTime() + after * hourMs, before.getTime() + breathMs));
    // What cannot wait for the morning does not.
    const when = told.kind === "emergency" ? earliest : by === "villager" ? awake(earliest, moment.zone) : inOffice(earliest, moment.zone);
    if (when > moment.now) break;
    before = when;
    await inOneTransaction(database, at(when), async (work) => {
      const ticket = (await lockTicket(work, ticketId)) as Ticket;
      const handler = ticket.responsibleId === null ? undefined : await findActor(work, ticket.responsibleId);
      const outcome = await act(quiet(work), ticket, { reporter: await actorOf(work, told.by), handler: handler as Actor });
      if (isRefusal(outcome)) throw new Error(`The demo's story "${told.text}" is refused: ${outcome.refused}`);
    });
  }
  // Silence ends some of them; the clock of those days does it.
  if (told.story === "silent")
    await inOneTransaction(database, at(new Date(before.getTime() + 8 * dayMs)), (work) => fireNextTimer(quiet(work)));
}

async function submitDemo(work: Work, told: DemoTicket): Promise<number> {
  const reporter = await actorOf(work, told.by);
  const kinds = kindsBeside(told.kind ?? "problem");
  const isOfKind = (kind: TicketKind) => (told.kind ? kind === told.kind : kinds.includes(kind));
  const category = (await findAllCategories(work)).find(
    (one) => isOfKind(one.kind) && (told.kind === "emergency" || one.name === told.category),
  );
  if (!category || reporter.villageId === null) throw new Error(`The demo's ticket "${told.text}" has no category or village`);
  const submitted = await submitReport(work, reporter, {
    draftId: `demo-${told.by}-${told.daysAgo}-${told.category}`,
    categoryId: category.id,
    villageId: reporter.villageId,
    description: told.text,
    attachments: [],
    place: told.place ? { text: told.place } : undefined,
    phone: reporter.phone ?? undefined,
    confidential: false,
    parties: told.parties ?? [],
  });
  if (isRefusal(submitted)) throw new Error(`The demo's ticket "${told.text}" is refused: ${submitted.refused}`);
  return submitted.ticket.id;
}
