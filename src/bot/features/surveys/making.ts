import { DateTime } from "luxon";
import type { SurveyQuestionKind, SurveyUnit } from "../../../database/doorstep-values.ts";
import { villagesWhere } from "../../../domain/doorstep/standing.ts";
import { maxTopicCharacters } from "../../../domain/limits.ts";
import { readPollOptions } from "../../../domain/outreach/polls.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { maxSurveyQuestionCharacters, maxSurveyQuestions } from "../../../domain/surveys/limits.ts";
import { readPlaces, type SurveyPlace } from "../../../domain/surveys/places.ts";
import { makeSurvey, type QuestionGiven } from "../../../domain/surveys/surveys.ts";
import { listed } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayRefusal, when, word } from "../../context.ts";
import { conversation, type Turn } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { instant, oneOf, oneWord, orTyped, read, submission, words, yesOrNo } from "../../questions.ts";

/** A village by button; villages, groups and households typed, one per line. */
export const places: Question<readonly SurveyPlace[]> = orTyped(
  oneOf<readonly SurveyPlace[]>({ key: "ask-survey-places" }, async (ctx) =>
    (await villagesWhere(ctx.work, ctx.actor, "make_survey")).map(({ id, name }) => ({
      caption: name,
      value: String(id),
      answer: [{ villageId: id, groupName: null, householdId: null, name }],
    })),
  ),
  read<readonly SurveyPlace[]>({ key: "ask-survey-places" }, (typed, ctx) => readPlaces(ctx.work, ctx.actor, typed)),
);

const kinds = {
  one: "survey-kind-one",
  several: "survey-kind-several",
  number: "survey-kind-number",
  words: "survey-kind-words",
} as const;
const kindOf = (at: number) => oneWord<SurveyQuestionKind>({ key: "ask-survey-kind", values: { at } }, kinds);
const options = read<readonly string[]>({ key: "ask-survey-options" }, readPollOptions);
const moreAfter = (count: number) => yesOrNo({ key: "ask-survey-more", values: { count } }, "button-more-questions", "button-enough");
const units = { household: "survey-unit-household", person: "survey-unit-person" } as const;

/** At 8 in the evening, in three, seven and fourteen days: the day's work is over. */
export const usualEnds = ({ work }: BotContext) =>
  [3, 7, 14].map((days) => DateTime.fromJSDate(work.now, { zone: work.zone }).plus({ days }).set({ hour: 20 }).startOf("hour").toJSDate());

type Answers = Record<`kind${number}`, SurveyQuestionKind> &
  Record<`body${number}`, string> &
  Record<`options${number}`, readonly string[]> &
  Record<`more${number}`, boolean> & {
    title: string;
    places: readonly SurveyPlace[];
    unit: SurveyUnit;
    anonymous: boolean;
    end: string;
    look: "submit";
  };

async function askQuestions(ask: Turn<Answers, object>["ask"]): Promise<QuestionGiven[]> {
  const questions: QuestionGiven[] = [];
  for (let at = 0; at < maxSurveyQuestions; at += 1) {
    const kind = await ask(`kind${at}`, kindOf(at + 1));
    const body = await ask(`body${at}`, words({ key: "ask-survey-question" }, maxSurveyQuestionCharacters));
    questions.push({ kind, body, options: kind === "one" || kind === "several" ? await ask(`options${at}`, options) : [] });
    if (at + 1 < maxSurveyQuestions && !(await ask(`more${at}`, moreAfter(at + 1)))) break;
  }
  return questions;
}

/** 调研: what about, whom, what is asked, what counts once, whether names are told, until when. */
const making = conversation<Answers>("survey", async ({ ctx, ask, again }) => {
  const title = await ask("title", words({ key: "ask-survey-title" }, maxTopicCharacters));
  const at = await ask("places", places);
  const questions = await askQuestions(ask);
  const unit = await ask("unit", oneWord<SurveyUnit>({ key: "ask-survey-unit" }, units));
  const anonymous = await ask("anonymous", yesOrNo({ key: "ask-survey-anonymous" }, "button-anonymous", "button-named"));
  const end = new Date(await ask("end", instant({ key: "ask-survey-end" }, "survey-end-unclear", usualEnds)));
  const lines = questions.map(({ body, options: of }, index) => `${index + 1}. ${body}${of.length ? `（${of.join(" / ")}）` : ""}`);
  const values = {
    ...{ title, questions: lines.join("\n"), until: when(ctx, end) },
    places: listed(
      ctx.actor.language,
      at.map(({ name }) => name),
    ),
    unit: word(ctx, units[unit]),
    anonymous: word(ctx, anonymous ? "button-anonymous" : "button-named"),
  };
  await ask("look", submission({ key: "survey-look", values }));
  const made = await makeSurvey(ctx.work, ctx.actor, { title, places: at, questions, unit, anonymous, endsAt: end });
  if (!isRefusal(made)) return sayMenu(ctx, "survey-made", { title, count: made.asked, homes: made.unreached });
  sayRefusal(ctx, made);
  return again(made.refused === "survey-end" ? "end" : "places");
});

export async function beginSurvey(ctx: BotContext) {
  if (await allowed(ctx, "make_survey")) await making.enter(ctx, {});
}
