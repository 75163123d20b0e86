import { and, eq, sql } from "drizzle-orm";
import type { LetterBody } from "../../database/county-values.ts";
import { letter } from "../../database/schema/county.ts";
import type { Work } from "../../database/work.ts";
import type { Timer } from "../timer.ts";
import { hearAnnouncement } from "./announce.ts";
import { readInCounty, type ToCounty } from "./in-county.ts";
import { readInTown, type ToTown } from "./in-town.ts";
import { noteJoined, noteParted } from "./membership.ts";

/**
 * What other towns have written, one letter after the other for each matter, each in a transaction of its own: the letter is gone when what
 * it says is done. One that cannot be read keeps only those of its own matter waiting.
 */
export const letterTimer: Timer = {
  road: "letter",
  due: ({ townId }) => sql`select l.id, l.at as due_at from letter l where l.town_id = ${townId} and not exists (
    select from letter e where e.town_id = ${townId} and e.from_town_id = l.from_town_id
      and e.body->>'request' = l.body->>'request' and e.id < l.id)`,
  upcoming: () => sql`select null::timestamptz as at where false`,
  fire: readLetter,
  nameOf: async (work, id) => (await findLetter(work, id))?.body.kind ?? "",
};

const byId = (work: Work, id: number) => and(eq(letter.townId, work.townId), eq(letter.id, id));

async function findLetter(work: Work, id: number) {
  const [found] = await work.tx.select().from(letter).where(byId(work, id));
  return found;
}

async function readLetter(work: Work, id: number): Promise<boolean> {
  const [found] = await work.tx.select().from(letter).where(byId(work, id)).for("update", { skipLocked: true });
  if (!found) return false;
  await act(work, found.fromTownId, found.body);
  work.write(work.tx.delete(letter).where(byId(work, id)));
  return true;
}

async function act(work: Work, fromTownId: number, body: LetterBody): Promise<void> {
  if (body.kind === "joined") return noteJoined(work, fromTownId);
  if (body.kind === "parted") return noteParted(work, fromTownId);
  if (body.kind === "announce") return hearAnnouncement(work, fromTownId, body);
  if (isToTown(body)) return readInTown(work, body);
  return readInCounty(work, fromTownId, body);
}

const toTown: ReadonlySet<LetterBody["kind"]> = new Set<ToTown["kind"]>(["taken", "news", "answer", "done", "declined"]);
const isToTown = (body: ToTown | ToCounty): body is ToTown => toTown.has(body.kind);
