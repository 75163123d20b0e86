import { similarEnough, similarNearMetres } from "../limits.ts";

/** What is compared: the words, where it is, and of what category. */
export type Matter = {
  description: string;
  placeText: string | null;
  latitude: number | null;
  longitude: number | null;
  categoryId: number;
};

/** Words that stand in every report and say nothing of the matter. */
const empty =
  /我们|咱们|你们|村里|村上|家里|这里|那里|请问|麻烦|尽快|赶紧|赶快|反映|一下|一个|什么|怎么|能不能|可以|没有人|没人管|没人|领导|干部|今天|昨天|这几天|好几天|好久|已经|现在|还是|就是|都是|的|了|吗|呢|啊|吧|呀|啦|很|太|在|有|把|被|又|也|都|是|和|跟|要|去|来|到|说/g;

/** Different words of the villagers for the same thing. */
const sameThings: readonly [RegExp, string][] = [
  [/马路|公路|水泥路|道路|路面|机耕路/g, "路"],
  [/坍塌|塌陷|塌方|垮掉|垮|塌下去|陷下去|下沉/g, "塌"],
  [/自来水|水龙头/g, "水"],
  [/停水|没水|断水|不来水|无水/g, "停水"],
  [/停电|没电|断电|跳闸/g, "停电"],
  [/灯泡|电灯|照明灯|路灯/g, "路灯"],
  [/不亮|坏掉|熄|黑灯|瞎|灭/g, "坏"],
  [/垃圾桶|垃圾池|垃圾箱|垃圾堆/g, "垃圾"],
  [/好臭|臭味|很臭|发臭|气味/g, "臭"],
  [/堵住|堵死|堵塞|淤/g, "堵"],
  [/水沟|沟渠|排水沟|水渠|渠道|圳/g, "沟"],
  [/裂口|裂缝|开裂/g, "裂"],
  [/野狗|流浪狗|恶狗/g, "狗"],
];

function normalised(text: string): string {
  let plain = text.toLowerCase().replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, "");
  for (const [words, word] of sameThings) plain = plain.replace(words, word);
  return plain.replace(empty, "");
}

/**
 * What a text consists of, as sorted numbers: single characters and pairs, for Chinese has no spaces, and a villager's typing has errors.
 * Numbers, because each report is compared with a hundred others, and thousands are kept.
 */
type Pieces = { sorted: Float64Array; total: number };

/** Beyond every code point: a pair is its first character times this, and its second. */
const pairs = 0x20_0000;
const weightOfPair = 1.6;

/** The same open tickets are compared with every new report; their pieces are kept, the oldest forgotten first. */
const kept = new Map<string, Pieces>();
const maxKept = 3_000;

function pieces(text: string): Pieces {
  const known = kept.get(text);
  if (known) return known;
  const letters = Array.from(normalised(text), (letter) => letter.codePointAt(0) as number);
  const found = new Set(letters);
  for (let at = 1; at < letters.length; at += 1) found.add((letters[at - 1] as number) * pairs + (letters[at] as number));
  const sorted = Float64Array.from(found).sort();
  const made = { sorted, total: weightOf(sorted, sorted) };
  kept.set(text, made);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  return made;
}

/** The weight of the pieces that stand in both. */
function weightOf(one: Float64Array, other: Float64Array): number {
  let at = 0;
  let beside = 0;
  let singles = 0;
  let both = 0;
  while (at < one.length && beside < other.length) {
    const a = one[at] as number;
    const b = other[beside] as number;
    if (a === b && a < pairs) singles += 1;
    else if (a === b) both += 1;
    if (a <= b) at += 1;
    if (b <= a) beside += 1;
  }
  return singles + weightOfPair * both;
}

/** Weighted overlap against the shorter text: one says more about the same matter than the other. */
function overlap(a: Pieces, b: Pieces): number {
  const [shorter, longer] = [Math.min(a.total, b.total), Math.max(a.total, b.total)];
  return shorter === 0 ? 0 : weightOf(a.sorted, b.sorted) / (0.6 * shorter + 0.4 * longer);
}

function metresBetween(a: Matter, b: Matter): number | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return undefined;
  const metresPerDegree = 111_320;
  const north = (a.latitude - b.latitude) * metresPerDegree;
  const east = (a.longitude - b.longitude) * metresPerDegree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/**
 * How much two reports of the same village seem to be about the same matter: 0 to about 1.
 *
 * The words count most; the same category and nearness help, a distance beyond `similarNearMetres` or another category speaks
 * against it. `npm run bench` shows precision and recall on labelled pairs.
 */
export function similarity(a: Matter, b: Matter): number {
  const words = overlap(pieces(a.description), pieces(b.description));
  const place = a.placeText && b.placeText ? overlap(pieces(a.placeText), pieces(b.placeText)) : undefined;
  const metres = metresBetween(a, b);
  const byPlace = place === undefined ? 0 : (place - 0.3) * 0.25;
  const byDistance = metres === undefined ? 0 : metres <= similarNearMetres ? 0.15 : -0.3;
  const byCategory = a.categoryId === b.categoryId ? 0.04 : -0.08;
  return words + byPlace + byDistance + byCategory;
}

export const isSimilar = (a: Matter, b: Matter) => similarity(a, b) >= similarEnough;

/** Those of `others` that seem to be about the same matter, the likeliest first. */
export const likeliest = <M extends Matter>(matter: Matter, others: readonly M[], most: number): M[] =>
  others
    .map((one) => ({ one, score: similarity(matter, one) }))
    .filter(({ score }) => score >= similarEnough)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one);
