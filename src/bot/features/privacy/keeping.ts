import { type TownsKind, townsKinds } from "../../../domain/privacy/limits.ts";
import { choicesFor, chooseTerm, findTerms } from "../../../domain/privacy/retention.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { privacyData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, word } from "../../context.ts";
import type { HandlersOf } from "../../presses.ts";

const yearDays = 365;
const years = (ctx: BotContext, days: number) => word(ctx, "keeping-years", { years: days / yearDays });

/** 保存期限: for how long each kind is kept about which the town decides. */
async function showKeeping(ctx: BotContext) {
  if (!(await allowed(ctx, "keeping"))) return;
  const terms = await findTerms(ctx.work);
  const { language } = ctx.actor;
  const lines = townsKinds.map((kind) =>
    text(language, "keeping-line", { what: word(ctx, `keeping-${kind}`), years: years(ctx, terms[kind]) }),
  );
  const markup = inline(townsKinds.map((kind) => [button(word(ctx, `keeping-${kind}`), privacyData.pack("kind", { kind }))]));
  sayHtml(ctx, [text(language, "keeping-title"), ...lines, text(language, "keeping-how")].join("\n"), { markup });
}

async function askTerm(ctx: BotContext, { kind }: { kind: TownsKind }) {
  if (!(await allowed(ctx, "keeping"))) return;
  const choices = choicesFor(kind).map((days) => button(years(ctx, days), privacyData.pack("term", { kind, days })));
  say(ctx, "ask-keeping", { what: word(ctx, `keeping-${kind}`) }, { markup: inline([choices]) });
}

async function setTerm(ctx: BotContext, { kind, days }: { kind: TownsKind; days: number }) {
  if (!(await allowed(ctx, "keeping"))) return;
  const refusal = await chooseTerm(ctx.work, ctx.actor, kind, days);
  if (isRefusal(refusal)) return sayRefusal(ctx, refusal);
  say(ctx, "keeping-set", { what: word(ctx, `keeping-${kind}`), years: years(ctx, days) });
}

export const keepingPresses: HandlersOf<typeof privacyData, "keeping" | "kind" | "term"> = {
  keeping: showKeeping,
  kind: askTerm,
  term: setTerm,
};
