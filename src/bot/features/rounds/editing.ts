import { isRefusal } from "../../../domain/refusal.ts";
import { changeRound, type RoundChange } from "../../../domain/rounds/edit.ts";
import { findRoundLine, permitRound } from "../../../domain/rounds/rounds.ts";
import { type BotContext, sayRefusal, when } from "../../context.ts";
import { conversation, type Turn } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { oneWord } from "../../questions.ts";
import { askMinute, askProof, askRhythm, askTitle, askWhose, givenTo, type RoundAnswers } from "./making.ts";

const parts = {
  whose: "round-edit-whose",
  rhythm: "round-edit-rhythm",
  minute: "round-edit-minute",
  title: "round-edit-title",
  proof: "round-edit-proof",
} as const;

type OfRound = { id: number; hasVillage: boolean };

/** ✏️ 修改: one thing of it, from the next time on. */
const editing = conversation<RoundAnswers, OfRound>("round-edit", async ({ ctx, given: { id, hasVillage }, ask, again }) => {
  const what = await ask("what", oneWord<RoundAnswers["what"]>({ key: "ask-round-edit" }, parts));
  const changed = await changeRound(ctx.work, ctx.actor, id, await askChange(ctx, ask, what, hasVillage));
  if (!isRefusal(changed)) return sayMenu(ctx, "round-edited", { title: changed.title, until: when(ctx, changed.nextAt) });
  sayRefusal(ctx, changed);
  return changed.refused === "nobody-there" || changed.refused === "round-never" ? again(what) : undefined;
});

async function askChange(
  ctx: BotContext,
  ask: Turn<RoundAnswers, OfRound>["ask"],
  what: RoundAnswers["what"],
  hasVillage: boolean,
): Promise<RoundChange> {
  switch (what) {
    case "title":
      return { title: await askTitle(ask) };
    case "whose":
      return { to: givenTo(await askWhose(ask, hasVillage)) };
    case "rhythm":
      return askRhythm(ctx, ask);
    case "minute":
      return { atMinute: await askMinute(ask) };
    case "proof":
      return { proof: await askProof(ask) };
  }
}

export async function beginEditing(ctx: BotContext, id: number) {
  const found = await findRoundLine(ctx.work, id);
  if (!found || found.endedAt) return sayRefusal(ctx, { refused: "not-found" });
  const refusal = await permitRound(ctx.work, ctx.actor, found, "change_round");
  if (refusal) return sayRefusal(ctx, refusal);
  await editing.enter(ctx, { id, hasVillage: found.villageId !== null });
}
