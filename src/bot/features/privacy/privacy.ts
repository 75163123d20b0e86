import { priorities } from "../../../database/work.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { retention } from "../../../domain/privacy/limits.ts";
import { countOwnData, noteOwnExport } from "../../../domain/privacy/own-data.ts";
import { findTerms } from "../../../domain/privacy/retention.ts";
import { button, inline, styled } from "../../../wording/buttons.ts";
import { privacyData } from "../../../wording/callbacks.ts";
import { type BotContext, say, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { erasePresses } from "./erase.ts";
import { keepingPresses } from "./keeping.ts";

/** /privacy: what is kept about the person, why, for how long, and the way to have it. */
export async function showPrivacy(ctx: BotContext) {
  const [{ reports, said, drafts, updates, messages }, terms] = await Promise.all([countOwnData(ctx.work, ctx.actor), findTerms(ctx.work)]);
  const { name, phone } = ctx.actor;
  const values = { name, phone: phone ?? word(ctx, "privacy-no-phone"), reports, said, drafts, updates, messages };
  const days = { wordDays: retention.update_words.days, updateDays: terms.updates, messageDays: terms.messages, draftDays: terms.drafts };
  const markup = inline([
    [
      button(word(ctx, "button-own-data"), privacyData.pack("export")),
      styled(button(word(ctx, "button-erase"), privacyData.pack("erase")), "danger"),
    ],
    ...(mayUse(ctx.actor, "keeping") ? [[button(word(ctx, "button-keeping"), privacyData.pack("keeping"))]] : []),
  ]);
  say(ctx, "privacy", { ...values, ...days, years: terms.tickets / 365 }, { markup });
}

async function exportOwn(ctx: BotContext) {
  await noteOwnExport(ctx.work, ctx.actor);
  for (const as of ["page", "json"] as const) ctx.work.tell(ctx.actor, { kind: "own-data", as }, { priority: priorities.answer });
}

export const privacyPresses = pressesOf(privacyData, { "": showPrivacy, export: exportOwn, ...erasePresses, ...keepingPresses });
