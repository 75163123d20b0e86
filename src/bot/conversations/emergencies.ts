import { idIn, inline, rowsOf } from "../../buttons.ts";
import { findRoster, setRoster } from "../../domain/emergencies/duty.ts";
import { answerRoll, callRoll } from "../../domain/emergencies/roll-call.ts";
import { findVillages } from "../../domain/places/places.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";

const longestCallCharacters = 300;

/** /duty: the roster of who is on duty, and its lines to be changed. */
const dutyFlow = defineFlow<object>({
  name: "duty",
  steps: {
    lines: {
      async ask(ctx) {
        const language = ctx.actor.language;
        const lines = (await findRoster(ctx.work)).map(({ day, names }) => text(language, "duty-line", { day, names: names.join("、") }));
        const html = [text(language, "duty-title"), ...lines, "", text(language, "ask-duty")].join("\n");
        sayHtml(ctx, html, { markup: inline([[stepButton(ctx, "button-cancel", "cancel")]]) });
      },
      async message(ctx, _data, message) {
        const days = await setRoster(ctx.work, message.text ?? "");
        if (isRefusal(days)) {
          sayRefusal(ctx, days);
          return "ask_again";
        }
        sayMenu(ctx, "duty-set", { count: days.length });
        return "done";
      },
    },
  },
});

export async function beginDuty(ctx: BotContext) {
  if (!(await allowed(ctx, "duty"))) return;
  await begin(ctx, dutyFlow, "lines", {});
}

type Calling = { villageId?: number; village?: string };

/** /rollcall: which village, and in what words. */
const rollCallFlow = defineFlow<Calling>({
  name: "rollcall",
  steps: {
    village: {
      async ask(ctx) {
        const villages = (await findVillages(ctx.work)).map(({ id, name }) => choice(ctx, name, String(id)));
        say(ctx, "ask-roll-call-village", {}, { markup: inline([...rowsOf(villages, 2), [stepButton(ctx, "button-cancel", "cancel")]]) });
      },
      async press(ctx, data, value) {
        const chosen = (await findVillages(ctx.work)).find(({ id }) => String(id) === value);
        if (!chosen) return "ask_again";
        Object.assign(data, { villageId: chosen.id, village: chosen.name });
        return { to: "words" };
      },
    },
    words: {
      back: () => "village",
      ask(ctx, data) {
        const last = [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")];
        const markup = inline([[stepButton(ctx, "button-submit", "submit")], last]);
        say(ctx, "ask-roll-call-words", { village: data.village ?? "" }, { markup });
      },
      press: (ctx, data, value) => (value === "submit" || value === "skip" ? call(ctx, data, "") : "ask_again"),
      message(ctx, data, message) {
        const words = message.text?.trim() ?? "";
        if (words && [...words].length <= longestCallCharacters) return call(ctx, data, words);
        say(ctx, "too-long", { given: [...words].length, most: longestCallCharacters });
        return "ask_again";
      },
    },
  },
});

async function call(ctx: BotContext, data: Calling, words: string): Promise<Move> {
  const asked = await callRoll(ctx.work, ctx.actor, data.villageId ?? 0, words || (data.village ?? ""));
  if (isRefusal(asked)) sayRefusal(ctx, asked);
  else sayMenu(ctx, "roll-called", { count: asked, village: data.village ?? "" });
  return "done";
}

export async function beginRollCall(ctx: BotContext) {
  if (!(await allowed(ctx, "rollcall"))) return;
  await begin(ctx, rollCallFlow, "village", {});
}

/** 平安 or 需要帮助 was pressed. @param value `<roll-call>:safe` or `<roll-call>:help` */
export async function answerRollCall(ctx: BotContext, value: string) {
  const [id, answer] = value.split(":");
  const refusal = await answerRoll(ctx.work, ctx.actor, idIn(id), answer === "safe");
  if (refusal) return toast(ctx, `refused-${refusal.refused}`);
  // Whoever said "safe" may still come to need help.
  if (answer !== "safe") await takeButtonsAway(ctx);
  say(ctx, answer === "safe" ? "safe-noted" : "help-noted");
}
