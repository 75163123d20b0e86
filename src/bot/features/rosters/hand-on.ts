import { isRefusal } from "../../../domain/refusal.ts";
import { findShares, handOn, permitHanding } from "../../../domain/rosters/hand-on.ts";
import { permitRoster } from "../../../domain/rosters/rosters.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { oneOf } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";

const fromWhom = (rosterId: number) =>
  oneOf<number>(
    { key: "ask-hand-from" },
    async (ctx) =>
      (await findShares(ctx.work, ctx.actor, rosterId)).map(({ personId, name, count, isGone }) => ({
        caption: text(ctx.actor.language, isGone ? "hand-from-gone" : "hand-from", { name, count }),
        value: String(personId),
        answer: personId,
      })),
    { columns: 1 },
  );

/** 转给别人: what is left of somebody's part of a list, or of one entry. */
const handing = conversation<{ from: number; to: ChosenPerson }, { rosterId: number; entryId: number | null }>(
  "roster-hand",
  async ({ ctx, given: { rosterId, entryId }, ask, again }) => {
    const whose = entryId === null ? { fromId: await ask("from", fromWhom(rosterId)) } : { entryId };
    const to = await ask("to", colleague({ key: "ask-hand-to" }));
    const count = await handOn(ctx.work, ctx.actor, rosterId, whose, to.id);
    if (!isRefusal(count)) return sayMenu(ctx, "roster-handed", { count, name: to.name });
    sayRefusal(ctx, count);
    await again("to");
  },
);

export async function handRosterOn(ctx: BotContext, rosterId: number) {
  const refusal = await permitRoster(ctx.work, ctx.actor, rosterId);
  if (refusal) sayRefusal(ctx, refusal);
  else if (!(await findShares(ctx.work, ctx.actor, rosterId)).length) sayRefusal(ctx, { refused: "nothing-to-hand" });
  else await handing.enter(ctx, { rosterId, entryId: null });
}

export async function handEntryOn(ctx: BotContext, entryId: number) {
  const entry = await permitHanding(ctx.work, ctx.actor, entryId);
  if (isRefusal(entry)) sayRefusal(ctx, entry);
  else await handing.enter(ctx, { rosterId: entry.rosterId, entryId });
}
