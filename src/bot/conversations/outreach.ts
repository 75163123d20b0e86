import { button, goData, idIn, inline, rowsOf } from "../../buttons.ts";
import type { SessionKind } from "../../database/values.ts";
import { priorities } from "../../database/work.ts";
import { maxAttendance, maxNameCharacters, maxPlaceCharacters, maxSeats, maxTopicCharacters } from "../../domain/limits.ts";
import {
  answerQuestion,
  askAtSession,
  cancelSession,
  countCheckedIn,
  countSigned,
  findPlanned,
  holdSession,
  lockSession,
  mayBeOver,
  moveSession,
  planSession,
  type Session,
  signOff,
  signUp,
} from "../../domain/outreach/sessions.ts";
import { findHolders } from "../../domain/people/person.ts";
import { findTown } from "../../domain/places/places.ts";
import { isRefusal, type Refusal } from "../../domain/refusal.ts";
import { firstCharacters } from "../../domain/words.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, toast, when, word } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { stepButton } from "../step-buttons.ts";
import { readInstant } from "../typed-time.ts";
import { contentStep, countIn, keepAs, lastRow, typedStep, villageStep, type WithVillage } from "./common-steps.ts";

/** A screen of buttons; anybody else is typed. */
const mostSpeakersOffered = 12;

type Plan = WithVillage & { kind?: SessionKind; topic?: string; speaker?: string; at?: string; place?: string; seats?: number | null };
type About = Plan & { sessionId?: number; questionId?: number; attendance?: number };

const instantStep = (key: string, next: string, back?: string) =>
  typedStep<About>({
    key,
    most: 40,
    ...(back ? { back } : {}),
    take(ctx, data, typed) {
      const at = readInstant(typed, ctx.work);
      if (!at || at <= ctx.work.now) {
        say(ctx, "session-time-unclear");
        return "ask_again";
      }
      data.at = at.toISOString();
      return { to: next };
    },
  });

const conclude = (ctx: BotContext, outcome: Session | Refusal | undefined, key: string): Move => {
  if (isRefusal(outcome)) sayRefusal(ctx, outcome);
  else sayMenu(ctx, key, { topic: outcome?.topic ?? "" });
  return "done";
};

