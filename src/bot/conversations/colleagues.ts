import type { InlineKeyboardButton } from "@grammyjs/types";
import { idIn, inline, rowsOf } from "../../buttons.ts";
import { findStaff, type Person } from "../../domain/people/person.ts";
import { type BotContext, say } from "../context.ts";
import type { Move, Step } from "../dialog.ts";
import { choice } from "../step-buttons.ts";
import { lastRow } from "./common-steps.ts";

const mostColleaguesShown = 80;

/** Everybody who can be handed something, as buttons, as many as a keyboard has room for. @param mark stands before each id */
export const colleagueButtons = async (ctx: BotContext, mark = "", except?: number): Promise<InlineKeyboardButton[]> =>
  (await findStaff(ctx.work))
    .filter(({ id }) => id !== except)
    .slice(0, mostColleaguesShown)
    .map(({ id, name }) => choice(ctx, `👤 ${name}`, `${mark}${id}`));

/** The one colleague of exactly this name: a large town has more people than buttons. Says so when there is none. */
export async function colleagueNamed(ctx: BotContext, typed: string | undefined): Promise<Person | undefined> {
  const named = (await findStaff(ctx.work)).filter(({ name }) => name === typed?.trim());
  if (named.length === 1) return named[0];
  say(ctx, "colleague-unknown");
  return undefined;
}

/** Chooses a colleague, by button or by name. */
export function colleagueStep<D extends object>(given: {
  key: string;
  back: string;
  isSelfOffered: boolean;
  chosen: (ctx: BotContext, data: D, colleague: Person) => Promise<Move> | Move;
}): Step<D> {
  const { key, back, isSelfOffered, chosen } = given;
  return {
    back: () => back,
    async ask(ctx) {
      const people = await colleagueButtons(ctx, "", isSelfOffered ? undefined : ctx.actor.id);
      say(ctx, people.length ? key : "nobody-else", {}, { markup: inline([...rowsOf(people, 2), lastRow(ctx, true)]) });
    },
    async press(ctx, data, value) {
      const found = (await findStaff(ctx.work)).find(({ id }) => id === idIn(value));
      return found ? chosen(ctx, data, found) : "ask_again";
    },
    async message(ctx, data, message) {
      const found = await colleagueNamed(ctx, message.text);
      return found ? chosen(ctx, data, found) : "ask_again";
    },
  };
}
