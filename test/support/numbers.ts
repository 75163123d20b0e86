import type { Message } from "@grammyjs/types";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import type { PersonDriver } from "./person.ts";
import type { Town } from "./town.ts";

type Walker = Pick<Town, "settled" | "clock">;
type Compared = { number: string; said: number; rows: number };

const numberIn = (words: string): number => Number((/(\d[\d,]*(?:\.\d+)?)(?!.*\d)/.exec(words)?.[1] ?? "").replaceAll(",", ""));
/** What a line of a deed counts for: its amount, or one. */
const amountIn = (line: string): number => {
  const amount = /：\D*(\d[\d,]*(?:\.\d+)?)\D*$/.exec(line)?.[1];
  return amount === undefined ? 1 : Number(amount.replaceAll(",", ""));
};

const captionsOf = (message: Message) =>
  (inlineKeyboardOf(message)?.inline_keyboard ?? [])
    .flat()
    .map(({ text }) => text)
    .join(" ");

/**
 * Taps every number below `/stats`, as its reader can, goes through all pages of its rows, and adds them up.
 *
 * @returns each number as it was said, and what its rows come to
 */
export async function tapEveryNumber({ settled, clock }: Walker, person: PersonDriver, command: string): Promise<Compared[]> {
  const tap = async (words: string | RegExp) => {
    // Nobody taps as fast as this; the bot would ask them to rest.
    clock.now += 3_000;
    await person.presses(words);
    await settled();
    const list = person
      .messages()
      .findLast((one) => one.from?.is_bot && /点数字|Tap a number|返回|Back/.test(captionsOf(one) + (one.text ?? "")));
    return list?.text ?? "";
  };
  await person.says(command).then(() => person.sees("📊"));
  await settled();
  const all = await tap(/全部数字|All numbers/);
  const numbered = [...all.matchAll(/^(\d+)\. (.+)$/gm)].map(([, index = "", words = ""]) => ({ index, words }));
  const compared: Compared[] = [];
  for (const { index, words } of numbered) {
    let shown = await tap(new RegExp(`^${index}$`));
    let rows = 0;
    for (;;) {
      const lines = shown.split("\n").slice(1);
      // Tickets have a number; deeds begin with their day.
      rows += lines.filter((line) => /^\S{1,2} ?#\d+/.test(line) || /^#\d+/.test(line)).length;
      rows += lines.filter((line) => /^(?:\d+\. )?\d\d-\d\d /.test(line)).reduce((sum, line) => sum + amountIn(line), 0);
      if (!person.newestButtons().some((caption) => caption.includes("➡️"))) break;
      shown = await tap("➡️");
    }
    compared.push({ number: words, said: numberIn(words), rows });
    await tap(/返回|Back/);
  }
  return compared;
}

export const differing = (compared: readonly Compared[]): Compared[] => compared.filter(({ said, rows }) => said !== rows);
