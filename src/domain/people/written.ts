import { maxNameCharacters } from "../limits.ts";

/**
 * One person as people write them into one line: name, phone, and whatever else stands there. Nothing of it is lost: what is neither name nor
 * phone is the note.
 */
export type WrittenPerson = {
  name: string;
  phone: string | undefined;
  note: string;
  /** Digits that are meant as a phone and are none: one too few, one too many. */
  unclear?: string;
};

/** Full-width letters, digits and signs as their narrow ones, character by character, so that places in the text stay the same. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\u3000\u00a0\u2002-\u200a]/g, " ");

const gap = String.raw`[\s\-–—.·_]*`;
const mobile = String.raw`(?:\(?(?:\+|00)?${gap}86\)?${gap}|0|\+)?1${gap}[3-9](?:${gap}\d){9}`;
const landline = String.raw`\(?0\d{2,3}\)?${gap}[2-9](?:[\s\-]?\d){6,7}(?:\s*(?:转|分机|ext\.?|#|-)\s*\d{1,5})?`;
const foreign = String.raw`\+(?!${gap}86|1[3-9]\d{9}(?!\d))\d{1,3}(?:[\s\-()]*\d){6,12}`;
const hotline = String.raw`[48]00${gap}\d{3,4}${gap}\d{3,4}`;
const local = String.raw`[2-9]\d{2,3}[\s\-]?\d{4}`;
const short = String.raw`(?<=短号\s*:?\s*)\d{4,6}`;
const notWithin = { before: String.raw`(?<![\d+*])`, after: String.raw`(?!\d|[Xx]\b)` };
/** The likeliest first: what is written as a mobile is no landline. */
const phones = [mobile, landline, foreign, hotline, local, short].map((form) => new RegExp(notWithin.before + form + notWithin.after, "g"));
/** 20230105 is a day. */
const isDay = (digits: string) => /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(digits);

/** 幺三八…: as it is said and heard. */
const said = "零〇一幺二两三四五六七八九";
const saidDigits: Record<string, string> = Object.fromEntries(
  [..."001122345678 9".replace(" ", "")].map((digit, index) => [said[index], digit]),
);
const asDigits = (text: string) =>
  text.replace(new RegExp(`(?<![${said}])[${said}](?:[ ]?[${said}]){10}(?![${said}])`, "g"), (run) =>
    [...run].map((character) => saidDigits[character] ?? character).join(""),
  );

/** Its digits as they are kept and compared, however it was written: without the country, blanks and signs. */
export function samePhone(written: string): string {
  const [, called, dialled] = /^(\D*0\d{2,3}\D*\d{7,8})\D+(\d{1,5})$/.exec(narrow(written)) ?? [];
  const [main = "", extension = dialled] = (called ?? narrow(written)).split(/转|分机|ext\.?|#/i);
  const sign = /^\s*\+(?!\s*86|1[3-9]\d{9}$)/.test(main) ? "+" : "";
  const digits = main.replace(/\D/g, "").replace(/^(?:00|0)?(?:86)?(?=1[3-9]\d{9}$)/, "");
  return `${sign}${digits}${extension?.trim() ? `-${extension.trim()}` : ""}`;
}

type Found = { at: number; end: number; phone: string };

/** Every phone in a text, in the order in which they stand there. */
function findPhones(text: string): Found[] {
  const found: Found[] = [];
  for (const form of phones)
    for (const match of text.matchAll(form)) {
      const [at, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => at < other.end && other.at < end) || isDay(match[0].replace(/\D/g, ""))) continue;
      found.push({ at, end, phone: samePhone(match[0]) });
    }
  return found.toSorted((a, b) => a.at - b.at);
}

const phoneLabel = String.raw`(?:联系|手机|家庭|移动|固定|办公)?(?:电话|手机|座机|方式|号码|tel|phone|mobile|mob|cell|ph|☎️?|📞|📱|☏)(?:号码|号|no)?\.?`;
/** A text that is nothing but one phone. */
export function phoneIn(written: string): string | undefined {
  const text = asDigits(narrow(written)).trim();
  const [first, second] = findPhones(text);
  if (!first || second) return /^(?:1[01]\d{1,3}|12\d{3}|9[56]\d{3,6})$/.test(text) ? text : undefined;
  const rest = text.slice(0, first.at) + text.slice(first.end);
  return rest.replace(new RegExp(phoneLabel, "gi"), "").replace(/(?:我的|本人|是|的)|[\s:,.;。()[\]【】]/g, "") === ""
    ? first.phone
    : undefined;
}

/** Before the name: `1.`, `(2)`, `③`, `- `. */
const numbering = /^\s*(?:\(?\d{1,3}\)?\s*[.、:)]\s*(?!\d)|\(\d{1,3}\)\s*|[①-⑳]\s*|[-•*·]\s+|\d{1,3}\s+(?=[\p{L}]))/u;
const nameLabel =
  /^(?:户主姓名|户主|姓名|名字|联系人|当事人|户名|收款人|领取人|name|contact)\s*(?:[:=]|是|\s)\s*|^户主(?=\p{Script=Han}{2,4}$)/iu;
/** What is said of somebody and is not their name. */
const aside =
  /^(?:男|女|[MF]|汉族?|本人|同上|无|没有?|\d+\s*(?:口人|人|口|岁|周岁|户|亩|号|栋|楼|室)|(?:\d{4}[年.\-/]\s*\d{0,2}.*)|\d{17}[\dXx]|\S{0,6}(?:村|镇|乡|县|社区)(?:\S{0,4}(?:组|社|队|屯|湾))?|第?[一二三四五六七八九十\d]{1,3}(?:村民小组|小组|组|社|队))$/;
