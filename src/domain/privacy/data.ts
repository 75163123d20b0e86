import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Retention } from "./limits.ts";

/** What a column holds that is nobody's own: a word of the program, what the town set up, a fact that names nobody, what officials told everybody. */
const impersonal = ["program", "town", "fact", "office"] as const;
/** What is somebody's own. `account`: by which Telegram knows them; `raw`: as it came or went, whatever is in it; `secret`: by which a field is sealed. */
const personal = ["name", "phone", "account", "words", "place", "media", "raw", "secret"] as const;
export type Impersonal = (typeof impersonal)[number];
export type Personal = (typeof personal)[number];

/** What stands in a column once it is erased. */
export type Blank = string | null | SQL;
export type ColumnRule = { holds: Impersonal } | { holds: Personal; erased: Blank };

export const isPersonal = (rule: ColumnRule): rule is Extract<ColumnRule, { erased: Blank }> => "erased" in rule;

/** Whose a row is: of an account by its person or its chat, of a matter and so of its reporter, of an entry of the town's registers. */
export type Link = "person" | "chat" | "ticket" | "household" | "careFile";
type ColumnsOf<T extends PgTable> = T["_"]["columns"];
/** By which column; `only`: which columns are theirs, where not all are; `where`: which rows, where not all are. */
export type LinkRule<T extends PgTable> =
  | (keyof ColumnsOf<T> & string)
  | { by: keyof ColumnsOf<T> & string; only?: readonly (keyof ColumnsOf<T> & string)[]; where?: SQL };

type Holds<C, Name> = C extends { _: { dataType: "string" | "json" | "array" } | { columnType: "PgDoublePrecision" } }
  ? true
  : Name extends "telegramId" | "chatId" | `${string}ChatId`
    ? true
    : false;
/** Columns that could hold something of a person: texts, JSON, lists, places, and Telegram's numbers of people and chats. */
type RuledColumn<T extends PgTable> = {
  [Name in keyof ColumnsOf<T> & string]: Holds<ColumnsOf<T>[Name], Name> extends true ? Name : never;
}[keyof ColumnsOf<T> & string];

/** For how long: a row of `retention`, until the person erases it, or as long as there is the town. */
export type Term = Retention | "account" | "town";

export type TableRule<T extends PgTable> = {
  term: Term;
  of?: { readonly [L in Link]?: LinkRule<T> };
  /** It goes as a whole, for without its content it says nothing. */
  goes?: "row";
  columns: { readonly [Name in RuledColumn<T>]: ColumnRule };
  /** What else is written when it is erased. */
  also?: { readonly [Name in keyof ColumnsOf<T>]?: Blank };
};

export const program: ColumnRule = { holds: "program" };
export const town: ColumnRule = { holds: "town" };
export const fact: ColumnRule = { holds: "fact" };
export const office: ColumnRule = { holds: "office" };
const own =
  (holds: Personal) =>
  (erased: Blank): ColumnRule => ({ holds, erased });
export const name = own("name");
export const phone = own("phone");
export const account = own("account");
export const words = own("words");
export const place = own("place");
export const media = own("media");
export const raw = own("raw");
export const secret = own("secret");
