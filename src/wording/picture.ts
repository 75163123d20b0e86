import { DateTime } from "luxon";
import type { TextKey } from "../../locales/text-key.ts";
import { ages } from "../domain/figures/figure-table.ts";
import type { Share } from "../domain/figures/figures.ts";
import type { Gathered } from "../domain/figures/gather.ts";
import { periodText, rateRows, whereText } from "./figures.ts";
import { label, nameIn } from "./texts.ts";

export type Bar = { label: string; value: number; part: number };
/** Everything that is to be read in a picture of figures, in its reader's language, and the numbers behind what is drawn. */
export type PictureGiven = {
  isDark: boolean;
  title: string;
  period: string;
  tiles: { label: string; value: string; note: string; isRed?: boolean }[];
  overTime: { heading: string; legend: readonly [received: string, solved: string, before: string]; labels: string[] } & Record<
    "received" | "solved" | "before",
    number[]
  >;
  rates: { label: string; words: string; part: number | undefined }[];
  /** Of each bar a part is drawn strongly. */
  shares: { heading: string; bars: Bar[] }[];
  ages: { heading: string; bars: Bar[] };
};

/** So many rows fit into a card of the picture; what is beyond is one row together, and all of it stands behind the buttons. */
const maxBars = 6;

/** Puts figures into words and bars. */
export function pictureOf(language: string, zone: string, gathered: Gathered, isDark: boolean): PictureGiven {
  const word = (key: TextKey, values: Record<string, string | number> = {}) => label(language, key, values);
  const { counted, receivedBefore, overTime, period, where, villages, categories, lateByAge } = gathered;
  const tile = (key: "received" | "solved" | "open" | "overdue", note: string) => ({
    label: word(`figure-${key}`),
    value: String(counted[key]),
    note,
  });
  return {
    isDark,
    title: [gathered.town, whereText(language, where)].filter(Boolean).join(" "),
    period: periodText(language, zone, period),
    tiles: [
      tile("received", word("picture-before", { count: receivedBefore })),
      tile("solved", word("picture-silent", { count: counted.silent })),
      tile("open", word("picture-now")),
      { ...tile("overdue", word("picture-now")), isRed: counted.overdue > 0 },
    ],
    overTime: {
      heading: word("picture-over-time"),
      legend: [word("figure-received"), word("figure-solved"), word("picture-received-before")],
      labels: overTime.starts.map((start) => sliceLabel(language, zone, overTime.unit, start)),
      received: overTime.slices.map(({ received }) => received),
      solved: overTime.slices.map(({ solved }) => solved),
      before: overTime.before.map(({ received }) => received),
    },
    rates: rateRows(language, counted),
    shares: [
      { heading: word("picture-villages"), bars: barsOf(language, villages) },
      { heading: word("picture-categories"), bars: barsOf(language, categories) },
    ],
    ages: {
      heading: word("picture-ages"),
      bars: ages.map((key, index) => ({ label: word(`picture-${key}`), value: counted[key], part: lateByAge[index] ?? 0 })),
    },
  };
}

export const shareName = (language: string, share: Share): string =>
  share.id === "confidential" ? label(language, "figure-confidential") : nameIn(language, share);

function barsOf(language: string, all: readonly Share[]): Bar[] {
  const shown = all.length > maxBars ? all.slice(0, maxBars - 1) : all;
  const rest = all.slice(shown.length);
  const sum = (key: "received" | "solved") => rest.reduce((total, one) => total + one[key], 0);
  const bars = shown.map((one) => ({ label: shareName(language, one), value: one.received, part: one.solved }));
  return rest.length
    ? [...bars, { label: label(language, "picture-others", { count: rest.length }), value: sum("received"), part: sum("solved") }]
    : bars;
}

function sliceLabel(language: string, zone: string, unit: Gathered["overTime"]["unit"], start: Date): string {
  const formats = {
    hour: "H:mm",
    day: "M-d",
    week: "M-d",
    month: language === "en" ? "LLL" : "M月",
    quarter: "yyyy-M",
    year: "yyyy",
  } as const;
  return DateTime.fromJSDate(start, { zone }).setLocale("en-GB").toFormat(formats[unit]);
}
