import type { TextKey } from "../../../../locales/text-key.ts";
import { type Attachment, type SessionKind, sessionKinds } from "../../../database/values.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import type { PlaceAction } from "../../../domain/doorstep/rights.ts";
import {
  maxAnswerCharacters,
  maxAttendance,
  maxNameCharacters,
  maxPlaceCharacters,
  maxQuestionCharacters,
  maxReasonCharacters,
  maxSeats,
  maxSpeakersOffered,
  maxTopicCharacters,
} from "../../../domain/limits.ts";
import { findPollResults } from "../../../domain/outreach/polls.ts";
import { answerQuestion, askAtSession, permitAnswer } from "../../../domain/outreach/questions.ts";
import {
  cancelSession,
  countCheckedIn,
  findTheirSessions,
  holdSession,
  lockSession,
  mayBeOver,
  moveSession,
  permitSession,
  planSession,
  type Session,
  signOff,
  signUp,
} from "../../../domain/outreach/sessions.ts";
import { findHolders } from "../../../domain/people/person.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { sessionData } from "../../../wording/callbacks.ts";
import { pollLine } from "../../../wording/polls.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, toast, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { content, type GivenContent, instant, number, oneOf, oneWord, optional, submission, words } from "../../questions.ts";
import { type ChosenVillage, villageOrTownWhere } from "../../town-questions.ts";
import { beginTopics } from "./polls.ts";
import { sendQr, sessionLine, showSession } from "./session-screen.ts";

const kinds = Object.fromEntries(sessionKinds.map((kind) => [kind, `session-${kind}`])) as { [K in SessionKind]: `session-${K}` };

/** Oneself or a leader by button, anybody else by name. */
function whichSpeaker(): Question<string> {
  const asked = { key: "ask-session-speaker" } as const;
  const offered = oneOf(asked, async (ctx) => {
    const leaders = await findHolders(ctx.work, "leader");
    const names = new Map([ctx.actor, ...leaders].map(({ id, name }) => [id, name]));
    return [...names].slice(0, maxSpeakersOffered).map(([id, name]) => ({ caption: name, value: String(id), answer: name }));
  });
  const { message } = words(asked, maxNameCharacters);
  return message ? { ...offered, message } : offered;
}

const whenIsIt = instant({ key: "ask-session-at" }, "session-time-unclear");
const where = villageOrTownWhere({ key: "ask-session-where" }, "plan_session", { action: "plan_town_session", key: "button-whole-town" });

type Plan = {
  kind: SessionKind;
  topic: string;
  speaker: string;
  where: ChosenVillage | null;
  at: string;
  place: string;
  seats: number | null;
  look: "submit";
};

/** 宣讲, 夜校: planning one. */
const planning = conversation<Plan>("outreach", async ({ ctx, ask }) => {
  const kind = await ask("kind", oneWord({ key: "ask-session-kind" }, kinds));
  const topic = await ask("topic", words({ key: "ask-session-topic" }, maxTopicCharacters));
  const speaker = await ask("speaker", whichSpeaker());
  const village = await ask("where", where);
  const at = new Date(await ask("at", whenIsIt));
  const place = await ask("place", words({ key: "ask-session-place" }, maxPlaceCharacters));
  const seats = await ask("seats", optional(number({ key: "ask-session-seats" }, 1, maxSeats)));
  const values = {
    kind: word(ctx, `session-${kind}`),
    topic,
    speaker,
    village: village?.name ?? word(ctx, "whole-town"),
    until: when(ctx, at),
    place,
    seats: seats ?? "—",
  };
  await ask("look", submission({ key: "session-look", values }));
  const planned = await planSession(ctx.work, ctx.actor, { kind, topic, speaker, villageId: village?.id ?? null, at, place, seats });
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
    conclude(ctx, await answerQuestion(ctx.work, ctx.actor, questionId, answer), "answer-sent");
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
  const more = [
    button(word(ctx, "button-plan-session"), sessionData.pack("new")),
    button(word(ctx, "button-ask-topics"), sessionData.pack("topics")),
  ];
  const markup = inline([...rowsOf(buttons, 2), more]);
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
  new: async (ctx) => (await allowed(ctx, "outreach")) && planning.enter(ctx, {}),
  open: (ctx, { id }) => withSession(ctx, id, "see_session", (session) => showSession(ctx, session), false),
  qr: (ctx, { id }) => withSession(ctx, id, "hold_session", (session) => sendQr(ctx, session)),
  held: (ctx, { id }) => withSession(ctx, id, "hold_session", (session) => beginHolding(ctx, session)),
  move: (ctx, { id }) => withSession(ctx, id, "change_session", ({ place }) => moving.enter(ctx, { id, place })),
  cancel: (ctx, { id }) => withSession(ctx, id, "change_session", () => callingOff.enter(ctx, { id })),
});
