/**
 * Finds the note that answers a question, without a model: Chinese has no spaces and people do not use the words of the regulation, so
 * a text is its pairs of characters, words for the same thing count as one, and what many notes say counts less (BM25's weight).
 *
 * @see https://en.wikipedia.org/wiki/Okapi_BM25
 */
import { firstCharacters } from "../characters.ts";
import { simplified } from "../chinese/simplified.ts";

export type Note = { title: string; keywords: readonly string[]; body: string };
export type Synonyms = readonly (readonly string[])[];

/** What a question asks about: the same thing in several words, or two characters that belong to no such group. */
export type Asked = { words: readonly string[]; weight: number };

/** What stands in questions and says nothing of what they are about. */
const empty =
  /请问|想问|问一下|我想|你们|我们|咱们|能不能|可不可以|可以不可以|有没有|是不是|要不要|怎么样|怎么办理|怎么办|怎么回事|怎么|怎样|如何|多少钱|多少|几成|几个|几次|几岁|多久|哪一个|哪一|哪里|哪个|哪些|什么时候|什么|为什么|几时|现在|今年|一吨|一亩|一个月|一个|一年|每个月|每年|家里|村里|镇里|还是|真的|还能|需要|办理|政策|规定|一下|谁|吗|呢|啊|吧|呀|不$|没有$|的|了|我|你|他|她|想|能|要|可以|去|来|到|在|和|跟|把|被|给|找/g;

export const plain = (text: string): string =>
  simplified(text.normalize("NFKC").toLowerCase())
    .replace(/[^\p{Script=Han}a-z0-9]+/gu, " ")
    .trim();

/** Pairs of characters, and whole words and numbers in Latin letters. */
export function pairsOf(text: string): string[] {
  const found: string[] = [];
  for (const [run] of plain(text).matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    if (/^[a-z0-9]/.test(run)) found.push(run);
    else for (let index = 0; index + 1 < run.length; index += 1) found.push(run.slice(index, index + 2));
  }
  return [...new Set(found)];
}

/** By which a note is found in the database: all its pairs and characters. */
export function termsOf({ title, keywords, body }: Note): string[] {
  const words = [title, ...keywords, body].join(" ");
  return [...new Set([...pairsOf(words), ...(plain(words).match(/\p{Script=Han}/gu) ?? [])])];
}

/** A thing that has a name of its own says more than two characters that happen to stand side by side. */
const groupWeight = 2.2;
const pairWeight = 1;

/** What a question is about, the things with names first; what is left is taken in pairs. */
export function askedIn(question: string, synonyms: Synonyms): Asked[] {
  const said = plain(question);
  const groups = synonyms.filter((words) => words.some((word) => said.includes(plain(word))));
  const named = groups.map((words) => ({ words: words.map(plain).filter(Boolean), weight: groupWeight }));
  let rest = said;
  for (const word of groups
    .flat()
    .map(plain)
    .toSorted((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, " ");
  const left = rest.replace(empty, " ");
  return [...named, ...pairsOf(left).map((pair) => ({ words: [pair], weight: pairWeight }))];
}

/** By which notes are looked for in the database. */
export const termsAsked = (asked: readonly Asked[]): string[] => [
  ...new Set(asked.flatMap(({ words }) => words.flatMap((word) => (word.length > 1 ? pairsOf(word) : word)))),
];

const fieldWeights = { title: 1.6, keywords: 1.6, body: 1 } as const;

/** A note as it is compared. */
export type Read = { title: string; keywords: string; body: string };
export const readNote = ({ title, keywords, body }: Note): Read => ({
  title: plain(title),
  keywords: keywords.map(plain).join(" "),
  body: plain(body),
});

/** Whether a text says a word; in Latin letters as a whole one. */
export const says = (text: string, word: string): boolean =>
  /^[a-z0-9]+$/.test(word) ? new RegExp(`(?<![a-z0-9])${word}(?![a-z0-9])`).test(text) : text.includes(word);

/** In which field of a note something stands, by that field's weight; 0 for none. */
function standsIn(note: Read, { words }: Asked): number {
  const fields = (["title", "keywords", "body"] as const).filter((field) => words.some((word) => says(note[field], word)));
  return Math.max(0, ...fields.map((field) => fieldWeights[field]));
}

/**
 * How well each note answers, best first.
 *
 * @param total how many notes the shelf has; `notes` may be only those that share a word with the question
 * @returns `share`: how much of what is asked the note speaks of, 0 to about 1
 */
export function rank<N>(asked: readonly Asked[], notes: readonly { note: N; read: Read }[], total: number): { note: N; share: number }[] {
  const places = asked.map((one) => notes.map(({ read }) => standsIn(read, one)));
  const weights = asked.map(({ weight }, index) => {
    const having = places[index]?.filter((place) => place > 0).length ?? 0;
    return weight * Math.log(1 + (total - having + 0.5) / (having + 0.5));
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (!all) return [];
  return notes
    .map(({ note }, column) => ({
      note,
      share: weights.reduce((sum, weight, index) => sum + weight * (places[index]?.[column] ?? 0), 0) / all,
    }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
}

/** From here on a note answers; below it merely shares a word with the question. */
export const answersFrom = 0.46;

/** A note without a title is called by its first words. */
export const titleOf = (body: string, maxCharacters: number): string =>
  firstCharacters((body.split(/[\n。！？!?：:]/)[0] ?? body).trim() || body, maxCharacters);
