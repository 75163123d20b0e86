import { findRoster, setRoster } from "../../../domain/emergencies/duty.ts";
import { answerRoll, callRoll } from "../../../domain/emergencies/roll-call.ts";
import { maxRollCallCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { inline } from "../../../wording/buttons.ts";
import { rollCallData } from "../../../wording/callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { lastRow, lines, submission, words } from "../../questions.ts";
import { type ChosenVillage, villageWhere } from "../../town-questions.ts";
import { callingBack } from "../account/phone.ts";

/** The roster of who is on duty, above the question for lines to be changed. */
const dutyLines: Question<string> = {
  ...lines({ key: "ask-duty" }),
  async ask(ctx) {
    const { language } = ctx.actor;
    const known = (await findRoster(ctx.work)).map(({ day, names }) =>
      text(language, "duty-line", { day, names: listed(language, names) }),
    );
    const html = [text(language, "duty-title"), ...known, "", text(language, "ask-duty")].join("\n");
    sayHtml(ctx, html, { markup: inline([lastRow(ctx)]) });
  },
};

/** /duty. */
const settingDuty = conversation<{ lines: string }>("duty", async ({ ctx, ask, again }) => {
  const days = await setRoster(ctx.work, await ask("lines", dutyLines));
  if (isRefusal(days)) {
    sayRefusal(ctx, days);
    return again("lines");
  }
  sayMenu(ctx, "duty-set", { count: days.length });
});

export async function beginDuty(ctx: BotContext) {
  if (await allowed(ctx, "duty")) await settingDuty.enter(ctx, {});
}

/** In what words; the village's name when there are none. */
function callWords(village: string): Question<string> {
  const asked = { key: "ask-roll-call-words", values: { village } } as const;
  const { message } = words(asked, maxRollCallCharacters);
  const usual = submission(asked);
  return {
    ask: usual.ask,
    press: (_ctx, pressed) => (pressed === "submit" || pressed === "skip" ? village : undefined),
    ...(message ? { message } : {}),
  };
}

/** /rollcall: which village, and in what words. */
const callingRoll = conversation<{ village: ChosenVillage; words: string }>("rollcall", async ({ ctx, ask }) => {
  const { id, name } = await ask("village", villageWhere({ key: "ask-roll-call-village" }, "call_roll"));
  const asked = await callRoll(ctx.work, ctx.actor, id, await ask("words", callWords(name)));
  if (isRefusal(asked)) sayRefusal(ctx, asked);
  else sayMenu(ctx, "roll-called", { count: asked, village: name });
});

export async function beginRollCall(ctx: BotContext) {
  if (await allowed(ctx, "rollcall")) await callingRoll.enter(ctx, {});
}

/** A person who needs help is called, and must be found by a number. */
const numberForHelp = callingBack<{ id: number }>(
  "number-for-help",
  () => ({ key: "ask-number-for-help" }),
  (ctx, { id }) => answerRoll(ctx.work, ctx.actor, id, false),
);

/** 平安 or 需要帮助 was pressed. */
async function answerRollCall(ctx: BotContext, id: number, answer: "safe" | "help") {
  const refusal = await answerRoll(ctx.work, ctx.actor, id, answer === "safe");
  if (refusal) return toast(ctx, `refused-${refusal.refused}`);
  // Somebody who said "safe" may still come to need help.
  if (answer === "help") await takeButtonsAway(ctx);
  say(ctx, answer === "safe" ? "safe-noted" : "help-noted");
  if (answer === "help" && !ctx.actor.phone) await numberForHelp.enter(ctx, { id });
}

export const rollCallPresses = pressesOf(rollCallData, { "": (ctx, { id, answer }) => answerRollCall(ctx, id, answer) });
