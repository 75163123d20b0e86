import type { InlineKeyboardButton } from "@grammyjs/types";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { maxSurveyWordsCharacters } from "../../../domain/surveys/limits.ts";
import {
  type Answer,
  answerAtDoor,
  answerSurvey,
  findFormAtDoor,
  findFormFor,
  readAmount,
  readChosen,
} from "../../../domain/surveys/replies.ts";
import { findForm, type SurveyQuestion } from "../../../domain/surveys/surveys.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { surveyData } from "../../../wording/doorstep-callbacks.ts";
import { typedIn } from "../../content.ts";
import { type BotContext, say, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { type Question, silently } from "../../question.ts";
import { type Asked, askWith, lastRow, oneOf, optional, parsed, words } from "../../questions.ts";
import { choice, stepButton } from "../../step-buttons.ts";

/** A household at whose door it is asked, and its head; none where somebody answers for themselves. */
type Given = { surveyId: number; door: { householdId: number; head: string } | null; picked: Record<string, number[]> };
type Answers = Record<`q${number}`, Answer> & { who: string };

const asking = ({ body, position }: SurveyQuestion, of: number): Asked => ({
  key: "survey-ask",
  values: { body, at: position + 1, of },
});

const one = (question: SurveyQuestion, of: number): Question<Answer> => ({
  ...oneOf<Answer>(
    asking(question, of),
    () => question.options.map((caption, index) => ({ caption, value: String(index), answer: { chosen: [index] } })),
    { columns: 1 },
  ),
  message(ctx, message) {
    const chosen = readChosen(typedIn(message), question.options);
    if (chosen?.length === 1) return { chosen };
    return void say(ctx, "use-the-buttons");
  },
});

/** Several answers: each tap ticks one, 选好了 ends. */
function several(question: SurveyQuestion, of: number, picked: Given["picked"]): Question<Answer> {
  const ticked = () => picked[question.id] ?? [];
  const rows = (ctx: BotContext): InlineKeyboardButton[][] => [
    ...rowsOf(
      question.options.map((caption, index) => choice(ctx, `${ticked().includes(index) ? "✅" : "▫️"} ${caption}`, String(index))),
      1,
    ),
    [stepButton(ctx, "button-chosen", "chosen"), stepButton(ctx, "button-skip", "skip")],
  ];
  return {
    ask: (ctx) => askWith(ctx, { ...asking(question, of), key: "survey-ask-several" }, rows(ctx)),
    async press(ctx, pressed) {
      if (pressed === "skip") return null;
      if (pressed === "chosen") {
        if (ticked().length) return { chosen: ticked() };
        return void say(ctx, "survey-choose-some");
      }
      const index = Number(pressed);
      if (question.options[index] === undefined) return undefined;
      const now = ticked().includes(index) ? ticked().filter((at) => at !== index) : [...ticked(), index];
      picked[question.id] = now.toSorted((a, b) => a - b);
      await ctx.editMessageReplyMarkup({ reply_markup: inline([...rows(ctx), lastRow(ctx)]) });
      return silently;
    },
    message(ctx, message) {
      const chosen = readChosen(typedIn(message), question.options);
      if (chosen) return { chosen };
      return void say(ctx, "survey-choose-some");
    },
  };
}

const amount = (question: SurveyQuestion, of: number): Question<Answer> =>
  optional(
    parsed<{ amount: number }>(asking(question, of), (ctx, typed) => {
      const found = readAmount(typed);
      if (found === undefined) say(ctx, "survey-number-unclear");
      return found === undefined ? undefined : { amount: found };
    }),
  );

const ownWords = (question: SurveyQuestion, of: number): Question<Answer> => {
  const { ask, message } = words(asking(question, of), maxSurveyWordsCharacters);
  return optional<{ words: string }>({
    ask,
    async message(ctx, given) {
      const said = await message?.(ctx, given);
      return typeof said === "string" ? { words: said } : undefined;
    },
  });
};

function questionFor(question: SurveyQuestion, of: number, picked: Given["picked"]): Question<Answer> {
  switch (question.kind) {
    case "one":
      return one(question, of);
    case "several":
      return several(question, of, picked);
    case "number":
      return amount(question, of);
    case "words":
      return ownWords(question, of);
  }
}

/** Who says it, where people are counted: the head by button, anybody else by name. */
const who = (head: string): Question<string> => ({
  ...words({ key: "survey-ask-who" }, maxNameCharacters),
  ask: (ctx, more = []) => askWith(ctx, { key: "survey-ask-who" }, [[choice(ctx, head, "head")], ...more]),
  press: (_ctx, pressed) => (pressed === "head" ? head : undefined),
});

/** A form is answered question by question, and counts once the last one is. */
const answering = conversation<Answers, Given>("survey-answer", async ({ ctx, given: { surveyId, door, picked }, ask }) => {
  const form = await findForm(ctx.work, surveyId);
  if (!form) return sayRefusal(ctx, { refused: "not-found" });
  const name = door && form.survey.unit === "person" ? await ask("who", who(door.head)) : null;
  const answers: Record<number, Answer> = {};
  for (const question of form.questions)
    answers[question.id] = await ask(`q${question.id}`, questionFor(question, form.questions.length, picked));
  const answered = door
    ? await answerAtDoor(ctx.work, ctx.actor, surveyId, { householdId: door.householdId, name }, answers)
    : await answerSurvey(ctx.work, ctx.actor, surveyId, answers);
  if (isRefusal(answered)) return sayRefusal(ctx, answered);
  const values = { title: answered.title, until: when(ctx, answered.endsAt), name: name ?? door?.head ?? "" };
  if (door) return sayMenu(ctx, "survey-answered-door", values);
  const markup = inline([[button(word(ctx, "button-answer-anew"), surveyData.pack("answer", { id: surveyId }))]]);
  sayMenu(ctx, "survey-thanks");
  say(ctx, "survey-answered", values, { markup });
});

export async function beginAnswer(ctx: BotContext, surveyId: number) {
  const form = await findFormFor(ctx.work, ctx.actor, surveyId);
  if (isRefusal(form)) sayRefusal(ctx, form);
  else await answering.enter(ctx, { surveyId, door: null, picked: {} });
}

export async function beginAtDoor(ctx: BotContext, surveyId: number, householdId: number) {
  const at = await findFormAtDoor(ctx.work, ctx.actor, surveyId, householdId);
  if (isRefusal(at)) sayRefusal(ctx, at);
  else await answering.enter(ctx, { surveyId, door: { householdId, head: at.home.head }, picked: {} });
}
