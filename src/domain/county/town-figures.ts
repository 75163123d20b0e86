import { and, eq } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { inTown, type Work } from "../../database/work.ts";
import type { FigureKey } from "../figures/figure-table.ts";
import { type Counted, countFigures, listFigure } from "../figures/figures.ts";
import { type Gathered, gatherFigures } from "../figures/gather.ts";
import type { Period } from "../figures/period.ts";
import { mayLookAtTown } from "../figures/scope.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { findTown } from "../places/places.ts";
import type { ListPage } from "../tickets/find.ts";
import { findMembers, type Member } from "./membership.ts";

/** Who leads the county or sets it up counts what its towns do; nobody else, and no town another's. */
export const mayCountTowns = (reader: Actor): boolean => mayUse(reader, "stats") && mayLookAtTown(reader);

export type OfTown = { town: Member; counted: Counted };

/** Each town's figures of a period, those with most overdue first. */
export async function countTowns(work: Work, reader: Actor, period: Period): Promise<OfTown[]> {
  if (!mayCountTowns(reader)) return [];
  const members = await findMembers(work);
  const all = await Promise.all(
    members.map((town) =>
      asStranger(work, reader, town.id, async (there, stranger) => ({
        town,
        counted: await countFigures(there, stranger, { scope: "town", period }),
      })),
    ),
  );
  return all.toSorted((a, b) => b.counted.overdue - a.counted.overdue || b.counted.received - a.counted.received || a.town.id - b.town.id);
}

/** What the picture of one town's figures shows. @returns undefined when it is no town of this county, or not for this reader */
export async function gatherTown(work: Work, reader: Actor, townId: number, period: Period): Promise<Gathered | undefined> {
  const town = await findTheirs(work, reader, townId);
  if (!town) return undefined;
  const gathered = await asStranger(work, reader, townId, (there, stranger) => gatherFigures(there, stranger, { scope: "town", period }));
  const county = (await findTown(work))?.name ?? "";
  return { ...gathered, town: county, where: { names: [town.name], isOwn: false, isTown: false } };
}

/** The tickets behind one of a town's numbers; of each only the number, the category, the state and the deadline are for the county to read. */
export async function listTown(
  work: Work,
  reader: Actor,
  townId: number,
  { key, period, page }: { key: FigureKey; period: Period; page: number },
): Promise<(ListPage & { town: Member }) | undefined> {
  const town = await findTheirs(work, reader, townId);
  if (!town) return undefined;
  const list = await asStranger(work, reader, townId, (there, stranger) =>
    listFigure(there, stranger, key, { scope: "town", period }, page),
  );
  return { ...list, town };
}

/** Whether there is anything of that for this reader. */
export const hasTowns = async (work: Work, reader: Actor): Promise<boolean> =>
  mayCountTowns(reader) && (await findMembers(work)).length > 0;

const findTheirs = async (work: Work, reader: Actor, townId: number): Promise<Member | undefined> =>
  mayCountTowns(reader) ? (await findMembers(work)).find(({ id }) => id === townId) : undefined;

/** As somebody without any role in that town; what is about them, or kept from them, there is in no number that they see. */
const asStranger = <T>(work: Work, reader: Actor, townId: number, look: (there: Work, stranger: Actor) => Promise<T>): Promise<T> =>
  inTown(work, townId, async (there) => {
    const [same] = await there.tx
      .select({ id: person.id })
      .from(person)
      .where(and(eq(person.townId, there.townId), eq(person.telegramId, reader.telegramId)));
    return look(there, { ...reader, id: same?.id ?? 0, grants: [] });
  });
