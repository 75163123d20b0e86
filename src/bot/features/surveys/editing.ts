import { firstCharacters } from "../../../domain/characters.ts";
import { maxTopicCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { hasReplies, postponeSurvey, rewordSurvey, widenSurvey } from "../../../domain/surveys/edit.ts";
import { maxSurveyQuestionCharacters } from "../../../domain/surveys/limits.ts";
import type { SurveyPlace } from "../../../domain/surveys/places.ts";
import { findForm, findSurveyFor, isOver } from "../../../domain/surveys/surveys.ts";
import { type BotContext, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { instant, oneOf, words } from "../../questions.ts";
import { places, usualEnds } from "./making.ts";

const parts = {
  end: "survey-edit-end",
  places: "survey-edit-places",
  title: "survey-edit-title",
  question: "survey-edit-question",
} as const;
type What = keyof typeof parts;

/** What is to be changed; words only while nobody has answered them. */
const whichPart = (id: number) =>
  oneOf<What>({ key: "ask-survey-edit" }, async (ctx) => {
    const open: What[] = (await hasReplies(ctx.work, id)) ? ["end", "places"] : ["end", "places", "title", "question"];
    return open.map((part) => ({ caption: word(ctx, parts[part]), value: part, answer: part }));
  });

const whichQuestion = (id: number) =>
  oneOf<number>(
    { key: "ask-survey-which" },
    async (ctx) =>
      ((await findForm(ctx.work, id))?.questions ?? []).map(({ body }, at) => ({
        caption: `${at + 1}. ${firstCharacters(body, 24)}`,
        value: String(at + 1),
        answer: at + 1,
      })),
    { columns: 1 },
  );

type Answers = { what: What; end: string; places: readonly SurveyPlace[]; title: string; question: number; body: string };

/** ✏️ 修改. */
const editing = conversation<Answers, { id: number }>("survey-edit", async ({ ctx, given: { id }, ask, again }) => {
  const what = await ask("what", whichPart(id));
  if (what === "end") {
    const end = new Date(await ask("end", instant({ key: "ask-survey-end" }, "survey-end-unclear", usualEnds)));
    const changed = await postponeSurvey(ctx.work, ctx.actor, id, end);
    if (!isRefusal(changed)) return sayMenu(ctx, "survey-edited-end", { title: changed.title, until: when(ctx, end) });
    sayRefusal(ctx, changed);
    return changed.refused === "survey-end" ? again("end") : undefined;
  }
  if (what === "places") {
    const widened = await widenSurvey(ctx.work, ctx.actor, id, await ask("places", places));
    if (isRefusal(widened)) return sayRefusal(ctx, widened);
    return sayMenu(ctx, "survey-edited-places", { title: widened.survey.title, count: widened.asked, homes: widened.unreached });
  }
  const to =
    what === "title"
      ? { title: await ask("title", words({ key: "ask-survey-title" }, maxTopicCharacters)) }
      : {
          question: await ask("question", whichQuestion(id)),
          body: await ask("body", words({ key: "ask-survey-question" }, maxSurveyQuestionCharacters)),
        };
  const changed = await rewordSurvey(ctx.work, ctx.actor, id, to);
  if (isRefusal(changed)) return sayRefusal(ctx, changed);
  sayMenu(ctx, "survey-edited-words", { title: changed.title });
});

export async function beginEditing(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "change_survey");
  if (isRefusal(form)) return sayRefusal(ctx, form);
  if (isOver(form.survey, ctx.work.now)) return sayRefusal(ctx, { refused: "survey-over", values: { title: form.survey.title } });
  await editing.enter(ctx, { id });
}
