import { inline, rowsOf } from "../../buttons.ts";
import { takeLeave } from "../../domain/people/leave.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { colleagueStep } from "./colleagues.ts";

type Leave = { days?: number };
const usualDays = [1, 2, 3, 7, 14];

/** /leave: how long, and who takes new matters meanwhile. */
const leaveFlow = defineFlow<Leave>({
  name: "leave",
  steps: {
    days: {
      ask(ctx) {
        const days = usualDays.map((count) => choice(ctx, word(ctx, "button-leave-days", { days: count }), String(count)));
        const last = [stepButton(ctx, "button-leave-end", "0"), stepButton(ctx, "button-cancel", "cancel")];
        say(ctx, "ask-leave-days", {}, { markup: inline([...rowsOf(days, 3), last]) });
      },
      async press(ctx, data, value) {
        const days = Number(value);
        if (days !== 0 && !usualDays.includes(days)) return "ask_again";
        data.days = days;
        if (days > 0) return { to: "deputy" };
        await takeLeave(ctx.work, ctx.actor, 0);
        sayMenu(ctx, "leave-ended");
        return "done";
      },
    },
    deputy: colleagueStep<Leave>({
      key: "ask-deputy",
      back: "days",
      isSelfOffered: false,
      async chosen(ctx, data, { id }): Promise<Move> {
        const deputy = await takeLeave(ctx.work, ctx.actor, data.days ?? 1, id);
        if (isRefusal(deputy)) {
          sayRefusal(ctx, deputy);
          return "ask_again";
        }
        sayMenu(ctx, "leave-taken", { days: data.days ?? 1, name: deputy?.name ?? "—" });
        return "done";
      },
    }),
  },
});

export async function beginLeave(ctx: BotContext) {
  if (!(await allowed(ctx, "leave"))) return;
  await begin(ctx, leaveFlow, "days", {});
}
