import { label } from "../texts.ts";
import type { BotContext } from "./context.ts";

/** In a group the bot keeps quiet unless spoken to, and then points to the private chat, where nobody reads along. */
export async function inGroup(ctx: BotContext) {
  const typed = ctx.message?.text ?? ctx.message?.caption ?? "";
  const isForBot = typed.startsWith("/") || typed.includes(`@${ctx.me.username}`);
  if (ctx.callbackQuery) await ctx.answerCallbackQuery();
  if (!ctx.message || !isForBot) return;
  const language = ctx.from?.language_code?.startsWith("zh") === false ? "en" : "zh";
  await ctx.reply(label(language, "come-to-private-chat"), {
    reply_markup: {
      inline_keyboard: [[{ text: label(language, "button-private-chat"), url: `https://t.me/${ctx.me.username}?start=menu` }]],
    },
  });
}
