import type { TextKey } from "../../../locales/text-key.ts";
import type { Work } from "../../database/work.ts";
import { yuan } from "../care/condolences.ts";
import { maxOpenListed } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { findTown } from "../places/places.ts";
import { type Change, type Edition, markLate, type OpenRow, rowsIn } from "./editions.ts";
import { countFacts, type FactKey, factKeys, factTable, listFact, type Part, parts } from "./facts.ts";
import type { Span } from "./period.ts";

/** `open`: below the number of disputes under way, each of them with its deadline and its person. */
export type BriefingLine = { key: FactKey; name: string; amount: string; sentence: string; open: OpenDispute[] };
export type BriefPhoto = { caption: string; bytes: Uint8Array; type: "jpg" | "png"; width: number; height: number };
/** `late`: which step is overdue, and since when; empty when none is. */
export type OpenDispute = { what: string; until: string; late: string };
export type Briefing = {
  town: string;
  title: string;
  /** The same on paper, over two lines: what it is, and of which days. */
  heading: readonly [what: string, dates: string];
  dates: string;
  /** Above the tables of the paper: when it was made, or which edition it is. */
  made: string;
  headings: Record<"figure" | "amount" | "dispute" | "until" | "late", string>;
  parts: { heading: string; lines: BriefingLine[] }[];
  /** The figures of the period as `/stats` draws them. */
  picture?: Omit<BriefPhoto, "caption">;
  /** Chosen by an admin; `bytes` as JPEG or PNG, `width` and `height` of the picture. */
  photos?: { heading: string; shown: BriefPhoto[] };
  /** What is different from the edition before. */
  changes?: { heading: string; lines: string[] };
};

/** Puts texts and instants into the reader's language. */
export type Words = { label: (key: TextKey, values?: Record<string, string | number>) => string; time: (instant: Date) => string };

/** Numbers without which their part would be incomplete; the others are left out when they are nought. */
const always: ReadonlySet<FactKey> = new Set(["sessions", "interviewed", "problems", "disputes", "disputes_resolved", "served_at_home"]);

/**
 * The briefing (简报) of a period in the four parts of the practice, from recorded facts only.
 *
 * @param reader for whom it is written: nothing about them is in it
 * @param dates the period as it is written in the title
 */
export async function writeBriefing(work: Work, reader: Actor, period: Span, words: Words, dates: string): Promise<Briefing> {
  const facts = await countFacts(work, reader, period);
  const open = await markLate(work, await listFact(work, reader, "disputes_open", period, { limit: maxOpenListed, offset: 0 }));
  return briefingOf(work, words, { facts, open, dates, made: words.label("brief-made", { at: words.time(work.now) }) });
}

/** The same as it was handed in. @param changes what is different from the edition before, if there is one */
export async function writeEdition(
  work: Work,
  { kept, edition, frozenAt }: Edition,
  changes: readonly Change[],
  words: Words,
  dates: string,
) {
  const facts = Object.fromEntries(factKeys.map((key) => [key, kept[key]?.value ?? 0])) as Record<FactKey, number>;
  const made = words.label("brief-edition", { edition, at: words.time(frozenAt) });
  const briefing = await briefingOf(work, words, { facts, open: rowsIn(kept, "disputes_open"), dates, made });
  if (!changes.length) return briefing;
  const heading = words.label("brief-changes", { edition: edition - 1 });
  return { ...briefing, changes: { heading, lines: changes.flatMap((change) => changeLines(change, words)) } };
}

type Given = { facts: Record<FactKey, number>; open: readonly OpenRow[]; dates: string; made: string };

async function briefingOf(work: Work, words: Words, { facts, open, dates, made }: Given): Promise<Briefing> {
  const { label } = words;
  const lateWords = ({ late, owed }: OpenRow) =>
    owed
      ? label("brief-late", { step: label(`duty-${owed.duty}` as TextKey), by: words.time(new Date(owed.by)) })
      : late
        ? label("ledger-late")
        : "";
  const disputes = open.map((row) => ({ what: row.label, until: words.time(row.at), late: lateWords(row) }));
  const lineOf = (key: FactKey): BriefingLine => ({
    key,
    name: label(`fact-name-${key}`),
    amount: amount(key, facts[key]),
    sentence: label(`fact-${key}`, { count: inSentence(key, facts[key]) }),
    open: key === "disputes_open" ? disputes : [],
  });
  const linesOf = (part: Part) => factKeys.filter((key) => factTable[key].part === part && (facts[key] > 0 || always.has(key))).map(lineOf);
  const town = (await findTown(work))?.name ?? "—";
  return {
    town,
    title: label("brief-title", { town, dates }),
    heading: [label("brief-heading", { town }), dates],
    dates,
    made,
    headings: {
      figure: label("ledger-column-figure"),
      amount: label("ledger-column-value"),
      dispute: label("fact-name-disputes_open"),
      until: label("ledger-column-due"),
      late: label("ledger-column-late"),
    },
    parts: parts.map((part) => ({ heading: label(`part-${part}`), lines: linesOf(part) })),
  };
}

/** An open dispute in one line. */
export const openLine = ({ label }: Words, { what, until, late }: OpenDispute): string =>
  label(late ? "brief-open-dispute-late" : "brief-open-dispute", { what, until, late });

/** Of the rows that came or went so many are named. */
const maxRowsNamed = 10;

/** What changed of a number, and the rows by which it did. */
export function changeLines({ key, before, after, come, gone }: Change, { label }: Words): string[] {
  const named = (rows: readonly string[], line: TextKey) => [
    ...rows.slice(0, maxRowsNamed).map((what) => label(line, { what })),
    ...(rows.length > maxRowsNamed ? [label("brief-change-more", { count: rows.length - maxRowsNamed })] : []),
  ];
  const values = { name: label(`fact-name-${key}`), before: amount(key, before), after: amount(key, after) };
  return [label("brief-change", values), ...named(come, "brief-change-come"), ...named(gone, "brief-change-gone")];
}

/** A number as people read it: money in yuan. */
export const amount = (key: FactKey, value: number): string => (factTable[key].unit === "yuan" ? yuan(value) : String(value));
/** The same for a sentence, where one of a thing is said otherwise than several. */
export const inSentence = (key: FactKey, value: number): string | number => (factTable[key].unit === "yuan" ? amount(key, value) : value);
