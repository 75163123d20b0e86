import { isRefusal } from "../../../domain/refusal.ts";
import { findByNumbers, readNumbers, serveAll } from "../../../domain/rosters/paper.ts";
import { permitRoster } from "../../../domain/rosters/rosters.ts";
import { listed } from "../../../wording/texts.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { type GivenContent, parsed, shown, submission } from "../../questions.ts";

/** A photo, or the same scanned as a file. */
const photo = shown({ key: "ask-ticked-photo" }, "ticked-photo-please", ["photo", "document"]);

const whichNumbers = (rosterId: number) =>
  parsed<number[]>({ key: "ask-ticked-numbers" }, async (ctx, typed) => {
    const numbers = readNumbers(typed);
    if (!numbers) return void say(ctx, "ticked-numbers-unclear");
    const { unknown } = await findByNumbers(ctx.work, ctx.actor, rosterId, numbers);
    if (!unknown.length) return numbers;
    return void say(ctx, "ticked-numbers-unknown", { numbers: listed(ctx.actor.language, unknown.slice(0, 20).map(String)) });
  });

/** 打勾的照片: one photo of a printed sheet is the proof of everybody who is ticked on it. */
const showingTicks = conversation<{ photo: GivenContent; numbers: number[]; submit: "submit" }, { rosterId: number }>(
  "roster-ticked",
  async ({ ctx, given: { rosterId }, ask }) => {
    const { attachment } = await ask("photo", photo);
    const numbers = await ask("numbers", whichNumbers(rosterId));
    const { entries } = await findByNumbers(ctx.work, ctx.actor, rosterId, numbers);
    const names = listed(
      ctx.actor.language,
      entries.map(({ number, name }) => `${number} ${name}`),
    );
    await ask("submit", submission({ key: "ticked-look", values: { count: entries.length, names } }));
    const served = { state: "done", note: "", proof: attachment && { ...attachment, ofList: true as const } } as const;
    const refusal = await serveAll(
      ctx.work,
      ctx.actor,
      entries.map((entry) => ({ entry, served })),
    );
    if (isRefusal(refusal)) sayRefusal(ctx, refusal);
    else sayMenu(ctx, "ticked-done", { count: entries.length });
  },
);

export async function askForTicks(ctx: BotContext, rosterId: number) {
  const refusal = await permitRoster(ctx.work, ctx.actor, rosterId);
  if (refusal) sayRefusal(ctx, refusal);
  else await showingTicks.enter(ctx, { rosterId });
}
