import { and, eq, isNull } from "drizzle-orm";
import type { HandedUp } from "../../database/county-values.ts";
import { handedUp } from "../../database/schema/county.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { findVillage } from "../places/places.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findCategory } from "../tickets/categories.ts";
import { type Clock, changeTicket, type Ticket } from "../tickets/change.ts";
import { findGiven, tellHandlers, tellReporter } from "../tickets/recipients.ts";
import { namesReporter } from "../tickets/visibility.ts";
import { counterpartOf } from "./counterpart.ts";
import { fileFor, placeFor, writeLetter } from "./letters.ts";
import { findAbove } from "./membership.ts";
import { findOffices, type Office, type OtherTown } from "./other-town.ts";

/** To whom a matter can be handed up: the county itself, which finds the office by the category, and each of its offices. */
export async function findAddressees(work: Work): Promise<{ county: OtherTown; offices: Office[] } | Refusal> {
  const county = await findAbove(work);
  return county ? { county, offices: await findOffices(work, county.id) } : refuse("county-none");
}

/** Why a matter cannot be handed up just now. */
export async function whyNotUp(work: Work, ticket: Ticket): Promise<Refusal | undefined> {
  if (ticket.handedUpId !== null) return refuse("county-has-it", { number: ticket.number });
  return (await findAbove(work)) && ticket.handedFromTown === null ? undefined : refuse("county-none");
}

/**
 * 上报县里: the county gets a matter of its own; the person who is responsible here stays so, with their deadline (首接负责).
 *
 * @param by who hands it up; the clock where it was overdue at the town's highest level
 * @param stationId a county office; undefined: whose business it is by the county's own routing
 */
export async function handUp(
  work: Work,
  by: Actor | Clock,
  ticket: Ticket,
  { stationId, reason }: { stationId?: number | undefined; reason: string },
): Promise<{ name: string } | Refusal> {
  const refusal = await whyNotUp(work, ticket);
  if (refusal) return refusal;
  const found = await findAddressees(work);
  if (isRefusal(found)) return found;
  const office = stationId === undefined ? undefined : found.offices.find(({ id }) => id === stationId);
  if (stationId !== undefined && !office) return refuse("not-found");
  const name = office?.name ?? found.county.name;
  const counterpart = await counterpartOf(work, found.county.id, office?.id ?? 0, name);
  const [row] = await work.tx
    .insert(handedUp)
    .values({
      townId: work.townId,
      ticketId: ticket.id,
      countyId: found.county.id,
      counterpartId: counterpart.id,
      state: "open",
      askedAt: work.now,
    })
    .returning({ id: handedUp.id });
  const request = (row as { id: number }).id;
  const note = reason ? `${name}：${reason}` : name;
  const changed = await changeTicket(work, ticket, {
    action: "hand_up",
    by,
    note,
    subjectId: counterpart.id,
    patch: { handedUpId: request },
  });
  if (isRefusal(changed)) {
    await work.tx.delete(handedUp).where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, request)));
    return changed;
  }
  const matter = await describe(work, changed, found.county.id);
  const addressed = { reason, isOverdue: by === "clock", ...(office ? { stationId: office.id } : {}) };
  await writeLetter(work, found.county.id, { kind: "hand_up", request, matter: { ...matter, ...addressed } });
  const values = { number: changed.number, name };
  await tellReporter(work, changed, { kind: "text", key: "told-handed-up", values });
  await tellHandlers(
    work,
    changed,
    { kind: "text", key: by === "clock" ? "told-handed-up-overdue" : "told-handed-up-handler", values, buttons: "open" },
    by === "clock" ? undefined : by.id,
  );
  return { name };
}

type Described = Omit<HandedUp, "reason" | "isOverdue" | "stationId">;

/** What the county is told of it; of whom it is, nothing where that is confidential. */
async function describe(work: Work, ticket: Ticket, countyId: number): Promise<Described> {
  const [category, village, given, responsible, keptFrom] = await Promise.all([
    findCategory(work, ticket.categoryId),
    findVillage(work, ticket.villageId),
    findGiven(work, ticket),
    ticket.responsibleId === null ? undefined : findPerson(work, ticket.responsibleId),
    accountsOf(work, [...(ticket.keptFrom ?? []), ...(ticket.aboutId === null ? [] : [ticket.aboutId])]),
  ]);
  const { latitude, longitude } = ticket;
  const { reporter } = given;
  return {
    ticketId: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    category: category?.name ?? "",
    place: ticket.placeText ?? "",
    villageName: village?.name ?? "",
    description: ticket.description,
    said: ticket.said,
    ...(latitude !== null && longitude !== null ? { pin: { latitude, longitude } } : {}),
    responsible: responsible?.name ?? "—",
    responsiblePhone: responsible?.phone ?? "",
    confidential: ticket.confidential,
    ...(reporter && namesReporter(ticket) ? whose(ticket, reporter) : {}),
    fields: namesReporter(ticket) ? ticket.fields : [],
    files: given.said.map(({ message: { body, attachment, pin } }) => ({
      body,
      attachment: attachment && fileFor(work, countyId, attachment),
      pin: pin && placeFor(pin),
    })),
    keptFrom,
  };
}

function whose(ticket: Ticket, reporter: Person): Pick<HandedUp, "name" | "phone"> {
  const phone = ticket.phone ?? reporter.phone;
  return { name: ticket.beneficiary ?? reporter.name, ...(phone ? { phone } : {}) };
}

/** From whom it is kept, as Telegram knows them: they may be people of the county as well. */
async function accountsOf(work: Work, ids: readonly number[]): Promise<number[]> {
  const people = await Promise.all(ids.map((id) => findPerson(work, id)));
  return people.flatMap((one) => (one && one.telegramId > 0 ? one.telegramId : []));
}

export type Handed = typeof handedUp.$inferSelect;

/** How a matter stands with the county. */
export async function findHanded(work: Work, request: number): Promise<Handed | undefined> {
  const [found] = await work.tx
    .select()
    .from(handedUp)
    .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, request)));
  return found;
}

/** The matter with the county by which it is said there. */
export async function changeHanded(work: Work, request: number, patch: Partial<typeof handedUp.$inferInsert>) {
  await work.tx
    .update(handedUp)
    .set(patch)
    .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, request), isNull(handedUp.endedAt)));
}
