import { tallyLine } from "../domain/surveys/outcome.ts";
import type { PlaceResult, Result } from "../domain/surveys/results.ts";
import { escapeHtml, text } from "./texts.ts";

/** How a survey was answered, question by question. */
export function resultLines(language: string, { replies, atDoor, tallies, isTooFew }: Result): string[] {
  const counted = text(language, "survey-count", { count: replies, door: atDoor });
  if (isTooFew) return [counted, text(language, "survey-too-few")];
  return [counted, ...tallies.map((one) => `・${escapeHtml(tallyLine(one))}`)];
}

/** The same for a village, or one of its groups. */
export function placeLines(language: string, { village, group, replies, tallies, isTooFew }: PlaceResult): string[] {
  const values = { place: group === null ? village : `${village} ${group || "—"}`, count: replies };
  if (isTooFew) return [text(language, "survey-place-few", values)];
  return [
    text(language, group === null ? "survey-village" : "survey-group", values),
    ...tallies.map((one) => `　${escapeHtml(tallyLine(one))}`),
  ];
}
