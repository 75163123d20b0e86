import type { SheetRows } from "../org/sheets.ts";

/** 18 or, of old people, 15 digits; the last may be an X. */
const identity = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])/g;
const hidden = "****";
const masked = /^\*{4}(\d{3}[\dX](?:·\d+)?)$/;

/**
 * Identity numbers never come into the database: of each, wherever it stands in a list, only the last four signs are kept, which tell people
 * of one name apart. Two numbers that end alike are told apart within their list.
 */
export function maskIdentities(sheets: readonly SheetRows[]): SheetRows[] {
  const masks = new Map<string, string>();
  const taken = new Map<string, number>();
  const maskOf = (number: string) => {
    const known = masks.get(number);
    if (known) return known;
    const tail = number.slice(-4);
    const before = taken.get(tail) ?? 0;
    taken.set(tail, before + 1);
    const mask = `${hidden}${tail}${before ? `·${before + 1}` : ""}`;
    masks.set(number, mask);
    return mask;
  };
  const maskIn = (cell: string | number) => String(cell).replace(identity, (number) => maskOf(number.toUpperCase()));
  return sheets.map(({ sheet, rows }) => ({ sheet, rows: rows.map((row) => row.map(maskIn)) }));
}

/** What is kept of the number in a cell: empty for an empty one, undefined for what is no number. */
export function tailIn(cell: string): string | undefined {
  return cell === "" ? "" : masked.exec(cell)?.[1];
}
