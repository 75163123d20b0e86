import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { convert } from "fontverter";

const fonts = "@fontsource/noto-sans-sc";
type Ranges = Readonly<Record<string, string>>;

/** `U+4E00-4E8C,U+1F1E9`, as numbers. */
const read = (ranges: string) =>
  ranges.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace("U+", "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });

/**
 * The files of the shipped font that have the characters of a text, as TrueType: its hundred parts are small, and between them they have
 * every character, also those rare ones of which names of villages are made.
 */
export async function fontsFor(text: string): Promise<Uint8Array[]> {
  const parts: Ranges = JSON.parse(await readFile(fileURLToPath(import.meta.resolve(`${fonts}/unicode.json`)), "utf8"));
  const characters = [...new Set(text)].map((one) => one.codePointAt(0) ?? 0);
  const needed = Object.entries(parts).filter(([, ranges]) => {
    const all = read(ranges);
    return characters.some((one) => all.some(([from, to]) => one >= from && one <= to));
  });
  const names = needed.map(([part]) => `noto-sans-sc-${part.replace(/[[\]]/g, "")}-400-normal.woff`);
  return Promise.all(
    names.map(async (name) => convert(await readFile(fileURLToPath(import.meta.resolve(`${fonts}/files/${name}`))), "truetype")),
  );
}
