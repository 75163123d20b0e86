import { findTown } from "../../../domain/places/places.ts";
import { findTerms } from "../../../domain/privacy/retention.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { privacyData } from "../../../wording/callbacks.ts";
import { type BotContext, say, word } from "../../context.ts";

/**
 * What somebody is told who is here for the first time: what is kept, why and for how long, with the way to all of it. It stands before the
 * welcome; the person who begins with a matter reads first what that matter is answered with, which may be the numbers to call.
 */
export async function withFirstUse(ctx: BotContext, next: () => Promise<void>) {
  const isReady = (await findTown(ctx.work))?.claimedAt;
  const comesToStart = /^\/start\b/.test(ctx.message?.text ?? "");
  if (isReady && comesToStart) await tellFirst(ctx);
  await next();
  if (isReady && !comesToStart) await tellFirst(ctx);
}

async function tellFirst(ctx: BotContext) {
  const { tickets } = await findTerms(ctx.work);
  const markup = inline([[button(word(ctx, "button-privacy"), privacyData.pack(""))]]);
  say(ctx, "first-use", { years: tickets / 365 }, { markup });
}
