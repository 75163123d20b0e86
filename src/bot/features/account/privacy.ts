import { priorities } from "../../../database/work.ts";
import { keepInboxDays, keepOutboxDays } from "../../../domain/limits.ts";
import { countOwnData, noteOwnExport } from "../../../domain/privacy/own-data.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { privacyData } from "../../../wording/callbacks.ts";
import { type BotContext, say, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";

/** /privacy: what is kept about the person, why, for how long, and the way to have it. */
export async function showPrivacy(ctx: BotContext) {
  const { reports, said, drafts, updates, messages } = await countOwnData(ctx.work, ctx.actor);
  const { name, phone } = ctx.actor;
  const values = { name, phone: phone ?? word(ctx, "privacy-no-phone"), reports, said, drafts, updates, messages };
  const markup = inline([[button(word(ctx, "button-own-data"), privacyData.pack("export"))]]);
  say(ctx, "privacy", { ...values, updateDays: keepInboxDays, messageDays: keepOutboxDays }, { markup });
}

async function exportOwn(ctx: BotContext) {
  await noteOwnExport(ctx.work, ctx.actor);
  for (const as of ["page", "json"] as const) ctx.work.tell(ctx.actor, { kind: "own-data", as }, { priority: priorities.answer });
}

export const privacyPresses = pressesOf(privacyData, { "": showPrivacy, export: exportOwn });
