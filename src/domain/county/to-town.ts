import { and, eq } from "drizzle-orm";
import type { CountyNews, LetterBody } from "../../database/county-values.ts";
import { handedFrom } from "../../database/schema/county.ts";
import type { Work } from "../../database/work.ts";
import { findStations } from "../places/places.ts";
import type { Change, Ticket } from "../tickets/change.ts";
import type { Said } from "../tickets/pass.ts";
import { fileFor, placeFor, writeLetter } from "./letters.ts";

export type From = typeof handedFrom.$inferSelect;

/** Of which town's matter a ticket of the county came. */
export async function findFrom(work: Work, { id, handedFromTown }: Pick<Ticket, "id" | "handedFromTown">): Promise<From | undefined> {
  if (handedFromTown === null) return undefined;
  const [found] = await work.tx
    .select()
    .from(handedFrom)
    .where(and(eq(handedFrom.townId, work.townId), eq(handedFrom.ticketId, id)));
  return found;
}

/** What becomes of a ticket of the county that a town handed up, as far as the town must know. */
export async function tellTown(work: Work, next: Ticket, { action, by, note = "" }: Change) {
  const what = newsBy.get(action);
  if (action !== "decline" && !what) return;
  const from = await findFrom(work, next);
  if (!from) return;
  const write = (body: LetterBody) => writeLetter(work, from.fromTownId, body);
  if (!what) return write({ kind: "declined", request: from.request, reason: note });
  const until = (action === "escalate" ? next.deadline : next.resolveBy)?.toISOString() ?? "";
  const name = by === "clock" ? "" : by.name;
  // Before the reason of a later date stands from when until when.
  const reason = action === "extend" ? note.replace(/^\S* → \S+ ?/, "") : note;
  const news: CountyNews = { what, name: await officeName(work, next, name), until, reason };
  await write({ kind: "news", request: from.request, news });
}

const newsBy: ReadonlyMap<Change["action"], CountyNews["what"]> = new Map([
  ["accept", "accepted"],
  ["take_over", "accepted"],
  ["extend", "extended"],
  ["extend_petition", "extended"],
  ["refuse_extension", "extension-refused"],
  ["escalate", "escalated"],
] as const);

/** Whose word it is: the office's, by the person who says it. */
export async function officeName(work: Work, { stationId }: Ticket, name = ""): Promise<string> {
  const station = stationId === null ? undefined : (await findStations(work)).find(({ id }) => id === stationId);
  return [station?.name, name].filter(Boolean).join(" ");
}

/** An answer, a question or the result: it goes to the town, whose bot the villager has. @returns whose matter it is */
export async function sayToTown(
  work: Work,
  ticket: Ticket,
  said: Pick<Said, "body" | "attachment" | "pin">,
  as: { kind: "answer"; isQuestion: boolean; by: string } | { kind: "done"; by: string },
): Promise<From | undefined> {
  const from = await findFrom(work, ticket);
  if (!from) return undefined;
  const { body, attachment, pin } = said;
  const file = attachment ? { attachment: fileFor(work, from.fromTownId, attachment) } : {};
  const passing = { body, name: await officeName(work, ticket, as.by), ...file, ...(pin ? { pin: placeFor(pin) } : {}) };
  const { request } = from;
  await writeLetter(
    work,
    from.fromTownId,
    as.kind === "done" ? { kind: "done", request, said: passing } : { kind: "answer", request, said: passing, isQuestion: as.isQuestion },
  );
  return from;
}
