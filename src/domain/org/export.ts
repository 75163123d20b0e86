import { termsNames } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findAlarmWords } from "../alarms/town-words.ts";
import { findTies } from "../people/ties.ts";
import { findAllGroups, findStations, findVillages } from "../places/places.ts";
import { findAllCategories } from "../tickets/categories.ts";
import { findOwnRules } from "../tickets/town-rules.ts";
import { alarmWord, kindWord, orgColumns, orgSheets, roleWord, termsWord, type Word, type WorkbookSheet, writeFields } from "./sheets.ts";

/** The town as it is today, as the sheets of its workbook. */
export async function describeOrg(work: Work, word: Word): Promise<WorkbookSheet[]> {
  const yesIf = (is: boolean) => (is ? word("cell-yes") : "");
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
    word(roleWord(grant.role)),
    village,
    group,
    station,
    yesIf(grant.isHead),
  ]);
  const categories = (await findAllCategories(work)).map((one) => [
    word(kindWord(one.kind)),
    one.name,
    one.nameEn,
    one.emoji,
    nameOf(stations, one.stationId),
    word(termsWord(termsNames.find((name) => name === one.terms) ?? "standard")),
    one.keywords.join("、"),
    one.guide ?? "",
    writeFields(one.fields, word),
    yesIf(one.atHome),
    yesIf(one.toDiscipline),
    yesIf(one.hidden),
  ]);
  const rules = (await findOwnRules(work)).map((rule) => [
    rule.kind === null ? "" : word(kindWord(rule.kind)),
    rule.category,
    rule.village,
    rule.station,
    rule.toPersonId ?? "",
    rule.person,
  ]);
  const alarmWords = (await findAlarmWords(work)).map((one) => [word(alarmWord(one.kind)), one.word]);
  const rowsOf = { places, stations: stations.map(({ name }) => [name]), ties, categories, rules, alarm_words: alarmWords };
  return orgSheets.map((sheet) => ({ sheet, columns: orgColumns[sheet], rows: rowsOf[sheet] }));
}
