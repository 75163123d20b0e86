import type { Role } from "../../database/values.ts";
import { simplified } from "../chinese/simplified.ts";
import { latinPattern, straightened } from "../chinese/sounds.ts";
import { englishOffices, offices } from "./offices.ts";
import { inLatin } from "./pinyin-surnames.ts";
import {
  behindGivenName,
  betweenNameAndTitle,
  calledAfter,
  compoundSurnames,
  endsOfWords,
  englishTitles,
  kinship,
  latinTitles,
  nicknames,
  plainWords,
  shortTitles,
  titles,
} from "./titles.ts";

/** Somebody who holds an office here, as far as it matters for how people speak of them. */
export type Official = { id: number; name: string; roles: readonly Role[]; villageIds: readonly number[] };

/**
 * What is known besides the words: the village of the report, and names of places, which are nobody's. `namesOnly`: who speaks of
 * "the cadre" was asked already which one.
 */
export type Surroundings = { villageId?: number | undefined; places?: readonly string[]; namesOnly?: boolean };

/**
 * Which officials a text may be speaking of: by full name, surname with a title, given name with a title, in Latin letters, or by office
 * alone ("村干部"), which means those who are tied to the village. Whether it is about them only the writer can say; this only finds out
 * whom to ask about, and passes over what is plainly a greeting, thanks or somebody's house.
 *
 * @returns their ids, those first who fit best; empty when nobody is named
 */
