import { takeLeave } from "../../../domain/people/leave.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { oneOf } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";

const usualDays = [1, 2, 3, 7, 14];

const howLong = oneOf(
  { key: "ask-leave-days" },
  (ctx) => [
    ...usualDays.map((days) => ({ caption: word(ctx, "button-leave-days", { days }), value: String(days), answer: days })),
    { caption: word(ctx, "button-leave-end"), value: "0", answer: 0 },
  ],
  { columns: 3 },
);

const deputy = colleague({ key: "ask-deputy" }, (ctx, { id }) => id !== ctx.actor.id);

/** /leave: how long, and who takes new matters meanwhile. */
const leave = conversation<{ days: number; deputy: ChosenPerson }>("leave", async ({ ctx, ask, again }) => {
  const days = await ask("days", howLong);
  if (days === 0) {
    await takeLeave(ctx.work, ctx.actor, 0);
    return sayMenu(ctx, "leave-ended");
  }
  const { id } = await ask("deputy", deputy);
  const taken = await takeLeave(ctx.work, ctx.actor, days, id);
  if (isRefusal(taken)) {
    sayRefusal(ctx, taken);
    return again("deputy");
  }
  sayMenu(ctx, "leave-taken", { days, name: taken?.name ?? "—" });
});

export async function beginLeave(ctx: BotContext) {
  if (await allowed(ctx, "leave")) await leave.enter(ctx, {});
}
