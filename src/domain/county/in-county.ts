import { and, eq, sql } from "drizzle-orm";
import type { HandedUp, LetterBody, Passing } from "../../database/county-values.ts";
import { handedFrom } from "../../database/schema/county.ts";
import { person } from "../../database/schema/people.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findActor, findHolders, leadersOfTown } from "../people/person.ts";
import { eraseContentOf } from "../privacy/erase-rows.ts";
import { isRefusal } from "../refusal.ts";
import { type Category, findAllCategories } from "../tickets/categories.ts";
import { changeTicket, lockTicket, refreshCards, type Ticket } from "../tickets/change.ts";
import { chase } from "../tickets/chase.ts";
import { add } from "../tickets/messages.ts";
import { tellHandlers } from "../tickets/recipients.ts";
import { confirm } from "../tickets/resolve.ts";
import { submitReport } from "../tickets/submit.ts";
import { withdraw } from "../tickets/withdraw.ts";
import { writeLetter } from "./letters.ts";
import { welcomeTown } from "./membership.ts";
import { officeName } from "./to-town.ts";

/** What towns write to their county, and what the county does by it: always by the same deeds as a person in the chat of the county's bot. */
export type ToCounty = Extract<
  LetterBody,
  { kind: "hand_up" | "said" | "rated" | "chased" | "withdrawn" | "merged" | "responsible" | "erased" }
>;

export async function readInCounty(work: Work, fromTownId: number, body: ToCounty): Promise<void> {
  if (body.kind === "hand_up") return take(work, fromTownId, body.request, body.matter);
  const found = await findTheirs(work, fromTownId, body.request);
  if (!found) return;
  const { ticket, town } = found;
  switch (body.kind) {
    case "said":
      return hear(work, town, ticket, body.said);
    case "rated":
      return rate(work, town, ticket, body);
    case "chased":
      return void (await chase(work, town, ticket));
    case "withdrawn":
      return void (await withdraw(work, town, ticket, { reason: body.reason }));
    case "merged":
      return changeFrom(work, ticket, { theirNumber: body.number });
    case "responsible":
      return changeFrom(work, ticket, { responsible: body.name, responsiblePhone: body.phone });
    case "erased":
      return eraseContentOf(work, [ticket.id]);
  }
}

/** The ticket of a town's asking, locked, and the town as its reporter. */
async function findTheirs(work: Work, fromTownId: number, request: number): Promise<{ ticket: Ticket; town: Actor } | undefined> {
  const [from] = await work.tx
    .select({ ticketId: handedFrom.ticketId })
    .from(handedFrom)
    .where(and(eq(handedFrom.townId, work.townId), eq(handedFrom.fromTownId, fromTownId), eq(handedFrom.request, request)));
  const ticket = from && (await lockTicket(work, from.ticketId));
  const town = ticket && (await findActor(work, ticket.reporterId));
  return ticket && town ? { ticket, town } : undefined;
}

