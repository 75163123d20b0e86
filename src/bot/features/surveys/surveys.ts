import { priorities } from "../../../database/work.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { findStanding } from "../../../domain/doorstep/standing.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findResult } from "../../../domain/surveys/results.ts";
import { endSurvey, type Form, findSurveyFor, findSurveys, isOver, maySurvey } from "../../../domain/surveys/surveys.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { surveyData } from "../../../wording/doorstep-callbacks.ts";
import { resultLines } from "../../../wording/surveys.ts";
import { listed, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { beginAnswer, beginAtDoor } from "./answering.ts";
import { showNames, showPlaces, showWords } from "./behind.ts";
import { beginEditing } from "./editing.ts";
import { beginSurvey } from "./making.ts";
import { beginTelling, chooseTopic, freshTopic, join } from "./outcome.ts";

const maxPage = 1_000;

/** Under /topics: the surveys of one's villages, and a new one. */
async function showSurveys(ctx: BotContext) {
  const { language } = ctx.actor;
  const surveys = await findSurveys(ctx.work, ctx.actor);
  const lines = surveys.map((one) =>
    text(language, isOver(one, ctx.work.now) ? "survey-line-over" : "survey-line", {
      title: one.title,
      count: one.replies,
      until: when(ctx, one.endsAt),
    }),
  );
  const rows = rowsOf(
    surveys.map(({ id, title }) => button(`📋 ${firstCharacters(title, 18)}`, surveyData.pack("open", { id }))),
    2,
  );
  const fresh = mayUse(ctx.actor, "make_survey") ? [[button(word(ctx, "button-new-survey"), surveyData.pack("new"))]] : [];
  const html = [text(language, surveys.length ? "surveys-title" : "surveys-empty"), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...rows, ...fresh]) });
}

/** A survey as it is answered so far, and what may be done with it. */
async function showSurvey(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "see_survey");
  if (isRefusal(form)) return sayRefusal(ctx, form);
  const { survey, villageIds } = form;
  const { language } = ctx.actor;
  const [result, villages] = [await findResult(ctx.work, form), await findVillages(ctx.work)];
  const names = villages.filter((one) => villageIds.includes(one.id)).map(({ name }) => name);
  const values = {
    title: survey.title,
    places: listed(language, names),
    until: when(ctx, survey.closedAt ?? survey.endsAt),
    unit: word(ctx, `survey-unit-${survey.unit}`),
    anonymous: word(ctx, survey.anonymous ? "button-anonymous" : "button-named"),
    over: isOver(survey, ctx.work.now) ? "yes" : "no",
  };
  const rows = await rowsFor(ctx, form, result.replies > 0 && !result.isTooFew);
  sayHtml(ctx, [text(language, "survey-card", values), ...resultLines(language, result)].join("\n"), { markup: inline(rows) });
}

async function rowsFor(ctx: BotContext, form: Form, isTold: boolean) {
  const { survey } = form;
  const { id } = survey;
  const standing = await findStanding(ctx.work, ctx.actor);
  const mayChange = maySurvey(standing, form, "change_survey");
  const mayName = !survey.anonymous && maySurvey(standing, form, "name_answers");
  const paged = { id, page: 0 };
  const behind = [
    button(word(ctx, "button-survey-places"), surveyData.pack("places", { id })),
    button(word(ctx, "button-survey-words"), surveyData.pack("words", paged)),
    ...(mayName ? [button(word(ctx, "button-survey-names"), surveyData.pack("names", paged))] : []),
    button(word(ctx, "button-survey-export"), surveyData.pack("export", { id })),
  ];
  const deeds = [
    button(word(ctx, "button-survey-topic"), surveyData.pack("topic", { id })),
    button(word(ctx, "button-survey-tell"), surveyData.pack("tell", { id })),
    ...(isOver(survey, ctx.work.now)
      ? []
      : [
          button(word(ctx, "button-survey-edit"), surveyData.pack("edit", { id })),
          button(word(ctx, "button-survey-end"), surveyData.pack("end", { id })),
        ]),
  ];
  return rowsOf([...(isTold ? behind : []), ...(mayChange ? deeds : [])], 2);
}

async function end(ctx: BotContext, id: number) {
  const ended = await endSurvey(ctx.work, ctx.actor, id);
  if (isRefusal(ended)) sayRefusal(ctx, ended);
  else say(ctx, "survey-ended", { title: ended.title });
}

async function send(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "see_survey");
  if (isRefusal(form)) return sayRefusal(ctx, form);
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "survey", surveyId: id }, { priority: priorities.answer });
}

/** What those do who ask; the person who answers is asked nothing about their office. */
const ofStaff =
  <V>(act: (ctx: BotContext, values: V) => Promise<unknown>) =>
  async (ctx: BotContext, values: V) => {
    if (await allowed(ctx, "topics")) await act(ctx, values);
  };

export const surveyPresses = pressesOf(surveyData, {
  list: ofStaff(showSurveys),
  new: beginSurvey,
  answer: (ctx, { id }) => beginAnswer(ctx, id),
  door: async (ctx, { id, household }) => {
    if (await allowed(ctx, "visit")) await beginAtDoor(ctx, id, household);
  },
  open: ofStaff((ctx, { id }) => showSurvey(ctx, id)),
  places: ofStaff((ctx, { id }) => showPlaces(ctx, id)),
  words: ofStaff((ctx, { id, page }) => showWords(ctx, id, Math.min(page, maxPage))),
  names: ofStaff((ctx, { id, page }) => showNames(ctx, id, Math.min(page, maxPage))),
  end: ofStaff((ctx, { id }) => end(ctx, id)),
  topic: ofStaff((ctx, { id }) => chooseTopic(ctx, id)),
  join: ofStaff((ctx, { id, topic }) => join(ctx, id, topic)),
  fresh: ofStaff((ctx, { id }) => freshTopic(ctx, id)),
  edit: ofStaff((ctx, { id }) => beginEditing(ctx, id)),
  tell: ofStaff((ctx, { id }) => beginTelling(ctx, id)),
  export: ofStaff((ctx, { id }) => send(ctx, id)),
});
