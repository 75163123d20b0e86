import type { Work } from "../../database/work.ts";
import { findAlarmWords } from "../alarms/town-words.ts";
import { findTies } from "../people/ties.ts";
import { findAllGroups, findStations, findVillages } from "../places/places.ts";
import { findAllCategories } from "../tickets/categories.ts";
import { findOwnRules } from "../tickets/town-rules.ts";
import { alarmKindWords, headings, kindWords, orgSheetNames, roleWords, type SheetRows, termsWords, writeFields, yes } from "./sheets.ts";

/** The town as it is today, as the sheets of its workbook. */
export async function describeOrg(work: Work): Promise<SheetRows[]> {
  const villages = await findVillages(work);
  const stations = await findStations(work);
  const groups = await findAllGroups(work);
  const nameOf = (all: readonly { id: number; name: string }[], id: number | null) => all.find((one) => one.id === id)?.name ?? "";
  const places = villages.flatMap(({ id, name }) => {
    const own = groups.filter(({ villageId }) => villageId === id);
    return own.length ? own.map((group) => [name, group.name]) : [[name, ""]];
  });
  const ties = (await findTies(work)).map(({ grant, name, village, group, station }) => [
    grant.personId,
    name,
    roleWords[grant.role],
    village,
    group,
    station,
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
  const rules = (await findOwnRules(work)).map((rule) => [
    rule.kind === null ? "" : kindWords[rule.kind],
    rule.category,
    rule.village,
    rule.station,
    rule.toPersonId ?? "",
    rule.person,
  ]);
  const words = (await findAlarmWords(work)).map(({ kind, word }) => [alarmKindWords[kind], word]);
  return [
    { sheet: orgSheetNames.places, rows: [[...headings.places], ...places] },
    { sheet: orgSheetNames.stations, rows: [[...headings.stations], ...stations.map(({ name }) => [name])] },
    { sheet: orgSheetNames.ties, rows: [[...headings.ties], ...ties] },
    { sheet: orgSheetNames.categories, rows: [[...headings.categories], ...categories] },
    { sheet: orgSheetNames.rules, rows: [[...headings.rules], ...rules] },
    { sheet: orgSheetNames.alarmWords, rows: [[...headings.alarmWords], ...words] },
  ];
}
