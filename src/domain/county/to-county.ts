import { and, eq, inArray, isNull } from "drizzle-orm";
import type { HandedState, LetterBody } from "../../database/county-values.ts";
import { handedUp } from "../../database/schema/county.ts";
import type { Work } from "../../database/work.ts";
import { findPerson, type Person } from "../people/person.ts";
import { type Change, noteHanded, type Ticket } from "../tickets/change.ts";
import type { Said } from "../tickets/pass.ts";
import { fileFor, placeFor, writeLetter } from "./letters.ts";

type Handed = typeof handedUp.$inferSelect;
/** How a matter is over for the county when it is so in the town. */
const ends: ReadonlyMap<Change["action"], Handed["state"]> = new Map([
  ["confirm", "closed"],
  ["call_back", "closed"],
  ["withdraw", "withdrawn"],
  ["decline", "withdrawn"],
  // Who may know of it has changed: what the county has is no longer so.
  ["redirect", "withdrawn"],
] as const);

async function findOpen(work: Work, { handedUpId }: Ticket): Promise<Handed | undefined> {
  if (handedUpId === null) return undefined;
  const [found] = await work.tx
    .select()
    .from(handedUp)
    .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, handedUpId), isNull(handedUp.endedAt)));
  return found;
}

/** How a matter stands with the county, and by which name that is known here. */
export async function findHandedUp(
  work: Work,
  of: Ticket,
): Promise<{ name: string; theirNumber: number | null; state: HandedState } | undefined> {
  const handed = await findOpen(work, of);
  const office = handed && (await findPerson(work, handed.counterpartId));
  return handed && { name: office?.name ?? "—", theirNumber: handed.theirNumber, state: handed.state };
}

/** The county's office that has it, as a person of the town. */
export async function findOffice(work: Work, of: Ticket): Promise<Person | undefined> {
  const handed = await findOpen(work, of);
  return handed && findPerson(work, handed.counterpartId);
}

const end = (work: Work, { id }: Handed, state: Handed["state"]) =>
  work.write(
    work.tx
      .update(handedUp)
      .set({ state, endedAt: work.now })
      .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, id))),
  );

/** What becomes of a matter of the town that is with the county, as far as the county must know. */
export async function tellCounty(work: Work, before: Ticket, next: Ticket, change: Change) {
  const handed = await findOpen(work, before);
  if (!handed) return;
  const write = (body: LetterBody) => writeLetter(work, handed.countyId, body);
  const news = newsOf(handed.id, next, change);
  if (news) await write(news);
  if (change.action === "redirect") {
    await write({ kind: "erased", request: handed.id });
    await noteHanded(work, next, null);
  }
  const ended = ends.get(change.action);
  if (ended) return end(work, handed, ended);
  if (change.action === "reopen" || change.action === "call_reopen") reopened(work, handed);
  if (before.responsibleId !== next.responsibleId && next.responsibleId !== null) {
    const now = await findPerson(work, next.responsibleId);
    if (now) await write({ kind: "responsible", request: handed.id, name: now.name, phone: now.phone ?? "" });
  }
}

function newsOf(request: number, next: Ticket, { action, note = "", by }: Change): LetterBody | undefined {
  switch (action) {
    case "confirm":
    case "call_back":
      return { kind: "rated", request, rating: by === "clock" ? null : next.rating, note };
    case "reopen":
    case "call_reopen":
    case "insist":
      return { kind: "rated", request, rating: "unsatisfied", note };
    case "withdraw":
    case "decline":
    case "redirect":
      return { kind: "withdrawn", request, reason: note };
    case "chase":
      return { kind: "chased", request };
    default:
      return undefined;
  }
}

const reopened = (work: Work, { id }: Handed) =>
  work.write(
    work.tx
      .update(handedUp)
      .set({ state: "open" })
      .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, id))),
  );

/** What the villager, or who is responsible in the town, says goes up as well. @param name of who says it; nobody's where that is confidential */
export async function sayToCounty(work: Work, of: Ticket, said: Pick<Said, "body" | "attachment" | "pin">, name: string) {
  const handed = await findOpen(work, of);
  if (!handed) return;
  const { body, attachment, pin } = said;
  const file = attachment ? { attachment: fileFor(work, handed.countyId, attachment) } : {};
  await writeLetter(work, handed.countyId, {
    kind: "said",
    request: handed.id,
    said: { body, name, ...file, ...(pin ? { pin: placeFor(pin) } : {}) },
  });
}

/** 合并: what was handed up goes with the matter that this one became part of, unless the county has that one already. */
export async function mergeAtCounty(work: Work, from: Ticket, into: Ticket) {
  const handed = await findOpen(work, from);
  if (!handed) return;
  await noteHanded(work, from, null);
  if (into.handedUpId !== null) {
    await writeLetter(work, handed.countyId, { kind: "withdrawn", request: handed.id, reason: `#${into.number}` });
    return end(work, handed, "withdrawn");
  }
  await work.tx
    .update(handedUp)
    .set({ ticketId: into.id })
    .where(and(eq(handedUp.townId, work.townId), eq(handedUp.id, handed.id)));
  await noteHanded(work, into, handed.id);
  await writeLetter(work, handed.countyId, { kind: "merged", request: handed.id, number: into.number });
}

/** Its words were erased here; what the county has of them goes as well. */
export async function eraseAtCounty(work: Work, ticketIds: readonly number[]) {
  const rows = await work.tx
    .select({ id: handedUp.id, countyId: handedUp.countyId })
    .from(handedUp)
    .where(and(eq(handedUp.townId, work.townId), inArray(handedUp.ticketId, [...ticketIds])));
  for (const { id, countyId } of rows) await writeLetter(work, countyId, { kind: "erased", request: id });
}