export function mentionedIn(text: string, officials: readonly Official[], around: Surroundings = {}): number[] {
  const words = joined(text);
  if (words.length < 2 || !officials.length) return [];
  const isAccusing = accusing.test(words);
  const inside = withoutPlaces(words, around.places ?? []);
  const named = officials
    .map((official) => ({ official, fit: fitOf(inside, text, official, around.places ?? [], isAccusing) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || nearness(b.official, around) - nearness(a.official, around));
  if (named.length) {
    const [best] = named;
    // A full name leaves nobody else with the same surname to ask about.
    return named.filter(({ fit }) => best?.fit !== fullName || fit === fullName).map(({ official }) => official.id);
  }
  return around.namesOnly ? [] : namedByOffice(words, text, officials, around, isAccusing).map(({ id }) => id);
}

const fullName = 3;
const withTitleThatFits = 2;
const withTitle = 1;

const nearness = ({ villageIds }: Official, { villageId }: Surroundings) =>
  Number(villageId !== undefined && villageIds.includes(villageId));

/** One width and script, no space or ornament between Chinese characters: 张 干 部, 张·书记, 張書記. */
function joined(text: string): string {
  return simplified(text).replace(/(?<=\p{Script=Han})[\s*·•._~-]+(?=\p{Script=Han})/gu, "");
}

const withoutPlaces = (words: string, places: readonly string[]) =>
  places.filter((place) => place.length > 1).reduce((rest, place) => rest.replaceAll(place, "□"), words);

const anyTitle = titles.map(({ word, notBefore }) => (notBefore ? `${word}(?!${notBefore})` : word)).join("|");
const everyTitle = new RegExp(anyTitle, "g");
const titled = `${betweenNameAndTitle}(?:${anyTitle}|${shortTitles}|${latinTitles})`;

/** The Chinese name without what people put around it in Telegram: 张建军（包村）, 东坑村干部李建国, 老王. */
function chineseNameOf(name: string, places: readonly string[]): { surname: string; given: string } | undefined {
  const bare = withoutPlaces(joined(name), places).replace(everyTitle, "");
  const characters = /\p{Script=Han}+/u.exec(bare)?.[0]?.replace(/^[老小阿大](?=\p{Script=Han}$)/u, "") ?? "";
  if (!characters || characters.length > 5) return undefined;
  const compound = compoundSurnames.find((one) => characters.startsWith(one));
  const surname = compound ?? characters.slice(0, 1);
  return { surname, given: characters.slice(surname.length) };
}

/** How surely the official is meant: 0 not at all. */
function fitOf(words: string, original: string, official: Official, places: readonly string[], isAccusing: boolean): number {
  const chinese = chineseNameOf(official.name, places);
  const fit = chinese ? chineseFit(withoutSlips(words, chinese), official, chinese, isAccusing) : 0;
  return fit || (hasLatin(original) ? latinFit(original, official, chinese) : 0);
}

const hasLatin = (text: string) => /[a-z]/i.test(text);

/** Names in characters, beside an office in either script. */
function chineseFit(straight: string, official: Official, chinese: ChineseName, isAccusing: boolean): number {
  const { surname, given } = chinese;
  const mayStand = straight.includes(surname) || (given.length >= 2 && straight.includes(given));
  const fit = mayStand ? fitInCharacters(straight, official, chinese, isAccusing) : 0;
  const latin = !fit && hasLatin(straight) ? inLatin(surname).join("|") : "";
  return latin && hasHarmful(straight, `(?<![a-z])(?:${latin})${titled}`, isAccusing) ? withTitle : fit;
}

function fitInCharacters(straight: string, official: Official, chinese: ChineseName, isAccusing: boolean): number {
  const { surname, given } = chinese;
  const whole = surname + given;
  const isMeant = (pattern: string) => hasHarmful(straight, pattern, isAccusing);
  const isWord = whole.length === 2 && plainWords.has(whole);
  if (given && isMeant(isWord ? `${whole}${titled}|(?:${anyTitle})${whole}` : `${whole}(?!\\p{Script=Han}?(?:${calledAfter}))`))
    return fullName;
  const before = endsOfWords[surname] ? `(?<![${endsOfWords[surname]}])` : "";
  const byTitle = new RegExp(`(?:${before}${surname})${titled}`, "u").exec(straight)?.[0];
  if (isMeant(waysToSay(chinese, before).join("|"))) return byTitle && fitsTitle(byTitle, official) ? withTitleThatFits : withTitle;
  return wrongsOfOffice.test(straight) && isMeant(familiarWays(chinese, before).join("|")) ? withTitle : 0;
}

type ChineseName = { surname: string; given: string };

/** Surname or given name beside an office. */
const waysToSay = ({ surname, given }: ChineseName, before: string): string[] => [
  `${before}${surname}${titled}`,
  `姓${surname}的`,
  `${before}${surname}姓的?(?:${anyTitle})`,
  `(?:${anyTitle})姓${surname}`,
  `(?:${anyTitle})[老小]?${surname}(?:某|$|(?=[，,。.！!；;骂打收拿贪把说要吃不]))`,
  `(?:包|驻|联|管)(?:我们|咱们)?村的${surname}(?!家)`,
  `${before}${surname}某`,
  ...(given.length >= 2 ? [`${given}${titled}`] : []),
];

/** Without an office, as everybody in a village is called: only where a wrong is told that takes an office. */
const familiarWays = ({ surname, given }: ChineseName, before: string): string[] => [
  `${before}[老小]${surname}(?!${kinship}|${given || "家"})`,
  `${before}[老小]?${surname}(?:${nicknames})`,
  ...(given.length >= 2 && !plainWords.has(given) ? [`(?<![不很更最太\\p{Script=Han}]不)${given}(?!${behindGivenName})`] : []),
];

/** Titles that are mistyped often, by their sound. */
const mistyped = ["书记", "干部", "村长", "镇长", "支书"];

/** 章建军, 张健军, 张干步: another character of the same sound, where the first is a surname as well. */
function withoutSlips(words: string, { surname, given }: ChineseName): string {
  const isName = ([first = ""]: readonly string[]) => first === surname[0] || (given.length >= 2 && inLatin(first).length > 0);
  const named = given ? straightened(words, surname + given, isName) : words;
  if (!named.includes(surname)) return named;
  const isTitled = (characters: readonly string[]) => characters.slice(0, surname.length).join("") === surname;
  return mistyped.reduce((rest, title) => straightened(rest, surname + title, isTitled), named);
}

const fitsTitle = (words: string, { roles }: Official) =>
  titles.some(({ word, roles: held }) => words.includes(word) && held.length < 5 && roles.some((role) => held.includes(role)));

/** Names in Latin letters: "Zhang Jianguo", "Jianguo Zhang", "cadre Zhang", "Zhang the secretary". */
function latinFit(original: string, official: Official, chinese: ChineseName | undefined): number {
  const surname = chinese?.surname;
  if (chinese && chinese.given.length >= 2) {
    const [first, last] = [latinPattern(chinese.surname), latinPattern(chinese.given)];
    if (new RegExp(`(?<![a-z])(?:${first}\\s*${last}|${last}\\s*${first})(?![a-z])`, "i").test(original)) return fullName;
  }
  const own = official.name.match(/[a-z]{2,}/gi) ?? [];
  if (own.length >= 2) {
    const [first = "", last = ""] = [own[0], own.slice(1).join("\\s*")];
    if (new RegExp(`\\b(?:${first}\\s+${last}|${last}\\s+${first})\\b`, "i").test(original)) return fullName;
  }
  const latins = surname ? inLatin(surname) : own.map((one) => one.toLowerCase());
  if (!latins.length) return 0;
  const name = `(?:${latins.join("|")})`;
  const titleFirst = new RegExp(`\\b(?:${englishTitles})\\.?\\s+(?:old |little |lao |xiao )?${name}\\b`, "i");
  const nameFirst = new RegExp(`\\b${name}\\b,?\\s+(?:the |our |village |town )*(?:${englishTitles})\\b`, "i");
  if (titleFirst.test(original) || nameFirst.test(original)) return withTitle;
  // Only as it is written: "he an" and "long" are words, "Zhang Jianguo" is a name.
  const capital = latins.filter((one) => !englishWords.has(one)).map((one) => one.charAt(0).toUpperCase() + one.slice(1));
  if (!surname || !capital.length) return 0;
  const pair = new RegExp(`\\b(?:${capital.join("|")})\\s+[A-Z][a-z]+(?:[ -]?[a-z]+)?\\b|\\b[A-Z][a-z]{3,}\\s+(?:${capital.join("|")})\\b`);
  return pair.test(original) ? withTitle : 0;
}

const englishWords: ReadonlySet<string> = new Set([
  "he",
  "an",
  "long",
  "song",
  "sun",
  "fan",
  "man",
  "you",
  "fang",
  "gong",
  "shi",
  "ge",
  "mo",
  "hang",
]);

function namedByOffice(
  words: string,
  original: string,
  officials: readonly Official[],
  around: Surroundings,
  isAccusing: boolean,
): Official[] {
  const roles = new Set([
    ...offices.filter(({ pattern }) => hasHarmful(words, pattern, isAccusing)).flatMap(({ roles }) => roles),
    ...englishOffices.filter(({ pattern }) => pattern.test(original)).flatMap(({ roles }) => roles),
  ]);
  const holding = officials.filter((official) => official.roles.some((role) => roles.has(role)));
  const near = holding.filter((official) => nearness(official, around) || !official.villageIds.length);
  return around.villageId === undefined ? holding : near;
}

/** Words of somebody who has done something: then no greeting and no house makes it harmless. */
const accusing =
  /拿(?!出)|收了|收钱|贪|吞|私|扣|骂|不管|不理|送礼|红包|回扣|好处|冒领|占|态度|威胁|亲戚|关系户|吃饭|喝酒|行贿|受贿|偏|包庇|打(?:了|人|我|伤)|举报|反映|投诉|乱|欺|假|骗|took|bribe|corrupt|beat|stole|embezzl/i;

/** What only somebody who holds an office can do wrong: with money, places and papers that are everybody's. */
const wrongsOfOffice =
  /拿(?:了|走|我|公|低保|补|回扣|好处|钱)|把.{0,12}(?:拿|吞|扣|私分|占|给了|装)|收(?:了|我|过)?.{0,4}(?:钱|礼|红包|烟|酒|好处|块)|贪|吞|私吞|挪用|克扣|冒领|低保|补贴|补助|补偿|救济|名额|指标|工程款|公款|集体|红包|送礼|回扣|好处费?|吃拿卡要|盖章|不给(?:我|我们)?(?:办|批)|受贿|假公济私|took|bribe/i;

/** Whether somebody is said to have done something wrong. */
export const soundsAccusing = (text: string): boolean => accusing.test(joined(text));

const thankful = /(?:谢谢|感谢|多谢|辛苦|麻烦|有劳|恳请|请|希望|表扬|祝|问候|建议|拜托|盼)(?:了|您|你|一下|我们|咱们|村里|镇里|各位)?$/;
const house = /^(?:的)?(?:他|她)?家(?:的)?(?:门口|门前|旁|后|前|附近|隔壁|对面|屋|房|边上|那里|那边|那条|下面|上面|路口|田|塘|院)/;
const addressed = /^(?:们)?(?:您好|你好|好|[，,:：!！]\s*(?=[您你请我咱帮麻求]))/;

/** Whether the pattern stands somewhere in the words and not only as greeting, thanks or a house. */
function hasHarmful(words: string, pattern: string, isAccusing: boolean): boolean {
  for (const found of words.matchAll(new RegExp(pattern, "giu"))) {
    if (isAccusing) return true;
    const [before, after] = [words.slice(0, found.index), words.slice(found.index + found[0].length)];
    const isGreeting = /^(?:尊敬的|您好|你好|喂)?[，,\s]*$/.test(before) && addressed.test(after);
    if (!isGreeting && !thankful.test(before) && !house.test(after)) return true;
  }
  return false;
}
