import { type BotContext, say } from "../../../src/bot/context.ts";

export const greet = (ctx: BotContext) => say(ctx, "welcom");
