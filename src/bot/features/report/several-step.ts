import { knownCategories } from "../../../domain/org/reference.ts";
import { guessCategories } from "../../../domain/tickets/categories.ts";
import { inline } from "../../../wording/buttons.ts";
import { shortened } from "../../../wording/texts.ts";
import { type BotContext, say } from "../../context.ts";
import { stepButton } from "../../step-buttons.ts";
import type { ReportDraft } from "./draft.ts";
import { onward, type ReportQuestion, takeMessage } from "./receive.ts";

/** As much of each matter as is shown when it is asked how to report them. */
const maxShownCharacters = 60;

/** Several matters in one message: each may go to the person who works on it, one after the other, or all stay together. */
export const several: ReportQuestion = {
  ask(ctx, draft) {
    const matters = draft.several ?? [];
    const list = matters.map((words, index) => `${index + 1}. ${shortened(words, maxShownCharacters)}`).join("\n");
    const rows = [
      [stepButton(ctx, "button-split", "split")],
      [stepButton(ctx, "button-as-one", "one")],
      [stepButton(ctx, "button-cancel", "cancel")],
    ];
    say(ctx, "ask-several", { count: matters.length, list }, { markup: inline(rows) });
  },
  async press(ctx, draft, value) {
    if (value !== "split" && value !== "one" && value !== "skip") return undefined;
    if (value === "split") await splitUp(ctx, draft);
    draft.severalAsked = true;
    return onward(ctx, draft);
  },
  message: takeMessage,
};

/** This report goes on with the first; the others wait for it. */
async function splitUp(ctx: BotContext, draft: ReportDraft) {
  const [first = "", ...rest] = draft.several ?? [];
  const { kind, likely } = await kindOf(ctx, first);
  const fits = draft.categoryId !== undefined && likely.includes(draft.categoryId);
  // No message says this matter alone: an edit of the one that said them all is of none.
  const files = draft.files.map(({ heard: _all, ...file }) => file);
  Object.assign(draft, { texts: [first], textSources: [0], files, rest });
  if (!fits) Object.assign(draft, { kind, categoryId: undefined, categoryName: undefined, wanted: [], fields: [], mayBeAtHome: false });
}

/** Whether some words are a problem or a service, and the categories that they may be of. */
export async function kindOf(ctx: BotContext, words: string): Promise<{ kind: "problem" | "service"; likely: number[] }> {
  const known = [...(await knownCategories(ctx.work, "problem")), ...(await knownCategories(ctx.work, "service"))];
  const guessed = guessCategories(words, known);
  return { kind: guessed[0]?.kind === "service" ? "service" : "problem", likely: guessed.map(({ id }) => id) };
}
