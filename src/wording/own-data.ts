import { DateTime } from "luxon";
import type { TextKey } from "../../locales/text-key.ts";
import type { Rating, Role, TicketAction, TicketKind, TicketState } from "../database/values.ts";
import type { OwnData, OwnRow, OwnSection } from "../domain/privacy/own-data.ts";
import { escapeHtml, label } from "./texts.ts";

/** What has a heading of its own on the page; the JSON has everything. */
const onPage = [
  "account",
  "roles",
  "reports",
  "said",
  "deeds",
  "joined",
  "questions",
  "sessions",
  "drafts",
] as const satisfies OwnSection[];
/** Columns whose name is said; what stands in the others explains itself. */
const namedColumns = {
  telegramId: "own-telegram",
  username: "own-username",
  phone: "own-phone",
  language: "own-language",
  state: "own-state",
  rating: "own-rating",
  confidential: "own-confidential",
  placeText: "own-place",
  beneficiary: "own-beneficiary",
} as const satisfies Record<string, TextKey>;

/** 导出, to be read: a page that opens on any phone, with what is kept about somebody. */
export function ownDataPage(language: string, zone: string, now: Date, town: string, data: OwnData): string {
  const word = (key: TextKey, values = {}) => escapeHtml(label(language, key, values));
  const sections = onPage
    .filter((key) => data[key].length)
    .map(
      (key) =>
        `<h2>${word(`own-${key}`)}</h2>\n<ul>\n${data[key].map((row) => `<li>${rowText(language, zone, row)}</li>`).join("\n")}\n</ul>`,
    );
  const title = word("own-title", { town, at: timeIn(zone, now) });
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:16px/1.6 sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem}li{margin:.4rem 0}</style>
<h1>${title}</h1><p>${word("own-files-note")}</p>
${sections.join("\n")}
</html>
`;
}

/** Columns that hold words of the program, and how their texts are called. */
const ourWords = {
  state: (state: TicketState): TextKey => `state-${state}`,
  kind: (kind: TicketKind): TextKey => `kind-${kind}`,
  rating: (rating: Rating): TextKey => `rating-${rating}`,
  role: (role: Role): TextKey => `role-${role}`,
  action: (action: TicketAction): TextKey => `event-${action}`,
};
const isOurWord = (column: string): column is keyof typeof ourWords => Object.hasOwn(ourWords, column);

const timeIn = (zone: string, at: Date) => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd HH:mm");

function rowText(language: string, zone: string, row: OwnRow): string {
  const parts = Object.entries(row).flatMap(([column, value]) => {
    const said = valueText(language, zone, column, value);
    if (said === "") return [];
    const key = namedColumns[column as keyof typeof namedColumns];
    return [key ? `${escapeHtml(label(language, key))} ${escapeHtml(said)}` : escapeHtml(said)];
  });
  return parts.join("　");
}

function valueText(language: string, zone: string, column: string, value: unknown): string {
  if (value === null || value === undefined || value === "" || value === false) return "";
  if (value instanceof Date) return timeIn(zone, value);
  if (column === "number") return `#${value}`;
  if (value === true) return label(language, "org-yes");
  if (column === "language") return value === "zh" ? "中文" : "English";
  if (isOurWord(column)) return label(language, ourWords[column](value as never));
  // How we call what somebody is in the middle of.
  if (column === "flow") return "";
  return typeof value === "object" ? wordsIn(value).join(" · ") : String(value);
}

/** What we call things by, among what somebody said. */
const isOurs = (key: string) => /id$|^(kind|type|mime|step|state)$|sources$/i.test(key);

/** The words in what is kept as it was given, a draft for instance; references and numbers are for machines. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return value ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (isOurs(key) ? [] : wordsIn(one)));
}
