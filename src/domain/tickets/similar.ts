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

/** What a text consists of, each piece with its weight, and the sum of the weights. */
type Pieces = { weights: ReadonlyMap<string, number>; list: readonly string[]; total: number };

/** The same open tickets are compared with every new report; their pieces are kept, the oldest forgotten first. */
const kept = new Map<string, Pieces>();
const maxKept = 3_000;

/** Single characters and pairs: Chinese has no spaces, and a villager's typing has errors. */
function pieces(text: string): Pieces {
  const known = kept.get(text);
  if (known) return known;
  const weights = new Map<string, number>();
  const letters = [...normalised(text)];
  for (const [index, letter] of letters.entries()) {
    weights.set(letter, 1);
    const next = letters[index + 1];
    if (next) weights.set(letter + next, 1.6);
  }
  const found = { weights, list: [...weights.keys()], total: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  kept.set(text, found);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  return found;
}

/** The weight of those pieces of `a` that `b` has as well. Walked by index: each report is compared with a hundred others. */
function shared(a: Pieces, b: Pieces): number {
  let sum = 0;
  for (let at = 0; at < a.list.length; at += 1) {
    const piece = a.list[at] as string;
    if (b.weights.has(piece)) sum += a.weights.get(piece) as number;
  }
  return sum;
}

/** Weighted overlap against the shorter text: one says more about the same matter than the other. */
function overlap(a: Pieces, b: Pieces): number {
  const [shorter, longer] = [Math.min(a.total, b.total), Math.max(a.total, b.total)];
  return shorter === 0 ? 0 : shared(a, b) / (0.6 * shorter + 0.4 * longer);
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
