import type { TextKey } from "../../../../locales/text-key.ts";
import { type SessionKind, sessionKinds } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import { maxNameCharacters, maxSpeakersOffered } from "../../../domain/limits.ts";
import { findPollResults } from "../../../domain/outreach/polls.ts";
import { describeCorrection } from "../../../domain/outreach/records.ts";
import { findSessionVillages } from "../../../domain/outreach/session-villages.ts";
import { countCheckedIn, countSigned, type Session } from "../../../domain/outreach/sessions.ts";
import { findHolders } from "../../../domain/people/person.ts";
import { findTown } from "../../../domain/places/places.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { sessionData } from "../../../wording/callbacks.ts";
import { pollLine } from "../../../wording/polls.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, when, word } from "../../context.ts";
import type { Question } from "../../question.ts";
import { oneOf, words } from "../../questions.ts";
import { villagesInWords } from "./where.ts";

/** Both kinds, to choose from. */
export const kinds = Object.fromEntries(sessionKinds.map((kind) => [kind, `session-${kind}`])) as { [K in SessionKind]: `session-${K}` };

/** Oneself or a leader by button, anybody else by name. */
export function whichSpeaker(): Question<string> {
  const asked = { key: "ask-session-speaker" } as const;
  const offered = oneOf(asked, async (ctx) => {
    const leaders = await findHolders(ctx.work, "leader");
    const names = new Map([ctx.actor, ...leaders].map(({ id, name }) => [id, name]));
    return [...names].slice(0, maxSpeakersOffered).map(([id, name]) => ({ caption: name, value: String(id), answer: name }));
  });
  const { message } = words(asked, maxNameCharacters);
  return message ? { ...offered, message } : offered;
}

export const sessionLine = (ctx: BotContext, { kind, topic, speakerName, at, place }: Session) =>
  text(ctx.actor.language, "session-line", {
    kind: word(ctx, `session-${kind}`),
    topic,
    speaker: speakerName,
    until: when(ctx, at),
    place,
  });

/** A session with how many signed up and came, and what can be done with it. */
export async function showSession(ctx: BotContext, session: Session) {
  const counts = { signed: await countSigned(ctx.work, session.id), checked: await countCheckedIn(ctx.work, session.id) };
  const seats = session.seats ?? 0;
  const to = (key: TextKey, what: "held" | "qr" | "move" | "cancel" | "correct" | "material") =>
    button(word(ctx, key), sessionData.pack(what, { id: session.id }));
  const markup =
    session.state === "planned"
      ? inline([
          [to("button-held", "held"), to("button-qr", "qr")],
          [to("button-move", "move"), to("button-call-off", "cancel")],
        ])
      : session.state === "held"
        ? inline([[to("button-correct-attendance", "correct"), to("button-send-material", "material")]])
        : undefined;
  const results = (await findPollResults(ctx.work, ctx.actor, session.id)).map((one) => escapeHtml(pollLine(ctx.actor.language, one)));
  const villages = await findSessionVillages(ctx.work, session);
  const lines = [
    sessionLine(ctx, session),
    text(ctx.actor.language, "session-for", { villages: villagesInWords(ctx, villages.length ? villages : null) }),
    text(ctx.actor.language, "session-counts", { ...counts, seats }),
    ...(await outcomeOf(ctx, session)),
    ...results,
  ];
  sayHtml(ctx, lines.join("\n"), { markup });
}

/** How many came, and what stood there before it was put right. */
async function outcomeOf(ctx: BotContext, session: Session): Promise<string[]> {
  if (session.state !== "held") return [];
  const correction = await describeCorrection(ctx.work, session);
  const came = text(ctx.actor.language, "session-came", { attendance: session.attendance ?? 0 });
  if (!correction) return [came];
  const { was, name, at, reason = "—" } = correction;
  return [came, text(ctx.actor.language, "session-corrected", { was, name, until: when(ctx, at), reason })];
}

/** The sheet for the door: who scans it is counted. */
export async function sendQr(ctx: BotContext, session: Session) {
  const town = await findTown(ctx.work);
  const link = `https://t.me/${ctx.me.username}?start=s_${session.checkInCode}`;
  const notice = { kind: "poster" as const, town: town?.name ?? "", village: session.topic, link, isCheckIn: true };
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}
