import type { Work } from "../../database/work.ts";
import { yuan } from "../door/care.ts";
import { findTown } from "../places/places.ts";
import { countFacts, type FactKey, factKeys, factTable, listFact, type Part, parts } from "./facts.ts";
import type { Period } from "./period.ts";

export type Briefing = {
  title: string;
  parts: { heading: string; lines: { key: FactKey; sentence: string }[]; open: string[] }[];
};

/** Puts texts and instants into the reader's language. */
export type Words = { label: (key: string, values?: Record<string, string | number>) => string; time: (instant: Date) => string };

/** Numbers without which their part would be incomplete; the others are left out when they are nought. */
const always: ReadonlySet<FactKey> = new Set(["sessions", "interviewed", "problems", "disputes", "disputes_resolved", "served_at_home"]);

/**
 * The briefing (简报) of a period in the four parts of the practice, from recorded facts only.
 *
 * @param dates the period as it is written in the title
 */
export async function writeBriefing(work: Work, period: Pick<Period, "from" | "to">, words: Words, dates: string): Promise<Briefing> {
  const facts = await countFacts(work, period);
  const open = (await listFact(work, "disputes_open", period, { limit: 50, offset: 0 })).map(({ label: what, at }) =>
    words.label("brief-open-dispute", { what, until: words.time(at) }),
  );
  const linesOf = (part: Part) =>
    factKeys
      .filter((key) => factTable[key].part === part && (facts[key] > 0 || always.has(key)))
      .map((key) => ({ key, sentence: words.label(`fact-${key}`, { count: amount(key, facts[key]) }) }));
  const town = await findTown(work);
  return {
    title: words.label("brief-title", { town: town?.name ?? "—", dates }),
    parts: parts.map((part) => ({
      heading: words.label(`part-${part}`),
      lines: linesOf(part),
      open: part === "complaints" ? open : [],
    })),
  };
}

/** A number as people read it: money in yuan. */
export const amount = (key: FactKey, value: number): string => (factTable[key].unit === "yuan" ? yuan(value) : String(value));
