import { alarmKinds } from "../../../database/values.ts";
import type { OwnAlarmWord } from "../../alarms/hear.ts";
import { findAlarmWords, keepAlarmWord, readAlarmWord, removeAlarmWord } from "../../alarms/town-words.ts";
import { maxAlarmWordCharacters, maxAlarmWords, minAlarmWordCharacters } from "../../limits.ts";
import { alarmWord, valueFor } from "../sheets.ts";
import { differs, type FoundSheet, type Plan, say, wrong } from "./plan.ts";

const kinds = [...alarmKinds, "harmless"] as const;

/** The town's own words of danger are exactly what the sheet says. */
export async function planAlarmWords(plan: Plan, sheet: FoundSheet<"alarm_kind" | "word"> | undefined) {
  if (!sheet) return;
  const wanted = new Map<string, OwnAlarmWord>();
  for (const cells of sheet.rows) {
    const [kind, word] = [valueFor(plan.spellings, kinds, alarmWord, cells.cell("alarm_kind")), readAlarmWord(cells.cell("word"))];
    if (!kind) wrong(plan, sheet, cells, say("wrong-alarm-kind", { words: kinds.map(alarmWord) }));
    else if (!word) wrong(plan, sheet, cells, say("wrong-alarm-length", { least: minAlarmWordCharacters, most: maxAlarmWordCharacters }));
    else if (wanted.has(word)) wrong(plan, sheet, cells, say("wrong-twice", { name: word }));
    else wanted.set(word, { kind, word });
  }
  if (wanted.size > maxAlarmWords) {
    plan.errors.push({ sheet: sheet.name, row: maxAlarmWords + 2, reason: say("wrong-most-words", { most: maxAlarmWords }) });
  }
  const before = new Map((await findAlarmWords(plan.work)).map((one) => [one.word, one]));
  for (const { word, kind } of before.values()) {
    if (wanted.has(word)) continue;
    differs(plan, sheet, "-", [{ word: alarmWord(kind) }, word]);
    plan.steps.push(() => removeAlarmWord(plan.work, word));
  }
  for (const one of wanted.values()) {
    const known = before.get(one.word);
    if (known?.kind === one.kind) continue;
    differs(plan, sheet, known ? "~" : "+", [{ word: alarmWord(one.kind) }, one.word]);
    plan.steps.push(() => keepAlarmWord(plan.work, one));
  }
}
