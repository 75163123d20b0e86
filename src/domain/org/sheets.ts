import type { TextKey } from "../../../locales/text-key.ts";
import { fieldTypes, type Role, type ServiceField, type TermsName, type TicketKind } from "../../database/values.ts";
import type { OwnAlarmWord } from "../alarms/hear.ts";

/** One sheet of a workbook as people have it; the first row holds the headings. */
export type SheetRows = {
  sheet: string;
  rows: (string | number)[][];
  /** One to be written on with a pen: lines around its cells, and the paper across. */
  isPrinted?: true;
};

/** The sheets of the town's workbook and their columns, by names of the program; their words stand in `locales/`. */
export const orgColumns = {
  places: ["village", "group"],
  stations: ["station"],
  ties: ["number", "person", "role", "village", "group", "station", "head"],
  categories: [
    "kind",
    "name",
    "name_en",
    "emoji",
    "own_station",
    "terms",
    "keywords",
    "guide",
    "fields",
    "at_home",
    "to_discipline",
    "hidden",
  ],
  rules: ["kind", "category", "village", "to_station", "number", "person"],
  alarm_words: ["alarm_kind", "word"],
} as const;
export type OrgSheet = keyof typeof orgColumns;
export const orgSheets = Object.keys(orgColumns) as OrgSheet[];
export type OrgColumn<S extends OrgSheet = OrgSheet> = (typeof orgColumns)[S][number];

/** The columns of the two lists that are filled in and sent; whatever else stands in their workbooks is left alone. */
export const rosterColumns = ["person", "village", "group", "address", "phone", "remark"] as const;
export const householdColumns = ["householder", "village", "group", "people", "phone", "address", "cadre"] as const;
/** What a roster shows besides. */
export const servedColumns = ["taker", "result", "note", "proof", "doer", "when"] as const;

/** What is left of a roster, on paper: ticked, signed, and read again. */
export const sheetColumns = [
  "number_in_list",
  "person",
  "where",
  "address",
  "phone",
  "list_remark",
  "result",
  "day",
  "remarks",
  "signature",
] as const;

/** What is signed when goods or money are handed over. */
export const receiptColumns = ["village", "recipient", "money", "goods", "when", "giver", "signature"] as const;

/** What was answered to a survey: a line for each answer in each place. */
export const surveyColumns = ["survey_question", "survey_answer", "village", "group", "count"] as const;

export type Column =
  | OrgColumn
  | (
      | typeof rosterColumns
      | typeof householdColumns
      | typeof servedColumns
      | typeof receiptColumns
      | typeof surveyColumns
      | typeof sheetColumns
    )[number]
  /** Names to copy from. */
  | "known_village"
  /** Read of a list where it is there, and never kept whole. */
  | "id_number";
export const headingOf = <C extends Column>(column: C) => `column-${column}` as const;
export const sheetName = <S extends OrgSheet | "roster" | "households" | "roster-sheet" | "villages" | "receipts" | "survey">(sheet: S) =>
  `sheet-${sheet}` as const;

/** A sheet to be written: its name and headings are put into its reader's words, in which its cells are. */
export type WorkbookSheet = {
  sheet: Parameters<typeof sheetName>[0];
  columns: readonly Column[];
  rows: (string | number)[][];
  isPrinted?: true;
};
/** How a word of `locales/` is written for the reader. */
export type Word = (key: TextKey) => string;
/** How it may be written in what somebody sends: in any language, whatever their own is. */
export type Spellings = (key: TextKey) => readonly string[];

const folded = (typed: string | number) => String(typed).trim().toLowerCase();
export const isSpelled = (spellings: Spellings, key: TextKey, typed: string | number): boolean =>
  spellings(key).some((one) => folded(one) === folded(typed));

/** Where the wanted columns stand by their headings; those that are not there are left out. */
export const findColumns = <C extends Column>(spellings: Spellings, wanted: readonly C[], headings: SheetRows["rows"][number]) =>
  new Map(
    wanted
      .map((column): [C, number] => [column, headings.findIndex((heading) => isSpelled(spellings, headingOf(column), heading))])
      .filter(([, index]) => index >= 0),
  );

/** The words of cells for values of the program. */
export const roleWord = (role: Role) => `cell-role-${role}` as const;
export const kindWord = (kind: TicketKind) => `cell-kind-${kind}` as const;
export const alarmWord = (kind: OwnAlarmWord["kind"]) => `cell-alarm-${kind}` as const;
export const termsWord = (terms: TermsName) => `cell-terms-${terms}` as const;
const fieldWord = (type: ServiceField["type"]) => `cell-field-${type}` as const;

/** The value of the program for what a cell says. */
export const valueFor = <V extends string>(
  spellings: Spellings,
  values: readonly V[],
  wordFor: (value: V) => TextKey,
  typed: string,
): V | undefined => values.find((value) => isSpelled(spellings, wordFor(value), typed));

/** `老人姓名|文字；办哪一种|选择:迁入/迁出|必填` */
export const writeFields = (fields: readonly ServiceField[], word: Word): string =>
  fields
    .map(({ name, type, required, options }) =>
      [name, word(fieldWord(type)) + (options ? `:${options.join("/")}` : ""), ...(required ? [word("cell-required")] : [])].join("|"),
    )
    .join("；");

/** Reads what `writeFields` wrote. @returns undefined when it cannot be read */
export function readFields(spellings: Spellings, typed: string, before: readonly ServiceField[] = []): ServiceField[] | undefined {
  const fields = typed
    .split(/[；;]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [name = "", kind, ...marks] = one.split(/[|｜]/).map((part) => part.trim());
      const [said = "", options] = kind?.split(/[:：]/) ?? [];
      const type = kind === undefined ? "text" : valueFor(spellings, fieldTypes, fieldWord, said);
      const chosen = options?.split(/[/／、]/).filter(Boolean) ?? [];
      if (!name || !type || (type === "choice" && chosen.length < 2)) return undefined;
      const nameEn = before.find((known) => known.name === name)?.nameEn ?? name;
      const required = marks.some((mark) => isSpelled(spellings, "cell-required", mark));
      return { name, nameEn, type, required, ...(type === "choice" ? { options: chosen } : {}) };
    });
  return fields.includes(undefined) ? undefined : (fields as ServiceField[]);
}
