import { and, asc, eq, isNull } from "drizzle-orm";
import { person, roleGrant, villageGroup } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { findStations, findVillages } from "../places/places.ts";
import { findAllCategories } from "../tickets/categories.ts";
import { headings, kindWords, orgSheetNames, roleWords, type SheetRows, termsWords, writeFields, yes } from "./sheets.ts";

/** The town as it is today, as the sheets of its workbook. */
export async function describeOrg(work: Work): Promise<SheetRows[]> {
  const villages = await findVillages(work);
  const stations = await findStations(work);
  const groups = await work.tx.select().from(villageGroup).where(eq(villageGroup.townId, work.townId)).orderBy(asc(villageGroup.id));
  const grants = await work.tx
    .select({ grant: roleGrant, name: person.name })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .where(and(eq(roleGrant.townId, work.townId), isNull(roleGrant.revokedAt)))
    .orderBy(asc(roleGrant.id));
  const nameOf = (all: readonly { id: number; name: string }[], id: number | null) => all.find((one) => one.id === id)?.name ?? "";
  const places = villages.flatMap(({ id, name }) => {
    const own = groups.filter(({ villageId }) => villageId === id);
    return own.length ? own.map((group) => [name, group.name]) : [[name, ""]];
  });
  const ties = grants.map(({ grant, name }) => [
    grant.personId,
    name,
    roleWords[grant.role],
    nameOf(villages, grant.villageId),
    nameOf(stations, grant.stationId),
    grant.isHead ? yes : "",
  ]);
  const categories = (await findAllCategories(work)).map((one) => [
    kindWords[one.kind],
    one.name,
    one.nameEn,
    one.emoji,
    nameOf(stations, one.stationId),
    termsWords[one.terms as keyof typeof termsWords] ?? termsWords.standard,
    one.keywords.join("、"),
    one.guide ?? "",
    writeFields(one.fields),
    one.atHome ? yes : "",
    one.toDiscipline ? yes : "",
    one.hidden ? yes : "",
  ]);
  return [
    { sheet: orgSheetNames.places, rows: [[...headings.places], ...places] },
    { sheet: orgSheetNames.stations, rows: [[...headings.stations], ...stations.map(({ name }) => [name])] },
    { sheet: orgSheetNames.ties, rows: [[...headings.ties], ...ties] },
    { sheet: orgSheetNames.categories, rows: [[...headings.categories], ...categories] },
  ];
}
