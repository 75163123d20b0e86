import { createRequire } from "node:module";
import type { pinyin } from "pinyin-pro";

/** Its tables take a moment to load: not while the program starts and is asked whether it lives. */
const load = createRequire(import.meta.url);
const loaded = () => load("pinyin-pro") as { pinyin: typeof pinyin };

/** What a character may sound like, without tones; empty for what is none. Most words are typed by their sound, so that is how they go wrong. */
export function soundsOf(character: string): readonly string[] {
  const known = sounds.get(character);
  if (known) return known;
  const isHan = /\p{Script=Han}/u.test(character);
  const heard = isHan ? [...new Set(loaded().pinyin(character, { toneType: "none", type: "array", multiple: true, v: true }))] : [];
  sounds.set(character, heard);
  return heard;
}

/** Never more than there are characters. */
const sounds = new Map<string, readonly string[]>();

const soundsAlike = (one: string, other: string): boolean =>
  one === other || soundsOf(one).some((sound) => soundsOf(other).includes(sound));

/**
 * Puts a word in the place of what sounds like it: 章建军 becomes 张建军, 活补下去 becomes 活不下去. One character at least must be the right
 * one, so that not everything that sounds alike is taken for it.
 *
 * @param fits whether these characters may be a slip for that word
 */
export function straightened(text: string, word: string, fits: (given: readonly string[]) => boolean): string {
  const wanted = [...word];
  if (!wanted.some((one) => text.includes(one))) return text;
  const characters = [...text];
  for (let start = 0; start + wanted.length <= characters.length; start++) {
    // Most places are none, and are passed over without looking at sounds.
    if (!wanted.some((one, index) => one === characters[start + index])) continue;
    if (!soundsAlike(characters[start] ?? "", wanted[0] ?? "")) continue;
    const given = characters.slice(start, start + wanted.length);
    const right = given.filter((one, index) => one === wanted[index]).length;
    if (right === 0 || right === wanted.length || !given.every((one, index) => soundsAlike(one, wanted[index] ?? ""))) continue;
    if (fits(given)) characters.splice(start, wanted.length, ...wanted);
  }
  return characters.join("");
}

/** A word in Latin letters, as a pattern: zhangjianjun, zhang jian jun, zhang jianjun. */
export const latinPattern = (word: string): string =>
  [...word]
    .map(
      (character) =>
        `(?:${soundsOf(character)
          .map((sound) => sound.replace("v", "[vu]"))
          .join("|")})`,
    )
    .join("[\\s'-]*");
