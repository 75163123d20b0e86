import pg from "pg";

/** Types that drizzle puts into shape itself, from the server's text: instants, days and spans of time. */
const leftAsText = [1082, 1083, 1114, 1115, 1182, 1184, 1185, 1186, 1187, 1231, 1266];
/** Everything else that `pg` knows, arrays among it. */
const readAsPgDoes = [
  16, 17, 20, 21, 23, 26, 114, 600, 700, 701, 718, 3802, 199, 1000, 1001, 1005, 1007, 1008, 1009, 1014, 1015, 1016, 1017, 1021, 1022, 1028,
  1040, 1041, 2951, 3807,
];
/** What `postgres` would write in its own way unless it is told otherwise. */
const writtenAsGiven = [0, 16, 17, 25, 114, 1082, 1114, 1184, 3802];

const asGiven = (value: unknown) => value;

/** How `postgres` is to read and write values: as `pg` does under drizzle, so that it makes no difference which of them was asked. */
export const conversions = Object.fromEntries([
  ...readAsPgDoes.map((oid) => [`read${oid}`, { to: oid, from: [oid], serialize: asGiven, parse: pg.types.getTypeParser(oid, "text") }]),
  ...[...leftAsText, ...writtenAsGiven.filter((oid) => !readAsPgDoes.includes(oid))].map((oid) => [
    `text${oid}`,
    { to: oid, from: [oid], serialize: asGiven, parse: (text: string) => text },
  ]),
]);

/** A value as `pg` writes it: text, and an array as the server's text of one. Of an array of objects, each is JSON. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayAsText(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const arrayAsText = (values: readonly unknown[]): string =>
  `{${values.map((value) => (Array.isArray(value) ? arrayAsText(value) : elementAsText(asText(value)))).join(",")}}`;
const elementAsText = (text: string | null) => (text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`);
