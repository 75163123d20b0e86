import type { TextKey } from "../../../../locales/text-key.ts";
import type { Attachment, SessionKind } from "../../../database/values.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import type { PlaceAction } from "../../../domain/doorstep/rights.ts";
import {
  maxAnswerCharacters,
  maxAttendance,
  maxPlaceCharacters,
  maxQuestionCharacters,
  maxReasonCharacters,
  maxSeats,
  maxSessionsInSeries,
  maxTopicCharacters,
} from "../../../domain/limits.ts";
import { findPollResults } from "../../../domain/outreach/polls.ts";
import { answerQuestion, askAtSession, permitAnswer, spreadAnswer } from "../../../domain/outreach/questions.ts";
import { permitSession } from "../../../domain/outreach/session-rights.ts";
import {
  cancelSession,
  countCheckedIn,
  findTheirSessions,
  holdSession,
  lockSession,
  mayBeOver,
  moveSession,
  planSession,
  type Session,
  signOff,
  signUp,
} from "../../../domain/outreach/sessions.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { sessionData } from "../../../wording/callbacks.ts";
import { pollLine } from "../../../wording/polls.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { content, type GivenContent, instant, number, oneWord, optional, submission, words } from "../../questions.ts";
import type { ChosenVillage } from "../../town-questions.ts";
import { beginTopics } from "./polls.ts";
import { correcting, recording, sendingMaterial, showHeld } from "./recording.ts";
import { kinds, sendQr, sessionLine, showSession, whichSpeaker } from "./session-screen.ts";
import { type Ticked, tickedVillages, villagesInWords, type Where, whatPlace, where, whereOf } from "./where.ts";

const whenIsIt = instant({ key: "ask-session-at" }, "session-time-unclear");
/** `每周五晚上七点半` is a series, and its first evening. */
const isWeekly = /每个?(?:周|星期|礼拜)|every|weekly/i;
const whenAndHowOften: Question<{ at: string; isWeekly?: true }> = {
  ask: whenIsIt.ask,
  press: async (ctx, pressed) => {
    const at = await whenIsIt.press?.(ctx, pressed);
    return typeof at === "string" ? { at } : undefined;
  },
  message: async (ctx, message) => {
    const at = await whenIsIt.message?.(ctx, message);
    return typeof at === "string" ? { at, ...(isWeekly.test(message.text ?? "") ? { isWeekly: true as const } : {}) } : undefined;
  },
};

type Plan = {
  kind: SessionKind;
  topic: string;
  speaker: string;
  villages: Where;
  ticked: readonly ChosenVillage[];
  at: { at: string; isWeekly?: true };
  times: number;
  place: string;
  seats: number | null;
  look: "submit";
};

/** 宣讲, 夜校: planning one. */
const planning = conversation<Plan, Ticked>("outreach", async ({ ctx, given, ask }) => {
  const kind = await ask("kind", oneWord({ key: "ask-session-kind" }, kinds));
  const topic = await ask("topic", words({ key: "ask-session-topic" }, maxTopicCharacters));
  const speaker = await ask("speaker", whichSpeaker());
  const chosen = await ask("villages", where);
  const villages = chosen === "several" ? await ask("ticked", tickedVillages(given)) : chosen;
  const said = await ask("at", whenAndHowOften);
  const at = new Date(said.at);
  const times = said.isWeekly ? await ask("times", number({ key: "ask-session-times" }, 2, maxSessionsInSeries)) : 1;
  const place = await ask("place", whatPlace(villages));
  const seats = await ask("seats", optional(number({ key: "ask-session-seats" }, 1, maxSeats)));
  const values = {
    kind: word(ctx, `session-${kind}`),
    topic,
    speaker,
    village: villagesInWords(ctx, villages),
    until: times > 1 ? `${when(ctx, at)}，${word(ctx, "session-weekly", { times })}` : when(ctx, at),
    place,
    seats: seats ?? "",
  };
  await ask("look", submission({ key: "session-look", values }));
  const planned = await planSession(ctx.work, ctx.actor, { kind, topic, speaker, ...whereOf(villages), at, place, seats, times });
  if (isRefusal(planned)) return sayRefusal(ctx, planned);
  sayMenu(ctx, "session-planned", { topic: planned.session.topic, count: planned.count });
  await showSession(ctx, planned.session);
});

