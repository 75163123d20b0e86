import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { findStations, findTown, findVillages } from "../places/places.ts";
import { countFacts, type FactKey } from "./facts.ts";
import { type Counted, countAll, countOverTime, type Share, shareByCategory, shareByVillage } from "./figures.ts";
import { type Period, periodBefore } from "./period.ts";
import type { Scope } from "./scope.ts";

/** What a picture of figures shows. */
export type Gathered = {
  town: string;
  where: Where;
  period: Period;
  counted: Counted;
  /** In the period before. */
  receivedBefore: number;
  overTime: Awaited<ReturnType<typeof countOverTime>>;
  villages: Share[];
  categories: Share[];
  /** As long as `ages`. */
  lateByAge: number[];
  facts: Record<FactKey, number>;
};
/** What the figures are about, by name; `isOwn`: also, or only, what is in the reader's hands. */
export type Where = { names: string[]; isOwn: boolean; isTown: boolean };
export type Chosen = { scope: Scope; period: Period; villageId?: number | undefined };

/** Everything that one picture shows, of what its reader may count. */
export async function gatherFigures(work: Work, reader: Actor, chosen: Chosen): Promise<Gathered> {
  const { period } = chosen;
  const before = periodBefore(period, work.now, work.zone);
  const [town, where, { counted, lateByAge }, overTime, villages, categories, facts] = await Promise.all([
    findTown(work),
    findWhere(work, chosen),
    countAll(work, reader, chosen),
    countOverTime(work, reader, chosen, before),
    shareByVillage(work, reader, chosen),
    shareByCategory(work, reader, chosen),
    countFacts(work, reader, period, chosen),
  ]);
  const receivedBefore = overTime.before.reduce((sum, { received }) => sum + received, 0);
  return { town: town?.name ?? "", where, period, counted, receivedBefore, overTime, villages, categories, lateByAge, facts };
}

export async function findWhere(work: Work, { scope, villageId }: Pick<Chosen, "scope" | "villageId">): Promise<Where> {
  const [villages, stations] = [await findVillages(work), await findStations(work)];
  if (villageId !== undefined)
    return { names: villages.filter(({ id }) => id === villageId).map(({ name }) => name), isOwn: false, isTown: false };
  if (scope === "town") return { names: [], isOwn: false, isTown: true };
  const names = [
    ...villages.filter(({ id }) => scope.villageIds.includes(id)),
    ...stations.filter(({ id }) => scope.stationIds.includes(id)),
  ].map(({ name }) => name);
  return { names, isOwn: scope.personId !== undefined, isTown: false };
}
