import type { OwnAlarmWord } from "../../alarms/hear.ts";
import { findAlarmWords, keepAlarmWord, readAlarmWord, removeAlarmWord } from "../../alarms/town-words.ts";
import { maxAlarmWordCharacters, maxAlarmWords, minAlarmWordCharacters } from "../../limits.ts";
import { alarmKindWords, orgSheetNames, valueFor } from "../sheets.ts";
import { type Cells, differs, type Plan, say, wrong } from "./plan.ts";

/** The town's own words of danger are exactly what the sheet says. */
export async function planAlarmWords(plan: Plan, rows: Cells[] | undefined) {
  if (!rows) return;
  const wanted = new Map<string, OwnAlarmWord>();
  for (const cells of rows) {
    const [kind, word] = [valueFor(alarmKindWords, cells.cell("种类")), readAlarmWord(cells.cell("词"))];
    if (!kind) wrong(plan, "alarmWords", cells, say("wrong-alarm-kind", { words: Object.values(alarmKindWords).join("、") }));
    else if (!word)
      wrong(plan, "alarmWords", cells, say("wrong-alarm-length", { least: minAlarmWordCharacters, most: maxAlarmWordCharacters }));
    else if (wanted.has(word)) wrong(plan, "alarmWords", cells, say("wrong-twice", { name: word }));
    else wanted.set(word, { kind, word });
  }
  if (wanted.size > maxAlarmWords) {
    plan.errors.push({ sheet: orgSheetNames.alarmWords, row: maxAlarmWords + 2, reason: say("wrong-most-words", { most: maxAlarmWords }) });
  }
  const before = new Map((await findAlarmWords(plan.work)).map((one) => [one.word, one]));
  for (const { word, kind } of before.values()) {
    if (wanted.has(word)) continue;
    differs(plan, "alarmWords", "-", `${alarmKindWords[kind]} ${word}`);
    plan.steps.push(() => removeAlarmWord(plan.work, word));
  }
  for (const one of wanted.values()) {
    const known = before.get(one.word);
    if (known?.kind === one.kind) continue;
    differs(plan, "alarmWords", known ? "~" : "+", `${alarmKindWords[one.kind]} ${one.word}`);
    plan.steps.push(() => keepAlarmWord(plan.work, one));
  }
}
