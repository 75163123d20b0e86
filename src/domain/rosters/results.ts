import { DateTime } from "luxon";
import type { TextKey } from "../../../locales/text-key.ts";
import { type NotServedReason, notServedReasons } from "../../database/values.ts";
import { isSpelled, type Spellings, type Word } from "../org/sheets.ts";
import type { Served } from "./rosters.ts";

/** What a printed line can be ticked as. */
const outcomes = ["done", "postponed", ...notServedReasons] as const;
type Outcome = (typeof outcomes)[number];
const isReason = (outcome: Outcome): outcome is NotServedReason => outcome !== "done" && outcome !== "postponed";

export const outcomeWord = (outcome: Outcome): TextKey =>
  isReason(outcome) ? `why-${outcome}` : outcome === "done" ? "cell-result-done" : "entry-postponed";
/** Other ways to write the same. */
const alsoSaid = (outcome: Outcome) => `cell-result-also-${outcome}` as const;

const emptyBox = "□";
const mark = /([□☐▢○☑☒✓✔√■▣])/;
const isTick = (sign: string) => !"□☐▢○".includes(sign);

/** `□办好 □改期 …`, to be ticked with a pen or in a table. */
export const boxes = (word: Word) => outcomes.map((outcome) => `${emptyBox}${word(outcomeWord(outcome))}`).join(" ");

/** What became of somebody, as a cell says it. @returns undefined for an empty one */
export function readOutcome(spellings: Spellings, cell: string): Outcome | "unclear" | undefined {
  const said = mark.test(cell) ? tickedIn(cell) : [cell.trim()];
  if (said.length > 1) return "unclear";
  const [one] = said;
  if (one === undefined || one === "") return undefined;
  return outcomes.find((outcome) => isSaid(spellings, outcome, one)) ?? "unclear";
}

function isSaid(spellings: Spellings, outcome: Outcome, said: string): boolean {
  const also = spellings(alsoSaid(outcome)).flatMap((listed) => listed.split(","));
  return isSpelled(spellings, outcomeWord(outcome), said) || also.includes(said.toLowerCase());
}

/** The words of the boxes that are ticked, the tick in the box's place or behind its word; a tick alone is 办好. */
function tickedIn(cell: string): string[] {
  const [before = "", ...parts] = cell.split(mark).map((part) => part.trim());
  const pairs = parts.flatMap((sign, index) => (index % 2 ? [] : [{ sign, label: parts[index + 1] ?? "" }]));
  return pairs.flatMap(({ sign, label }, index) => {
    if (!isTick(sign)) return [];
    const ahead = index === 0 ? before : pairs[index - 1]?.label;
    return [label || ahead || "√"];
  });
}

/** Year, month and day, with a sign or a character between them. */
const written = /^(?:(\d{4})\s*[-/.\p{L}]\s*)?(\d{1,2})\s*[-/.\p{L}]\s*(\d{1,2})\s*\p{L}?(?:\s.*)?$/u;

/** The day in a cell, at noon; without a year the one that is nearest. @returns undefined for an empty one */
export function readDay(cell: string, now: Date, zone: string): Date | "unclear" | undefined {
  if (!cell) return undefined;
  const [, year, month, day] = written.exec(cell.normalize("NFKC")) ?? [];
  if (!month || !day) return "unclear";
  const today = DateTime.fromJSDate(now, { zone });
  const in_ = (ofYear: number) => DateTime.fromObject({ year: ofYear, month: Number(month), day: Number(day), hour: 12 }, { zone });
  const found = (year ? [Number(year)] : [today.year - 1, today.year, today.year + 1])
    .map(in_)
    .filter(({ isValid }) => isValid)
    .toSorted((a, b) => Math.abs(a.diff(today).toMillis()) - Math.abs(b.diff(today).toMillis()));
  return found[0]?.toJSDate() ?? "unclear";
}

/** An outcome, with the day that was written beside it, as what is written down of an entry. */
export function servedBy(outcome: Outcome, day: Date | undefined): Pick<Served, "state" | "why" | "nextAt" | "at"> {
  if (outcome === "postponed") return { state: "postponed", nextAt: day };
  return { state: outcome === "done" ? "done" : "moved", why: isReason(outcome) ? outcome : undefined, at: day };
}
