import type { InlineKeyboardButton } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { Named } from "../domain/people/officials.ts";
import type { TextValues } from "../wording/texts.ts";
import { type BotContext, word } from "./context.ts";
import { choice, stepButton } from "./step-buttons.ts";

const described = (ctx: BotContext, { name, role }: Named) => word(ctx, "named-official", { name, role: word(ctx, `role-${role}`) });

/** One official: is it about them? Several of one name: about which? */
export function namedQuestion(ctx: BotContext, named: readonly Named[]): [key: TextKey, values: TextValues] {
  const [only] = named;
  return only && named.length === 1 ? ["ask-named", { name: described(ctx, only) }] : ["ask-named-which", {}];
}

export function namedButtons(ctx: BotContext, named: readonly Named[]): InlineKeyboardButton[][] {
  const [only] = named;
  const isOne = named.length === 1 && only;
  const yes = isOne
    ? [[stepButton(ctx, "button-about-them", `p${only.id}`)]]
    : named.map((one) => [choice(ctx, `🙈 ${described(ctx, one)}`, `p${one.id}`)]);
  return [
    ...yes,
    [stepButton(ctx, isOne ? "button-only-mentioned" : "button-none-of-them", "no")],
    [stepButton(ctx, "button-named-unknown", "unknown")],
  ];
}
