import type { SessionKind } from "../../../database/values.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { maxAttendance, maxQuestionCharacters, maxReasonCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { correctAttendance, findHeld, recordSession, sendMaterial } from "../../../domain/outreach/records.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { sessionData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { content, type GivenContent, number, oneWord, pastInstant, submission, words } from "../../questions.ts";
import type { ChosenVillage } from "../../town-questions.ts";
import { kinds, sessionLine, showSession, whichSpeaker } from "./session-screen.ts";
import { type Ticked, tickedVillages, villagesInWords, type Where, whatPlace, where, whereOf } from "./where.ts";

type Record = {
  kind: SessionKind;
  topic: string;
  speaker: string;
  villages: Where;
  ticked: readonly ChosenVillage[];
  at: string;
  place: string;
  attendance: number;
  look: "submit";
};

/** 补记: one that took place without having been planned here. */
export const recording = conversation<Record, Ticked>("outreach-record", async ({ ctx, given, ask }) => {
  const kind = await ask("kind", oneWord({ key: "ask-record-kind" }, kinds));
  const topic = await ask("topic", words({ key: "ask-session-topic" }, maxTopicCharacters));
  const speaker = await ask("speaker", whichSpeaker());
  const chosen = await ask("villages", where);
  const villages = chosen === "several" ? await ask("ticked", tickedVillages(given)) : chosen;
  const at = new Date(await ask("at", pastInstant({ key: "ask-record-at" }, "session-time-unclear")));
  const place = await ask("place", whatPlace(villages));
  const attendance = await ask("attendance", number({ key: "ask-record-attendance" }, 0, maxAttendance));
  const values = {
    kind: word(ctx, `session-${kind}`),
    topic,
    speaker,
    village: villagesInWords(ctx, villages),
    until: when(ctx, at),
    place,
    attendance,
  };
  await ask("look", submission({ key: "record-look", values }));
  const held = await recordSession(ctx.work, ctx.actor, { kind, topic, speaker, ...whereOf(villages), at, place, attendance });
  if (isRefusal(held)) return sayRefusal(ctx, held);
  sayMenu(ctx, "session-recorded", { topic: held.topic, attendance });
  await showSession(ctx, held);
});

type OfSession = { id: number };

/** 改人数: the figures follow, and what stood there is kept. */
export const correcting = conversation<{ attendance: number; reason: string }, OfSession & { was: number }>(
  "session-correct",
  async ({ ctx, given: { id, was }, ask }) => {
    const attendance = await ask("attendance", number({ key: "ask-correct-attendance", values: { was } }, 0, maxAttendance));
    const reason = await ask("reason", words({ key: "ask-correct-why" }, maxReasonCharacters));
    const changed = await correctAttendance(ctx.work, ctx.actor, id, { attendance, reason });
    if (isRefusal(changed)) return sayRefusal(ctx, changed);
    sayMenu(ctx, "attendance-corrected", { topic: changed.topic, was, attendance });
    await showSession(ctx, changed);
  },
);

/** 发材料: to everybody who was invited, there or not. */
export const sendingMaterial = conversation<{ material: GivenContent }, OfSession>(
  "session-material",
  async ({ ctx, given: { id }, ask }) => {
    const { text: body = "", attachment } = await ask("material", content({ key: "ask-material-for-all" }, maxQuestionCharacters));
    const sent = await sendMaterial(ctx.work, ctx.actor, id, { body, attachment });
    if (isRefusal(sent)) sayRefusal(ctx, sent);
    else sayMenu(ctx, "material-sent", { topic: sent.session.topic, count: sent.count });
  },
);

/** 讲过的: those of the last months. */
export async function showHeld(ctx: BotContext) {
  const sessions = await findHeld(ctx.work, ctx.actor);
  const lines = sessions.map((one) => sessionLine(ctx, one));
  const buttons = sessions.map(({ id, topic }) => button(firstCharacters(topic, 20), sessionData.pack("open", { id })));
  const html = [text(ctx.actor.language, sessions.length ? "held-title" : "held-none"), ...lines].join("\n");
  sayHtml(ctx, html, buttons.length ? { markup: inline(rowsOf(buttons, 2)) } : {});
}
