import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { findPollResults } from "../../../domain/outreach/polls.ts";
import { countCheckedIn, countSigned, type Session } from "../../../domain/outreach/sessions.ts";
import { findTown } from "../../../domain/places/places.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { sessionData } from "../../../wording/callbacks.ts";
import { pollLine } from "../../../wording/polls.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, when, word } from "../../context.ts";

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
  const seats = session.seats ?? "—";
  const to = (key: TextKey, what: "held" | "qr" | "move" | "cancel") => button(word(ctx, key), sessionData.pack(what, { id: session.id }));
  const markup =
    session.state === "planned"
      ? inline([
          [to("button-held", "held"), to("button-qr", "qr")],
          [to("button-move", "move"), to("button-call-off", "cancel")],
        ])
      : undefined;
  const results = (await findPollResults(ctx.work, ctx.actor, session.id)).map((one) => escapeHtml(pollLine(ctx.actor.language, one)));
  const lines = [sessionLine(ctx, session), text(ctx.actor.language, "session-counts", { ...counts, seats }), ...results];
  sayHtml(ctx, lines.join("\n"), { markup });
}

/** The sheet for the door: who scans it is counted. */
export async function sendQr(ctx: BotContext, session: Session) {
  const town = await findTown(ctx.work);
  const link = `https://t.me/${ctx.me.username}?start=s_${session.checkInCode}`;
  const notice = { kind: "poster" as const, town: town?.name ?? "", village: session.topic, link, isCheckIn: true };
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}
