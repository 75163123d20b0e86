import { rememberPhone } from "../../../domain/people/person.ts";
import { phoneIn } from "../../../domain/people/written.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say, word } from "../../context.ts";
import { type Conversation, conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import type { Asked } from "../../questions.ts";

/** A phone number, by Telegram's own key or typed; `null` for who would rather not say. */
const phoneNumber = ({ key, values = {} }: Asked): Question<string | null> => ({
  ask(ctx) {
    const keyboard = [[{ text: word(ctx, "button-send-phone"), request_contact: true as const }], [{ text: word(ctx, "button-skip") }]];
    say(ctx, key, values, { markup: { keyboard, resize_keyboard: true } });
  },
  press: (_ctx, pressed) => (pressed === "skip" ? null : undefined),
  message(ctx, message) {
    const { phone, text = "" } = contentOf(message);
    const number = phone?.number ?? phoneIn(text);
    if (!number) say(ctx, "phone-unclear");
    return number;
  },
});

/**
 * A person who was promised a call is asked for the number, if nobody has it.
 *
 * @param asked what is promised
 * @param tell passes the number on to those who promised
 */
export function callingBack<Given extends object>(
  name: string,
  asked: (given: Given) => Asked,
  tell: (ctx: BotContext, given: Given, phone: string) => Promise<unknown>,
): Conversation<Given> {
  return conversation<{ phone: string | null }, Given>(
    name,
    async ({ ctx, given, ask }) => {
      const phone = await ask("phone", phoneNumber(asked(given)));
      if (phone === null) return sayMenu(ctx, "no-number-given");
      rememberPhone(ctx.work, ctx.actor, phone);
      ctx.actor = { ...ctx.actor, phone };
      await tell(ctx, given, phone);
      sayMenu(ctx, "number-passed-on", { phone });
    },
    { cancelled: (ctx) => sayMenu(ctx, "no-number-given") },
  );
}
