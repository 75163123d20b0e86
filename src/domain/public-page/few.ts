import { leastPublic } from "./limits.ts";

/**
 * Which counts strangers may be shown beside their sum: none under `least`, and besides those so many others that what the sum leaves over
 * tells of no single one. The others are the next ones in an order that does not hang on the counts: were they the smallest, anybody who
 * knows the rule could tell from what is shown how large they are at most. What is left out may be nothing, few or many.
 */
export function mayBeShown(counts: readonly number[], least = leastPublic): boolean[] {
  const shown = counts.map((count) => count >= least);
  const first = shown.indexOf(false);
  if (first < 0) return shown;
  for (let step = 1; step < counts.length && !isEnough(counts, shown, least); step += 1) shown[(first + step) % counts.length] = false;
  return shown;
}

/** One alone is the sum, a small sum is small for each of them, and one that is as large as few can make it is the same for each. */
function isEnough(counts: readonly number[], shown: readonly boolean[], least: number): boolean {
  const hidden = counts.filter((_, index) => !shown[index]);
  const sum = hidden.reduce((all, count) => all + count, 0);
  return hidden.length >= 2 && sum >= least && sum !== hidden.length * (least - 1);
}

/** A sum as strangers see it. */
export const shownSum = (sum: number, least = leastPublic): number | undefined => (sum < least ? undefined : sum);

/** A share between two whole percents. */
export type Band = readonly [from: number, to: number];
const steps = [5, 10, 20, 25, 50];

/**
 * A share in bands so broad that at least `least` counts lie in each: 3 of 200 unsolved are "95–100 %", and who subtracts finds nobody.
 *
 * @returns undefined where even halves would be narrower
 */
export function bandOf(part: number, whole: number, least = leastPublic): Band | undefined {
  const step = steps.find((one) => (whole * one) / 100 >= least);
  if (step === undefined) return undefined;
  const from = Math.min(Math.floor((100 * part) / (whole * step)) * step, 100 - step);
  return [from, from + step];
}