/** 宣讲, 夜校: planning one, and what comes after. */
const outreachFlow = defineFlow<About>({
  name: "outreach",
  steps: {
    kind: {
      ask: (ctx) =>
        say(
          ctx,
          "ask-session-kind",
          {},
          {
            markup: inline([
              [stepButton(ctx, "session-talk", "talk"), stepButton(ctx, "session-night_school", "night_school")],
              lastRow(ctx, false),
            ]),
          },
        ),
      press(_ctx, data, value) {
        if (value !== "talk" && value !== "night_school") return "ask_again";
        data.kind = value;
        return { to: "topic" };
      },
    },
    topic: typedStep<About>({
      key: "ask-session-topic",
      most: maxTopicCharacters,
      back: "kind",
      take: keepAs<About>("topic", "speaker"),
    }),
    speaker: typedStep<About>({
      key: "ask-session-speaker",
      most: maxNameCharacters,
      back: "topic",
      async offered(ctx) {
        const leaders = await findHolders(ctx.work, "leader");
        const names = new Map([ctx.actor, ...leaders].map(({ id, name }) => [id, name]));
        return [...names].slice(0, mostSpeakersOffered).map(([id, words]) => ({ id, words }));
      },
      take: keepAs<About>("speaker", "where"),
    }),
    where: { ...villageStep<About>("ask-session-where", "at", "button-whole-town"), back: () => "speaker" },
    at: instantStep("ask-session-at", "place", "where"),
    place: typedStep<About>({
      key: "ask-session-place",
      most: maxPlaceCharacters,
      back: "at",
      take: keepAs<About>("place", "seats"),
    }),
    seats: typedStep<About>({
      key: "ask-session-seats",
      most: 20,
      back: "place",
      skip: (_ctx, data) => {
        data.seats = null;
        return { to: "look" };
      },
      take(ctx, data, typed) {
        const seats = countIn(typed, 1, maxSeats);
        if (seats === undefined) {
          say(ctx, "number-unclear", { least: 1, most: maxSeats });
          return "ask_again";
        }
        data.seats = seats;
        return { to: "look" };
      },
    }),
    look: {
      back: () => "seats",
      ask(ctx, data) {
        const values = {
          kind: word(ctx, `session-${data.kind}`),
          topic: data.topic ?? "",
          speaker: data.speaker ?? "",
          village: data.village || word(ctx, "whole-town"),
          until: when(ctx, new Date(data.at ?? 0)),
          place: data.place ?? "",
          seats: data.seats ?? "—",
        };
        say(ctx, "session-look", values, { markup: inline([[stepButton(ctx, "button-submit", "submit")], lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        if (value !== "submit") return "ask_again";
        const planned = await planSession(ctx.work, ctx.actor, {
          kind: data.kind ?? "talk",
          topic: data.topic ?? "",
          speaker: data.speaker ?? "",
          villageId: data.villageId ?? null,
          at: new Date(data.at ?? 0),
          place: data.place ?? "",
          seats: data.seats ?? null,
        });
        if (isRefusal(planned)) sayRefusal(ctx, planned);
        else {
          sayMenu(ctx, "session-planned", { topic: planned.session.topic, count: planned.count });
          await showSession(ctx, planned.session);
        }
        return "done";
      },
    },
    move_at: instantStep("ask-session-at", "move_place"),
    move_place: typedStep<About>({
      key: "ask-session-move-place",
      most: maxPlaceCharacters,
      skip: (ctx, data) => move(ctx, data, data.place ?? ""),
      take: move,
    }),
    cancel_reason: typedStep<About>({
      key: "ask-session-cancel",
      most: 200,
      take: async (ctx, data, typed) =>
        conclude(ctx, await cancelSession(ctx.work, ctx.actor, data.sessionId ?? 0, typed), "session-cancelled"),
    }),
    attendance: typedStep<About>({
      key: "ask-attendance",
      most: 20,
      values: (_ctx, data) => ({ checked: data.attendance ?? 0 }),
      take(ctx, data, typed) {
        const attendance = countIn(typed, 0, maxAttendance);
        if (attendance === undefined) {
          say(ctx, "number-unclear", { least: 0, most: maxAttendance });
          return "ask_again";
        }
        data.attendance = attendance;
        return { to: "material" };
      },
    }),
    material: contentStep<About>({
      key: "ask-material",
      most: maxTopicCharacters,
      skip: async (ctx, data) => held(ctx, data),
      take: (ctx, data, { attachment }) => held(ctx, data, attachment),
    }),
    question: typedStep<About>({
      key: "ask-session-question",
      most: 500,
      async take(ctx, data, typed) {
        return conclude(ctx, await askAtSession(ctx.work, ctx.actor, data.sessionId ?? 0, typed), "question-noted");
      },
    }),
    answer: typedStep<About>({
      key: "ask-answer",
      most: 1000,
      async take(ctx, data, typed) {
        return conclude(ctx, await answerQuestion(ctx.work, ctx.actor, data.questionId ?? 0, typed), "answer-sent");
      },
    }),
  },
});

async function move(ctx: BotContext, data: About, place: string): Promise<Move> {
  const moved = await moveSession(ctx.work, ctx.actor, data.sessionId ?? 0, { at: new Date(data.at ?? 0), place });
  return conclude(ctx, moved, "session-moved");
}

async function held(ctx: BotContext, data: About, material?: Parameters<typeof holdSession>[3]["material"]): Promise<Move> {
  const given = { attendance: data.attendance ?? 0, material };
  return conclude(ctx, await holdSession(ctx.work, ctx.actor, data.sessionId ?? 0, given), "session-held");
}

/** /outreach: what is planned, and planning one more. */
export async function showOutreach(ctx: BotContext) {
  if (!(await allowed(ctx, "outreach"))) return;
  const sessions = await findPlanned(ctx.work, "all");
  const lines = sessions.map((one) => sessionLine(ctx, one));
  const buttons = sessions.map(({ id, topic }) => button(firstCharacters(topic, 20), goData("session", `open:${id}`)));
  const markup = inline([...rowsOf(buttons, 2), [button(word(ctx, "button-plan-session"), goData("session", "new:"))]]);
  sayHtml(ctx, [text(ctx.actor.language, "outreach-title", { count: sessions.length }), ...lines].join("\n"), { markup });
}

export const sessionLine = (ctx: BotContext, { kind, topic, speakerName, at, place }: Session) =>
  text(ctx.actor.language, "session-line", {
    kind: word(ctx, `session-${kind}`),
    topic,
    speaker: speakerName,
    until: when(ctx, at),
    place,
  });

async function showSession(ctx: BotContext, session: Session) {
  const counts = { signed: await countSigned(ctx.work, session.id), checked: await countCheckedIn(ctx.work, session.id) };
  const seats = session.seats ?? "—";
  const to = (key: string, what: string) => button(word(ctx, key), goData("session", `${what}:${session.id}`));
  const markup =
    session.state === "planned"
      ? inline([
          [to("button-held", "held"), to("button-qr", "qr")],
          [to("button-move", "move"), to("button-call-off", "cancel")],
        ])
      : undefined;
  sayHtml(ctx, [sessionLine(ctx, session), text(ctx.actor.language, "session-counts", { ...counts, seats })].join("\n"), { markup });
}

/** Buttons of sessions. @param value what, a colon, and an id */
export async function pressOutreach(ctx: BotContext, value: string) {
  const [what = "", given] = value.split(":");
  const id = idIn(given);
  if (what === "join") return joining(ctx, await signUp(ctx.work, ctx.actor, id), "session-joined");
  if (what === "leave") return joining(ctx, await signOff(ctx.work, ctx.actor, id), "session-left");
  if (what === "ask") return begin(ctx, outreachFlow, "question", { sessionId: id });
  if (!(await allowed(ctx, "outreach"))) return;
  if (what === "new") return begin(ctx, outreachFlow, "kind", {});
  if (what === "answer") return begin(ctx, outreachFlow, "answer", { questionId: id });
  const session = await lockSession(ctx.work, id);
  if (!session) return toast(ctx, "button-unknown");
  if (what === "open") return showSession(ctx, session);
  if (session.state !== "planned") return sayRefusal(ctx, { refused: "session-over" });
  if (what === "qr") return sendQr(ctx, session);
  if (what === "move") return begin(ctx, outreachFlow, "move_at", { sessionId: id, place: session.place });
  if (what === "cancel") return begin(ctx, outreachFlow, "cancel_reason", { sessionId: id });
  if (what !== "held") return toast(ctx, "button-unknown");
  const refusal = mayBeOver(ctx.work, session);
  if (refusal) return sayRefusal(ctx, refusal);
  await begin(ctx, outreachFlow, "attendance", { sessionId: id, attendance: await countCheckedIn(ctx.work, id) });
}

function joining(ctx: BotContext, outcome: Session | Refusal, key: string) {
  if (isRefusal(outcome)) return sayRefusal(ctx, outcome);
  const markup =
    key === "session-joined" ? inline([[button(word(ctx, "button-leave-session"), goData("session", `leave:${outcome.id}`))]]) : undefined;
  say(ctx, key, { topic: outcome.topic, until: when(ctx, outcome.at), place: outcome.place }, { markup });
}

/** The sheet for the door: who scans it is counted. */
async function sendQr(ctx: BotContext, session: Session) {
  const town = await findTown(ctx.work);
  const link = `https://t.me/${ctx.me.username}?start=s_${session.checkInCode}`;
  const notice = { kind: "poster" as const, town: town?.name ?? "", village: session.topic, link, isCheckIn: true };
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}
