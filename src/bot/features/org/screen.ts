import type { InlineKeyboardButton } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import type { ServiceField } from "../../../database/values.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { button } from "../../../wording/buttons.ts";
import type { orgData } from "../../../wording/callbacks.ts";
import { listed } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import type { HandlersOf } from "../../presses.ts";
import { lines } from "../../questions.ts";

/** What some of the buttons of `/org` do. */
export type OrgPresses<What extends keyof (typeof orgData)["forms"] & string> = HandlersOf<typeof orgData, What>;

/** A button that leads to a screen, its caption from `locales/`. */
export const to = (ctx: BotContext, key: TextKey, packed: string): InlineKeyboardButton => button(word(ctx, key), packed);

/** What a service asks for, each with its kind of answer, a star where it is required. */
export const fieldNames = (ctx: BotContext, fields: readonly ServiceField[]): string[] =>
  fields.map(({ name, type, required }) => `${name}（${word(ctx, `field-type-${type}`)}${required ? "*" : ""}）`);

/** Says why not, if so. @returns whether it was done */
export function wasDone<T>(ctx: BotContext, outcome: T | Refusal): outcome is T {
  if (!isRefusal(outcome)) return true;
  sayRefusal(ctx, outcome);
  return false;
}

/** Whether the person still is an admin when a conversation comes to its end, and not only when it began. */
export const mayStill = (ctx: BotContext) => allowed(ctx, "org");

/** A conversation that takes names, one per line, and then shows where they are now. */
export const addingNames = (
  name: string,
  key: TextKey,
  add: (ctx: BotContext, names: string) => Promise<string[] | Refusal>,
  shown: (ctx: BotContext) => Promise<unknown>,
) =>
  conversation<{ names: string }>(name, async ({ ctx, ask, again }) => {
    const typed = await ask("names", lines({ key }));
    if (!(await mayStill(ctx))) return;
    const added = await add(ctx, typed);
    if (!wasDone(ctx, added)) return again("names");
    say(ctx, "names-added", { count: added.length, names: listed(ctx.actor.language, added) });
    await shown(ctx);
  });
