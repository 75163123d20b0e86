import { DateTime } from "luxon";
import type { ServiceField } from "../../database/values.ts";
import { onlyNumberIn } from "../chinese/numbers.ts";
import { maxFieldCharacters } from "../limits.ts";
import { phoneIn } from "../people/written.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = "10X98765432";

/** A resident identity number: 18 characters, a real date of birth, and the check character of GB 11643-1999. */
export function isIdCard(typed: string): boolean {
  const number = typed.toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number) || !DateTime.fromFormat(number.slice(6, 14), "yyyyMMdd").isValid) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkCharacters[sum % 11] === number[17];
}

const readers: Record<ServiceField["type"], (typed: string, field: ServiceField) => string | undefined> = {
  text: (typed) => (typed && [...typed].length <= maxFieldCharacters ? typed : undefined),
  number: (typed) => {
    const plain = onlyNumberIn(typed) ?? "";
    return [...typed].length <= maxFieldCharacters && /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : undefined;
  },
  date: (typed) => {
    const [, year = "", month = "", day = ""] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(typed) ?? [];
    const date = DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) });
    return date.isValid && date.year > 1900 ? (date.toISODate() ?? undefined) : undefined;
  },
  phone: phoneIn,
  id_card: (typed) => {
    const number = typed.replace(/\s/g, "").toUpperCase();
    return isIdCard(number) ? number : undefined;
  },
  choice: (typed, field) => field.options?.find((option) => option === typed),
};

/**
 * Reads what somebody typed for a field of a service.
 *
 * @returns the value in its usual form, or undefined when it is none; `field-<type>` of `locales/` says what is expected
 */
export const readField = (field: ServiceField, typed: string): string | undefined => readers[field.type](typed.trim(), field);
