import { type Category, guessCategories, likeliestCategories } from "./categories.ts";

/** Words that begin another matter rather than go on with this one. */
const beginsAnother =
  /(?:还有(?:一个|一件|个|就是|的)?|还(?=[想要][问办申])|另外(?:一件)?|另(?:一(?:件|个)?事|有)|此外|再就是|再有(?:就是)?|以及|同时|\band also\b|(?<=^|[\s,，。.;；!！?？、])(?:再一个|再说一?(?:个|件)|顺便(?:说|问)?(?:一下|下)?|对了|首先|其次|最后|第[一二三四五]|[一二三四]是|also|another (?:thing|matter)|besides|furthermore|first(?:ly)?|by the way|secondly|second|third))[:：,，、\s]*/giu;
/** The head of an entry of a list: `1、`, `2.`, `(3)`, `一、`, `①`, `- `; a semicolon or a new line. */
const entryHead = /(?:^|\n|[\s。；;：:])(?:[（(]?[1-9一二三四五六七八九][）)、.．](?!\d)|[-•·]\s)\s*|[①②③④⑤⑥⑦⑧⑨]|[；;\n]+/gu;
/** Something is wrong, or somebody wants something: without that, words only go on with what was said. */
const wrongOrWanted =
  /[坏断漏堵塌倒破裂淹臭脏丢偷坑歪响晃掉]|跳闸|没有?[人水电网来发到信了]|冇|不[亮通来管发清收见]|怎么|咋|如何|想[办申要问]|要[办申补认报]|成山|停[水电了]|办(?:理|个|一下)|能不能|可以.*吗|多久|没.{0,3}(?:修|收|拉|装|清|发|给|管)|broken|damaged|not (?:been )?(?:working|collected|repaired|paid)|no (?:water|power|light)|leak|block|dirty|smell|stolen|how (?:do|can|to)|appl(?:y|ied)|needs?\b|would like|nobody/iu;
/** Beyond this it is a letter, and the person who reads it sorts it. */
const maxMatters = 5;

type Kind = Pick<Category, "keywords"> & { id: number };

/**
 * The matters in one message, when there are several of different kinds, each with its own words: "路灯坏了 还有垃圾没人收" is two. Several
 * sentences, or a list, about one matter are one, and what is of one kind stays together, for one person works on it anyway.
 *
 * @param categories of the town, by whose keywords a matter is known
 * @returns none when it is one matter, as far as anybody can tell by the words
 */
export function mattersIn(text: string, categories: readonly Kind[]): string[] {
  const pieces = piecesOf(text);
  if (pieces.length < 2) return [];
  const matters: { words: string[]; kinds: ReadonlySet<number> }[] = [];
  for (const words of pieces) {
    const likeliest = wrongOrWanted.test(words) ? likeliestCategories(words, categories) : [];
    const kinds = new Set(likeliest.map(({ id }) => id));
    const same = matters.find((one) => [...kinds].some((kind) => one.kinds.has(kind)));
    // What is no matter of its own says more about the one before; a greeting belongs to the first.
    const [greeting] = matters.length === 1 ? matters.filter((one) => one.kinds.size === 0) : [];
    const goesOn = same ?? greeting ?? (kinds.size ? undefined : matters.at(-1));
    if (greeting) greeting.kinds = kinds;
    if (goesOn) goesOn.words.push(words);
    else matters.push({ words: [words], kinds });
  }
  const isClear = matters.every(({ kinds }) => kinds.size > 0);
  return matters.length < 2 || matters.length > maxMatters || !isClear ? [] : matters.map(({ words }) => words.join("；"));
}

/** Words of something that went wrong, in however few characters: 桥断了, 停电, 没水. */
const plainlyWrong = /[坏断漏堵塌垮倒破裂烂淹臭偷]|停[水电]|[没冇][有得]?[水电网路灯]|不[亮通]/u;

/** Whether words say by themselves that something is wrong, whatever it is. */
export const saysWrong = (words: string): boolean => plainlyWrong.test(words);

/** Whether so few words may be a matter rather than a greeting: they name what a category is about, or say that something is wrong. */
export const isMatterInShort = (text: string, categories: readonly Kind[]): boolean =>
  saysWrong(text) || guessCategories(text, categories).length > 0;

const piecesOf = (text: string): string[] =>
  text
    .replace(entryHead, "\u0000")
    .replace(beginsAnother, "\u0000")
    .split("\u0000")
    .map((piece, index) => (index ? piece : piece.replace(/^\s*(?:一是|首先|第一(?:[件个]事?)?|firstly|first(?= ?[,:]))/i, "")))
    .map((piece) => piece.replace(/^[\s,，。;；、:：]+|[\s,，;；、:：]+$/gu, ""))
    .filter(Boolean);
