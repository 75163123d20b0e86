import type { GoodsLine } from "../../database/values.ts";
import { numberSaid } from "../chinese/numbers.ts";
import { maxCondolenceItems, maxGoodsCharacters, maxGoodsKinds } from "../limits.ts";

const weights = ["公斤", "千克", "毫升", "斤", "克", "升", "两", "kg", "ml", "g", "l"];
const units = [..."袋桶箱件床份盒瓶包套双条个只台罐提捆副支张壶把块打板筐篮听顶本样组", ...weights];
/** Units in English, each in its one form; a letter after one makes it another word. */
const englishUnits = "bag bottle box carton pack tin can pair set piece sack bucket barrel jar".split(" ");
const unitAtStart = new RegExp(`^(?:(?:${englishUnits.join("|")})(?:e?s)?(?![a-z])|${units.join("|")})`, "i");
const englishUnit = new RegExp(`^(${englishUnits.join("|")})(?:e?s)?$`, "i");

/** `bag` and `Bags` are one unit. */
function oneForm(unit: string): string {
  const one = englishUnit.exec(unit)?.[1]?.toLowerCase();
  return one === undefined ? unit : `${one}${one.endsWith("x") ? "es" : "s"}`;
}
const counted = new RegExp(`([一二两三四五六七八九十]{1,3})(?=\\s*(?:${units.filter((unit) => unit !== "两").join("|")}))`, "g");

type Token = { count: number } | { word: string };
const isCount = (token: Token | undefined): token is { count: number } => token !== undefined && "count" in token;

function tokensOf(clause: string): Token[] {
  return (clause.match(/\d+(?:\.\d+)?|[^\d\s]+/g) ?? []).map((token) => (/^\d/.test(token) ? { count: Number(token) } : { word: token }));
}

/** `3袋大米 2桶油`, `大米3袋油2桶`, `5 大米 食用油`: one part between commas. */
function readClause(clause: string): GoodsLine[] {
  const tokens = tokensOf(clause);
  const lines: GoodsLine[] = [];
  const startsWithCount = isCount(tokens[0]);
  let words: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (!isCount(token)) {
      words.push(token.word);
      continue;
    }
    const next = tokens[index + 1];
    const [unit = ""] = isCount(next) || !next ? [] : (unitAtStart.exec(next.word) ?? []);
    const rest = isCount(next) || !next ? "" : next.word.slice(unit.length);
    if (next && !isCount(next)) index += 1;
    if (startsWithCount) {
      // What it is comes after it, up to the next number.
      const what = rest ? [rest] : [];
      for (let after = tokens[index + 1]; after && !isCount(after); after = tokens[index + 1]) {
        what.push(after.word);
        index += 1;
      }
      lines.push({ what: what.join(" ").replace(/^of /i, ""), count: token.count, unit: oneForm(unit) });
    } else {
      lines.push({ what: words.join(" "), count: token.count, unit: oneForm(unit) });
      words = rest ? [rest] : [];
    }
  }
  return startsWithCount || !words.length ? lines : [];
}

/** 大米、油各2份. */
function readEach(text: string): GoodsLine[] | undefined {
  const [, names = "", count, unit = ""] = /^(.+?)各\s*(\d+)\s*(\S*)$/.exec(text) ?? [];
  if (!count || /\d/.test(names)) return undefined;
  const each = names.split(/[\s、,，;；+和与]+/).filter(Boolean);
  return each.map((what) => ({ what, count: Number(count), unit }));
}

/**
 * Goods as they are typed, of one kind or of several, with their units.
 *
 * @returns undefined when it does not say how many of each, or more than anybody hands over
 */
export function readGoods(typed: string): GoodsLine[] | undefined {
  const text = typed
    .replace(/[\uff10-\uff19\uff0b]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(counted, (said) => ` ${numberSaid(said)}`)
    .replace(/[。.]\s*$/, "")
    .trim();
  if (!text || [...typed].length > maxGoodsCharacters || /[元¥￥]/.test(text)) return undefined;
  const clauses = text.split(/[、,，;；+\n]|(?<=[\p{L}])[和与](?=\s*\d)/u).map((clause) => clause.trim());
  const lines =
    readEach(text) ??
    clauses
      .filter(Boolean)
      .map(readClause)
      .flatMap((read) => (read.length ? read : [undefined]));
  if (lines.some((line) => line === undefined || !(line.count > 0) || !(Number.isInteger(line.count) || isWeight(line)))) return undefined;
  const read = lines as GoodsLine[];
  return read.length && read.length <= maxGoodsKinds && countItems(read) <= maxCondolenceItems ? read : undefined;
}

/** Units of what is weighed, as the database counts things. */
export const weighedUnits: readonly string[] = weights;
const isWeight = ({ unit }: GoodsLine) => weights.includes(unit.toLowerCase());

/** How many things (件): what is weighed is one, however heavy. */
export const countItems = (lines: readonly GoodsLine[]): number => lines.reduce((sum, line) => sum + (isWeight(line) ? 1 : line.count), 0);

const inOne = (what: string, count: number, unit: string) =>
  /^[a-z]/i.test(unit) && /[a-z]$/i.test(what) ? `${what} ${count} ${unit}` : `${what}${unit ? "" : " "}${count}${unit}`;

/** 大米3袋、油2桶, or Rice 3 bags, Oil 2; one kind without a unit by its name alone, for its number stands beside it. */
export const goodsInWords = (lines: readonly GoodsLine[]): string =>
  lines
    .map(({ what, count, unit }) => (unit || lines.length > 1 ? inOne(what, count, unit) : what))
    .join(lines.some(({ what }) => /\p{Script=Han}/u.test(what)) ? "、" : ", ")
    .trim();