const placeBefore =
  /^((?:[\p{L}]{1,6}(?:村|社区))?(?:第?[一二三四五六七八九十\d]{1,3}(?:村民小组|小组|组|社|队))|[\p{L}]{2,6}村(?!民))(?=\s*[\p{L}])/u;

/**
 * Reads one line: `王有根 138 0013 8000 屋后`, `1、王有根（二组）电话：0797-6666666`.
 *
 * @returns undefined when there is no name in it, or one that is too long to be one
 */
export function readPerson(written: string): WrittenPerson | undefined {
  const text = asDigits(narrow(written)).replace(/[\u200b-\u200f\ufeff]/g, "");
  const main = likeliestOf(findPhones(text), text);
  const { name, notes } = divide(main ? withoutPhone(text, main) : text);
  if (!name || [...name].length > maxNameCharacters) return undefined;
  const note = notes.join(" ");
  const unclear = main ? undefined : /(?<!\d)\d{7,17}(?![\dXx])/.exec(note)?.[0];
  return { name, phone: main?.phone, note, ...(unclear && !isDay(unclear) ? { unclear } : {}) };
}

/** Their own: a mobile before a landline, and before both what does not stand in brackets, where it is a son's or a neighbour's. */
function likeliestOf(found: readonly Found[], text: string): Found | undefined {
  const rank = ({ at, phone }: Found) =>
    (/[([【][^)\]】]*\p{L}[^)\]】]*$/u.test(text.slice(0, at)) ? 2 : 0) + (/^1\d{10}$/.test(phone) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** What is no person: `县公路段 0797-6666666`. */
export function readOffice(written: string): { name: string; phone: string | undefined } {
  const text = asDigits(narrow(written)).replace(/\s+/g, " ");
  const [found] = findPhones(text);
  const name = (found ? withoutPhone(text, found) : text).replace(/[\s:,，;；]+/g, " ").trim();
  return { name, phone: found && text.slice(found.at, found.end).trim() };
}

/** What is left when the phone and the words that announce it are gone. */
function withoutPhone(text: string, { at, end }: Found): string {
  const announced = new RegExp(String.raw`(?:短号|${phoneLabel})\s*(?:[:=]|是|为)?\s*[(\[]?$`, "i");
  const before = text.slice(0, at).replace(announced, "");
  const after = text.slice(end);
  // A bracket that held nothing but the phone goes with it.
  const isHeld = /[([【<]\s*$/.test(before) && /^\s*[)\]】>]/.test(after);
  return isHeld ? `${before.replace(/[([【<]\s*$/, "")}\n${after.replace(/^\s*[)\]】>]/, "")}` : `${before}\n${after}`;
}

/** The name, and everything else. */
function divide(text: string): { name: string; notes: string[] } {
  const notes: string[] = [];
  const parts = text
    .replace(numbering, "")
    .split(/[\n\t,，、;；|。]+|(?<![\d<])\/|\s{3,}|(?=[([【])|(?<=[)\]】])/u)
    .map((part) => part.trim().replace(/^[:：\-—–./\s]+(?=\S)|[:=\-—–/\s]+$/g, ""))
    .filter((part) => part && !/^[()[\]【】<>]+$/.test(part));
  let name = "";
  for (const part of parts) {
    const bracketed = /^[([【](.*?)[)\]】]?$/.exec(part)?.[1]?.trim();
    if (bracketed !== undefined) {
      // (大), (小), (东): which of two people of one name.
      if (name && !notes.length && [...bracketed].length === 1 && !/[男女]/.test(bracketed)) name += `(${bracketed})`;
      else if (bracketed) notes.push(bracketed);
    } else if (name) notes.push(part);
    else name = named(part, notes);
  }
  const said = notes.map((note) => note.replace(/^(?:备注|说明|note)\s*[:=]\s*/i, ""));
  return { name: name.replace(/^["'“”‘’「」]+|["'“”‘’「」]+$/g, ""), notes: said };
}

/** Of one character, or one of the double surnames. */
const surname = /^(?:\p{Script=Han}|欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐)$/u;

/** The name in a part of the line; what stands beside it joins the notes. */
function named(part: string, notes: string[]): string {
  const bare = part.replace(nameLabel, "").trim();
  if (!bare) return "";
  if (aside.test(bare)) return keep(notes, bare);
  const [place = ""] = placeBefore.exec(bare) ?? [];
  if (place) {
    notes.push(place);
    return named(bare.slice(place.length).trim(), notes);
  }
  const words = bare.split(/\s+/);
  const [first = "", second = ""] = words;
  // 王 勇, written apart so that it is as long as the others.
  if (surname.test(first) && /^\p{Script=Han}{1,2}$/u.test(second) && !aside.test(second))
    return take(first + second, words.slice(2), notes);
  if (words.length > 1 && aside.test(first)) {
    notes.push(first);
    return named(words.slice(1).join(" "), notes);
  }
  // Zhang San: a name in other letters has several words.
  const isLatin = (word: string) => /^[\p{Script=Latin}'.’-]+$/u.test(word);
  const length = isLatin(first) ? words.findIndex((word) => !isLatin(word)) : 1;
  return take(words.slice(0, length < 0 ? undefined : length).join(" "), length < 0 ? [] : words.slice(length), notes);
}

const keep = (notes: string[], note: string) => {
  notes.push(note);
  return "";
};
const take = (name: string, rest: readonly string[], notes: string[]) => {
  if (rest.length) notes.push(rest.join(" "));
  return name;
};
