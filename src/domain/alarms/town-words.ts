import { and, asc, eq } from "drizzle-orm";
import { alarmWord } from "../../database/schema/town-rules.ts";
import type { Work } from "../../database/work.ts";
import { maxAlarmWordCharacters, maxAlarmWords, minAlarmWordCharacters } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { OwnAlarmWord } from "./hear.ts";

/** The town's own words, in the order of the alphabet, so that two readings of them can be compared. */
export const findAlarmWords = (work: Work): Promise<OwnAlarmWord[]> =>
  work.tx
    .select({ kind: alarmWord.kind, word: alarmWord.word })
    .from(alarmWord)
    .where(eq(alarmWord.townId, work.townId))
    .orderBy(asc(alarmWord.word));

/** A word as it is kept: without space around it. @returns undefined when it is too short, too long or nothing */
export function readAlarmWord(typed: string): string | undefined {
  const word = typed.normalize("NFKC").replace(/\s+/g, " ").trim();
  const length = [...word].length;
  return length >= minAlarmWordCharacters && length <= maxAlarmWordCharacters && /\p{L}/u.test(word) ? word : undefined;
}

/**
 * Adds words of one kind, divided by commas, spaces or lines; one that is known gets the new kind.
 *
 * @returns the words; a refusal when one cannot be read, and then none is added
 */
export async function addAlarmWords(work: Work, kind: OwnAlarmWord["kind"], typed: string): Promise<string[] | Refusal> {
  const parts = typed.split(/[、,，;；\n]+/).filter((part) => part.trim());
  const words = [...new Set(parts.map(readAlarmWord))];
  if (!words.length || words.includes(undefined)) {
    return refuse("word-unclear", {
      word: parts.find((part) => !readAlarmWord(part)) ?? "",
      least: minAlarmWordCharacters,
      most: maxAlarmWordCharacters,
    });
  }
  const known = await findAlarmWords(work);
  const fresh = words.filter((word) => !known.some((one) => one.word === word));
  if (known.length + fresh.length > maxAlarmWords) return refuse("too-many", { most: maxAlarmWords });
  for (const word of words as string[]) await keepAlarmWord(work, { kind, word });
  return words as string[];
}

export async function keepAlarmWord(work: Work, { kind, word }: OwnAlarmWord) {
  await work.tx
    .insert(alarmWord)
    .values({ townId: work.townId, word, kind, addedAt: work.now })
    .onConflictDoUpdate({ target: [alarmWord.townId, alarmWord.word], set: { kind } });
}

export async function removeAlarmWord(work: Work, word: string) {
  await work.tx.delete(alarmWord).where(and(eq(alarmWord.townId, work.townId), eq(alarmWord.word, word)));
}
