import { isRefusal } from "../../../domain/refusal.ts";
import { findLeft, handOver } from "../../../domain/rosters/hand-over.ts";
import { sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { oneOf } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";

type OfRoster = { rosterId: number };

const whose = ({ rosterId }: OfRoster) =>
  oneOf<number>({ key: "ask-hand-whose" }, async (ctx) =>
    (await findLeft(ctx.work, ctx.actor, rosterId)).map(({ id, name, count }) => ({
      caption: `${name} ${count}`,
      value: String(id),
      answer: id,
    })),
  );

/** 转给别人: what is left of somebody's part of a list. */
export const handing = conversation<{ from: number; to: ChosenPerson }, OfRoster>("roster-hand", async ({ ctx, given, ask, again }) => {
  const from = await ask("from", whose(given));
  const to = await ask(
    "to",
    colleague({ key: "ask-hand-to" }, (_ctx, { id }) => id !== from),
  );
  const count = await handOver(ctx.work, ctx.actor, given.rosterId, from, to.id);
  if (!isRefusal(count)) return sayMenu(ctx, "roster-handed", { count, name: to.name });
  sayRefusal(ctx, count);
  if (count.refused === "nobody-there") await again("to");
});
