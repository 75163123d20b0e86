import { firstCharacters } from "../../../domain/characters.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findByPlace, findNamed, findWords, type NamedReply, tally } from "../../../domain/surveys/results.ts";
import type { SurveyQuestion } from "../../../domain/surveys/surveys.ts";
import { inline, pagingRows } from "../../../wording/buttons.ts";
import { surveyData } from "../../../wording/doorstep-callbacks.ts";
import { placeLines } from "../../../wording/surveys.ts";
import { escapeHtml, listed, text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, word } from "../../context.ts";

// What is behind the numbers of a survey: where it was answered so, in which words, and by whom.

export async function showPlaces(ctx: BotContext, id: number) {
  const places = await findByPlace(ctx.work, ctx.actor, id);
  if (isRefusal(places)) return sayRefusal(ctx, places);
  const { language } = ctx.actor;
  sayHtml(ctx, [text(language, "survey-places-title"), ...places.flatMap((one) => placeLines(language, one))].join("\n"));
}

export async function showWords(ctx: BotContext, id: number, page: number) {
  const found = await findWords(ctx.work, ctx.actor, id, page);
  if (isRefusal(found)) return sayRefusal(ctx, found);
  const lines = found.lines.map(({ question, words, where, name }) => {
    const whose = [where, name].filter(Boolean).join(" ");
    return `・${escapeHtml(words)}　<i>${escapeHtml([firstCharacters(question, 20), whose].filter(Boolean).join("　"))}</i>`;
  });
  const markup = inline(pagingRows(page, found.isLast, (next) => surveyData.pack("words", { id, page: next })));
  const title = text(ctx.actor.language, lines.length ? "survey-words-title" : "survey-no-words");
  sayHtml(ctx, [title, ...lines].join("\n"), { markup });
}

/** Who answered what; never of what is anonymous. */
export async function showNames(ctx: BotContext, id: number, page: number) {
  const found = await findNamed(ctx.work, ctx.actor, id, page);
  if (isRefusal(found)) return sayRefusal(ctx, found);
  const lines = found.replies.map((reply) => {
    const by = reply.recordedBy ? word(ctx, "survey-by", { name: reply.recordedBy }) : "";
    const answers = answersIn(ctx.actor.language, found.form.questions, reply).join(" · ");
    return `・${escapeHtml([reply.name, reply.where, by].filter(Boolean).join(" "))}　${escapeHtml(answers)}`;
  });
  const markup = inline(pagingRows(page, found.isLast, (next) => surveyData.pack("names", { id, page: next })));
  sayHtml(ctx, [text(ctx.actor.language, "survey-names-title"), ...lines].join("\n"), { markup });
}

const answersIn = (language: string, questions: readonly SurveyQuestion[], reply: Pick<NamedReply, "chosen" | "said">): string[] =>
  tally(questions, [reply]).flatMap(({ question, counts, answered, sum }) => {
    const words = reply.said[question.id];
    if (words !== undefined) return [words];
    if (!answered) return [];
    const chosen = question.options.filter((_, index) => counts[index]);
    return [question.kind === "number" ? String(sum) : listed(language, chosen)];
  });