type OfSession = { id: number };

/** 改期: when, and where if that changes too. */
const moving = conversation<{ at: string; place: string }, OfSession & { place: string }>("session-move", async ({ ctx, given, ask }) => {
  const at = new Date(await ask("at", whenIsIt));
  const place = await ask("place", optional(words({ key: "ask-session-move-place" }, maxPlaceCharacters), given.place));
  conclude(ctx, await moveSession(ctx.work, ctx.actor, given.id, { at, place }), "session-moved");
});

/** 取消. */
const callingOff = conversation<{ reason: string }, OfSession>("session-cancel", async ({ ctx, given: { id }, ask }) => {
  const reason = await ask("reason", words({ key: "ask-session-cancel" }, maxReasonCharacters));
  conclude(ctx, await cancelSession(ctx.work, ctx.actor, id, reason), "session-cancelled");
});

/** 讲完了: how many came, and what was handed out. */
const holding = conversation<{ attendance: number; material: GivenContent }, OfSession & { checked: number }>(
  "session-held",
  async ({ ctx, given: { id, checked }, ask }) => {
    const attendance = await ask("attendance", number({ key: "ask-attendance", values: { checked } }, 0, maxAttendance));
    const shown = await ask("material", optional(content({ key: "ask-material" }, maxTopicCharacters), {}));
    const material: Attachment | undefined = shown.attachment;
    conclude(ctx, await holdSession(ctx.work, ctx.actor, id, { attendance, material }), "session-held");
  },
);

const asking = conversation<{ question: string }, OfSession>("session-question", async ({ ctx, given: { id }, ask }) => {
  const question = await ask("question", words({ key: "ask-session-question" }, maxQuestionCharacters));
  conclude(ctx, await askAtSession(ctx.work, ctx.actor, id, question), "question-noted");
});

const answering = conversation<{ answer: string }, { questionId: number }>(
  "session-answer",
  async ({ ctx, given: { questionId }, ask }) => {
    const answer = await ask("answer", words({ key: "ask-answer" }, maxAnswerCharacters));
    const refusal = await answerQuestion(ctx.work, ctx.actor, questionId, answer);
    if (refusal) return sayRefusal(ctx, refusal);
    sayMenu(ctx, "answer-sent", { topic: "" });
    const markup = inline([[button(word(ctx, "button-answer-all"), sessionData.pack("spread", { id: questionId }))]]);
    say(ctx, "answer-for-all", {}, { markup });
  },
);

function conclude(ctx: BotContext, outcome: Session | Refusal | undefined, key: TextKey) {
  if (isRefusal(outcome)) sayRefusal(ctx, outcome);
  else sayMenu(ctx, key, { topic: outcome?.topic ?? "" });
}

/** /outreach: what is planned, and planning one more. */
export async function showOutreach(ctx: BotContext) {
  if (!(await allowed(ctx, "outreach"))) return;
  const sessions = await findTheirSessions(ctx.work, ctx.actor);
  const lines = sessions.map((one) => sessionLine(ctx, one));
  const buttons = sessions.map(({ id, topic }) => button(firstCharacters(topic, 20), sessionData.pack("open", { id })));
  const results = (await findPollResults(ctx.work, ctx.actor)).map((one) => escapeHtml(pollLine(ctx.actor.language, one)));
  const to = (key: TextKey, what: "new" | "topics" | "record" | "past") => button(word(ctx, key), sessionData.pack(what));
  const markup = inline([
    ...rowsOf(buttons, 2),
    [to("button-plan-session", "new"), to("button-ask-topics", "topics")],
    [to("button-record-session", "record"), to("button-held-list", "past")],
  ]);
  sayHtml(ctx, [text(ctx.actor.language, "outreach-title", { count: sessions.length }), ...lines, ...results].join("\n"), { markup });
}

