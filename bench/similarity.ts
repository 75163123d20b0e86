import { isSimilar, type Matter } from "../src/domain/tickets/similar.ts";
import { labelledReports } from "./similar-reports.ts";

export type Quality = { pairs: number; same: number; precision: number; recall: number; wrong: string[] };

type Report = Matter & { group: string };

/**
 * Precision and recall of "looks like the same matter" on the labelled reports: pairs of one matter, and pairs of one category.
 *
 * @param half the threshold was chosen on the even matters; the odd ones were not looked at for it
 */
export function measureSimilarity(half: "chosen on" | "held out"): Quality {
  const ofHalf = labelledReports.filter((_, index) => (index % 2 === 0) === (half === "chosen on"));
  const reports: Report[] = ofHalf.flatMap(({ category, matter, reports: all }) =>
    all.map((given) => {
      const [description, placeText] = typeof given === "string" ? [given, null] : given;
      return { group: matter, description, placeText, latitude: null, longitude: null, categoryId: category };
    }),
  );
  const wrong: string[] = [];
  const counts = { pairs: 0, same: 0, found: 0, foundRight: 0 };
  for (const [index, a] of reports.entries()) {
    for (const b of reports.slice(index + 1)) {
      if (a.categoryId !== b.categoryId) continue;
      const isSame = a.group === b.group;
      const isFound = isSimilar(a, b);
      counts.pairs += 1;
      if (isSame) counts.same += 1;
      if (isFound) counts.found += 1;
      if (isFound && isSame) counts.foundRight += 1;
      if (isFound !== isSame) wrong.push(`${isSame ? "missed" : "mistaken"}: ${a.description} | ${b.description}`);
    }
  }
  return {
    pairs: counts.pairs,
    same: counts.same,
    precision: counts.foundRight / counts.found,
    recall: counts.foundRight / counts.same,
    wrong,
  };
}
