import { type BotContext, say } from "../../../src/bot/context.ts";

export const ask = (ctx: BotContext, kind: "problem" | "compliment") => say(ctx, `kind-${kind}`);
