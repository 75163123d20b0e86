import type { Village, VillageGroup } from "./places.ts";

const numerals = "一二三四五六七八九";
const ends = /(?:村民委员会|居民委员会|村委会|居委会|村委|居委|社区|村)$/;
const groupWord = "(?:村民小组|村小组|小组|组|生产队|队)";
const stem = (name: string) => name.replace(ends, "");

/** The village that is written so, in full or in short, or that is named in a longer text. @returns undefined for none or several */
export function villageIn(written: string, villages: readonly Village[]): Village | undefined {
  const text = written.replace(/\s/g, "");
  if (!text) return undefined;
  const same = villages.find(({ name }) => name === text) ?? only(villages.filter(({ name }) => stem(name) === stem(text)));
  return (
    same ?? only(villages.filter(({ name }) => text.includes(name))) ?? only(villages.filter(({ name }) => isAtPlace(text, stem(name))))
  );
}

/** `东坑二组`, `上坪镇东坑12号`: the short name ends where something of a place follows. */
const isAtPlace = (text: string, short: string) =>
  [...short].length > 1 && new RegExp(`${escaped(short)}(?:$|第?[${numerals}十\\d]+${groupWord}|\\d|[组队屯湾社])`).test(text);

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** As the town writes the group: `第2村民小组` is its `二组`. What it has no name for stays as it was written. */
export function groupIn(written: string, groups: readonly VillageGroup[]): string {
  const text = written.replace(/\s/g, "");
  if (!text || groups.some(({ name }) => name === text)) return text;
  return only(groups.filter(({ name }) => numberOf(name) === numberOf(text)))?.name ?? text;
}

/** The group that an address names, of those that the village has. */
export function groupInAddress(address: string, groups: readonly VillageGroup[]): string {
  const [found] = new RegExp(`第?[${numerals}十\\d]+${groupWord}`).exec(address) ?? [];
  const group = found && groupIn(found, groups);
  return groups.some(({ name }) => name === group) ? (group ?? "") : "";
}

/** `第十二村民小组` and `12组` are both `12`. */
function numberOf(name: string): string {
  const bare = name.replace(/^第/, "").replace(new RegExp(`${groupWord}$`), "");
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(bare) ?? [];
  if (!tens && !ten && !ones) return bare;
  const digit = (one: string | undefined) => (one ? numerals.indexOf(one) + 1 : 0);
  return String(ten ? (digit(tens) || 1) * 10 + digit(ones) : digit(tens ?? ones));
}