async function sayJoined(ctx: BotContext, id: number) {
  const joined = await signUp(ctx.work, ctx.actor, id);
  if (isRefusal(joined)) return sayRefusal(ctx, joined);
  const markup = inline([[button(word(ctx, "button-leave-session"), sessionData.pack("leave", { id }))]]);
  say(ctx, "session-joined", { topic: joined.topic, until: when(ctx, joined.at), place: joined.place }, { markup });
}

async function sayLeft(ctx: BotContext, id: number) {
  const left = await signOff(ctx.work, ctx.actor, id);
  if (isRefusal(left)) sayRefusal(ctx, left);
  else say(ctx, "session-left", { topic: left.topic, until: when(ctx, left.at), place: left.place });
}

/** Does something with a session, if the person may. @param isPlanned it must not be over yet */
async function withSession(
  ctx: BotContext,
  id: number,
  action: PlaceAction,
  act: (session: Session) => Promise<void> | void,
  isPlanned = true,
) {
  if (!(await allowed(ctx, "outreach"))) return;
  const session = await lockSession(ctx.work, id);
  if (!session) return toast(ctx, "button-unknown");
  const notTheirs = await permitSession(ctx.work, ctx.actor, session, action);
  if (notTheirs) return sayRefusal(ctx, notTheirs);
  if (isPlanned && session.state !== "planned") return sayRefusal(ctx, { refused: "session-over" });
  await act(session);
}

async function beginHolding(ctx: BotContext, session: Session) {
  const refusal = mayBeOver(ctx.work, session);
  if (refusal) return sayRefusal(ctx, refusal);
  await holding.enter(ctx, { id: session.id, checked: await countCheckedIn(ctx.work, session.id) });
}

/** What one asked is of use to others. */
async function sendToAll(ctx: BotContext, questionId: number) {
  if (!(await allowed(ctx, "outreach"))) return;
  const refusal = await spreadAnswer(ctx.work, ctx.actor, questionId);
  if (refusal) return sayRefusal(ctx, refusal);
  await takeButtonsAway(ctx);
  say(ctx, "answer-sent-all");
}

async function beginAnswering(ctx: BotContext, questionId: number) {
  if (!(await allowed(ctx, "outreach"))) return;
  const refusal = await permitAnswer(ctx.work, ctx.actor, questionId);
  if (refusal) sayRefusal(ctx, refusal);
  else await answering.enter(ctx, { questionId });
}

export const sessionPresses = pressesOf(sessionData, {
  join: (ctx, { id }) => sayJoined(ctx, id),
  leave: (ctx, { id }) => sayLeft(ctx, id),
  ask: (ctx, { id }) => asking.enter(ctx, { id }),
  answer: (ctx, { id }) => beginAnswering(ctx, id),
  topics: beginTopics,
  spread: (ctx, { id }) => sendToAll(ctx, id),
  new: async (ctx) => (await allowed(ctx, "outreach")) && planning.enter(ctx, { ticked: [] }),
  record: async (ctx) => (await allowed(ctx, "outreach")) && recording.enter(ctx, { ticked: [] }),
  past: async (ctx) => (await allowed(ctx, "outreach")) && showHeld(ctx),
  correct: (ctx, { id }) =>
    withSession(ctx, id, "hold_session", ({ attendance }) => correcting.enter(ctx, { id, was: attendance ?? 0 }), false),
  material: (ctx, { id }) => withSession(ctx, id, "hold_session", () => sendingMaterial.enter(ctx, { id }), false),
  open: (ctx, { id }) => withSession(ctx, id, "see_session", (session) => showSession(ctx, session), false),
  qr: (ctx, { id }) => withSession(ctx, id, "hold_session", (session) => sendQr(ctx, session)),
  held: (ctx, { id }) => withSession(ctx, id, "hold_session", (session) => beginHolding(ctx, session)),
  move: (ctx, { id }) => withSession(ctx, id, "change_session", ({ place }) => moving.enter(ctx, { id, place })),
  cancel: (ctx, { id }) => withSession(ctx, id, "change_session", () => callingOff.enter(ctx, { id })),
});