/** A matter of its own, by the county's own routing, or at the office that was named. A draft of this name becomes one ticket only. */
async function take(work: Work, fromTownId: number, request: number, matter: HandedUp) {
  const { villageId, reporter, name } = await welcomeTown(work, fromTownId);
  const category = nearest(await findAllCategories(work), matter);
  const words = matter.files.filter(({ attachment, pin, body }) => !attachment && !pin && body).map(({ body }) => body);
  const submitted = category
    ? await submitReport(work, reporter, {
        draftId: `town ${fromTownId} asks ${request}`,
        categoryId: category.id,
        villageId,
        description: [matter.description, ...words].filter(Boolean).join("\n"),
        attachments: matter.files.flatMap(({ attachment, body }) =>
          attachment ? { ...attachment, sourceMessageId: 0, ...(body ? { caption: body } : {}) } : [],
        ),
        pins: matter.files.flatMap(({ pin, body }) => (pin ? { ...pin, sourceMessageId: 0, text: body } : [])),
        place: { text: [matter.villageName, matter.place].filter(Boolean).join(" "), ...matter.pin },
        phone: matter.phone,
        confidential: matter.confidential,
        keptFrom: await peopleOf(work, matter.keptFrom),
        toStationId: matter.stationId,
        beneficiary: matter.name,
        fields: matter.fields,
        via: `${name} #${matter.number}`,
        from: {
          fromTownId,
          request,
          theirNumber: matter.number,
          villageName: matter.villageName,
          responsible: matter.responsible,
          responsiblePhone: matter.responsiblePhone,
        },
      })
    : { refused: "not-found" as const };
  if (isRefusal(submitted)) return writeLetter(work, fromTownId, { kind: "declined", request, reason: "" });
  const { ticket, responsible } = submitted;
  if (matter.reason)
    await tellHandlers(work, ticket, {
      kind: "text",
      key: "told-town-reason",
      values: { number: ticket.number, name, reason: matter.reason },
    });
  if (matter.isOverdue) await tellLeaders(work, ticket, name);
  const office = await officeName(work, ticket);
  await writeLetter(work, fromTownId, { kind: "taken", request, number: ticket.number, office, responsible: responsible.name });
}

/** What the town could not do in time is the county leaders' to know. */
async function tellLeaders(work: Work, ticket: Ticket, name: string) {
  if (ticket.confidential) return;
  for (const leader of leadersOfTown(await findHolders(work, "leader")))
    work.tell(
      leader,
      { kind: "text", key: "told-town-overdue", values: { number: ticket.number, name }, buttons: "open" },
      { ticketId: ticket.id },
    );
}

/** The county's category of that name and kind; otherwise what stands for everything else there. */
function nearest(all: readonly Category[], { kind, category }: HandedUp): Category | undefined {
  const shown = all.filter((one) => one.kind === kind && !one.hidden);
  return (
    all.find((one) => one.kind === kind && one.name === category) ??
    shown.find(({ name }) => name.includes("其他")) ??
    shown.at(-1) ??
    all.find((one) => one.kind === "problem" && !one.hidden)
  );
}

async function peopleOf(work: Work, telegramIds: readonly number[]): Promise<number[]> {
  if (!telegramIds.length) return [];
  const rows = await work.tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.townId, work.townId), sql`${person.telegramId} = any(${sql.param([...telegramIds])}::bigint[])`));
  return rows.map(({ id }) => id);
}

/** The villager, or who is responsible in the town, says more, or answers the county's question. */
async function hear(work: Work, town: Actor, ticket: Ticket, { name, ...said }: Passing) {
  await add(work, { ...town, name: [town.name, name].filter(Boolean).join(" ") }, ticket, { ...said, source: nowhere });
}

/** No chat of the county's bot. */
const nowhere = { chatId: 0, messageId: 0 };

/** The villager's word on the outcome in the town is the word on the county's work too; silence there ends it here. */
async function rate(work: Work, town: Actor, ticket: Ticket, { rating, note }: Extract<LetterBody, { kind: "rated" }>) {
  if (ticket.state !== "resolved") {
    // The town has solved it before the county did: there is nothing left to do.
    if (rating === "unsatisfied") return note ? hear(work, town, ticket, { body: note, name: "" }) : undefined;
    return void (await withdraw(work, town, ticket, { key: "told-town-solved" }));
  }
  if (rating) return void (await confirm(work, town, ticket, rating, note));
  await changeTicket(work, ticket, { action: "confirm", by: "clock", patch: { closedAt: work.now } });
}

async function changeFrom(work: Work, ticket: Ticket, patch: Partial<typeof handedFrom.$inferInsert>) {
  await work.tx
    .update(handedFrom)
    .set(patch)
    .where(and(eq(handedFrom.townId, work.townId), eq(handedFrom.ticketId, ticket.id)));
  await refreshCards(work, ticket);
}
