import { asks } from "../../../domain/policy/asks.ts";
import { searchShelf, titleIn } from "../../../domain/policy/shelf.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { policyData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, say, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { end } from "../../conversation-run.ts";
import { tellNote } from "../../notes.ts";
import type { Question } from "../../question.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { asReport, type ContentFirst, contentFirst } from "./content-first.ts";
import { descriptionOf } from "./draft.ts";
import { alarmOf, mattersOf } from "./heed.ts";
import { nameOf, serviceIn, serviceLines } from "./service-words.ts";

// "合作医疗明年交多少钱", written without any button pressed, is a question that the policy shelf may know. It answers first; to report it
// all the same is one tap.

const notesFor = (ctx: BotContext, draft: ContentFirst) => searchShelf(ctx.work, descriptionOf(draft));

const whetherMore = (draft: ContentFirst): Question<"report" | "service"> => ({
  async ask(ctx) {
    const [best, ...others] = await notesFor(ctx, draft);
    const service = await serviceIn(ctx, descriptionOf(draft));
    const rows = [
      ...others.map((note) => [button(titleIn(note), policyData.pack("note", { id: note.id }))]),
      ...(service ? [[choice(ctx, word(ctx, "button-as-service", { name: nameOf(ctx, service) }), "service")]] : []),
      [stepButton(ctx, "button-report-all-the-same", "report")],
    ];
    // Words that were edited meanwhile may be another question.
    if (!best) return say(ctx, "ask-first", {}, { markup: inline(rows) });
    const { language } = ctx.actor;
    const below = [...(service ? [serviceLines(ctx, service)] : []), text(language, "policy-found-more")];
    tellNote(ctx, best, rows, { above: text(language, "policy-found"), below: below.join("\n\n") });
  },
  press: (_ctx, pressed) => (pressed === "report" || pressed === "service" ? pressed : undefined),
});

export const shelfFirst = conversation<{ what: "report" | "service" }, ContentFirst>(
  "shelf-first",
  async ({ ctx, given: draft, ask }) => {
    const meant = await ask("what", whetherMore(draft));
    // It may be more of what is open already.
    if (meant === "report" && draft.candidates.length) return contentFirst.enter(ctx, draft);
    await asReport(ctx, draft, meant === "service" ? "service" : "problem", false);
  },
  { isSilent: true },
);

/** Answers from the shelf what is asked in words alone. @returns false when it asks nothing, or nothing that the shelf knows */
export async function answerFirst(ctx: BotContext, draft: ContentFirst): Promise<boolean> {
  const words = descriptionOf(draft);
  if (draft.files.length || draft.place || !asks(words) || (await alarmOf(ctx, words))) return false;
  // "水管漏了，顺便问一下残疾补贴" asks, and reports as well.
  if ((await mattersOf(ctx, words)).length) return false;
  if (!(await notesFor(ctx, draft)).length) return false;
  await shelfFirst.enter(ctx, draft);
  return true;
}

/** A question that has its answer waits for nobody: whatever comes next is something else. */
export function endAnswered(ctx: BotContext) {
  if (shelfFirst.givenIn(ctx.dialog)) end(ctx);
}
