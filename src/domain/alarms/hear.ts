import { type AlarmKind, alarmKinds } from "../../database/values.ts";
import { simplified } from "../chinese/simplified.ts";
import { straightened } from "../chinese/sounds.ts";
import { alarmRules, harmless } from "./rules.ts";

/** A word of the town's own: what it means, or that it means nothing here. */
export type OwnAlarmWord = { kind: AlarmKind | "harmless"; word: string };

/**
 * What a text says of danger: not wanting to live on, life in danger, or violence. The town's own words count before the rules of the
 * house, and what the town calls harmless is not heard.
 *
 * @returns all that is heard, in the order of `alarmKinds`: a person who is beaten and wants to die is first of all a person who wants to die
 */
export function alarmsIn(text: string, own: readonly OwnAlarmWord[] = []): AlarmKind[] {
  const words = calmed(mistyped.reduce(rightly, plain(text)), own);
  const heard = new Set<AlarmKind>(own.flatMap(({ kind, word }) => (kind !== "harmless" && words.includes(plain(word)) ? kind : [])));
  for (const clause of words.split(/[，。,.！!？?；;\n…]+/)) {
    for (const { kind, pattern, needs, unless } of alarmRules) {
      if (!heard.has(kind) && pattern.test(clause) && (needs?.test(clause) ?? true) && !unless?.test(clause)) heard.add(kind);
    }
  }
  return alarmKinds.filter((kind) => heard.has(kind));
}

/** What is mistyped when it matters most, by its sound: 不想或了, 伙不下去, 喝弄药, 又达我. 大 sounds like 打 and is another word. */
const mistyped = [
  "不想活",
  "活不下去",
  "活着没意思",
  "喝农药",
  "想自杀",
  "又打我",
  "老公打我",
  "男人打我",
  "打老婆",
  "着火了",
  "救命啊",
  "快救人",
].map((word) => ({ word, near: new RegExp(`[${word}]`) }));
const rightly = (words: string, { word, near }: (typeof mistyped)[number]) =>
  near.test(words) ? straightened(words, word, (given) => !given.some((one) => "大像找".includes(one))) : words;

/** One width and script, small letters, no space between Chinese characters. */
const plain = (text: string) =>
  simplified(text)
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/(?<=\p{Script=Han})[ \t*·•_~-]+(?=\p{Script=Han})/gu, "")
    .trim();

function calmed(words: string, own: readonly OwnAlarmWord[]): string {
  const quiet = own.filter(({ kind }) => kind === "harmless").reduce((rest, { word }) => rest.replaceAll(plain(word) || "\0", "○"), words);
  return harmless.reduce((rest, pattern) => rest.replace(pattern, "○"), quiet);
}
