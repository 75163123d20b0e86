import type { Message } from "@grammyjs/types";
import { keepDialog, noteInAudit } from "../../../domain/conversation.ts";
import { maxDescriptionCharacters, maxTranscriptCharacters } from "../../../domain/limits.ts";
import { isStaff } from "../../../domain/people/person.ts";
import { lockTicket, mayChange, type Ticket } from "../../../domain/tickets/change.ts";
import { correct, findVoice, findVoiceById, hear, type Voice } from "../../../domain/tickets/hear.ts";
import { isOpen } from "../../../domain/tickets/lifecycle.ts";
import { hearVisit } from "../../../domain/visits/visits.ts";
import { askForWords, type Transcribed } from "../../../domain/voice.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { correctData } from "../../../wording/callbacks.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { askHow, sayAsConcerned } from "../../alarm.ts";
import { contentOf, type Spoken } from "../../content.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { askAgain } from "../../conversation-run.ts";
import { findNamedHere } from "../../named-words.ts";
import { pressesOf } from "../../presses.ts";
import { type GivenContent, words } from "../../questions.ts";
import { descriptionOf } from "../report/draft.ts";
import { findDraft } from "../report/find-draft.ts";
import { alarmOf, alarmsOf, heedWords } from "../report/heed.ts";
import { type About, withTicket } from "./about-ticket.ts";
import { askOutcome } from "./outcome.ts";

/** A voice message is put into words meanwhile, wherever it belongs. */
export function haveHeard({ voice: { hears }, work }: BotContext, { message_id, date, chat, from, voice, caption }: Message) {
  if (!hears || !voice) return;
  const message = { message_id, date, chat, from, voice, ...(caption === undefined ? {} : { caption }) };
  askForWords(work, { fileId: voice.file_id, message }, voice.duration);
}

/** What a machine heard, in the update that brings it. */
export const transcriptIn = ({ update }: Pick<BotContext, "update">): string | undefined =>
  (update as Pick<Partial<Transcribed>, "transcript">).transcript;

/** The words of a voice message are known: they join it where it is by now, and nobody is told of an edit that nobody made. */
export async function takeTranscript(ctx: BotContext, spoken: Spoken & { transcript: string }) {
  const visited = await hearVisit(ctx.work, ctx.actor, spoken.message_id, spoken.transcript);
  const voice = await findVoice(ctx.work, { chatId: ctx.chatId, messageId: spoken.message_id });
  const ticket = voice && (await lockTicket(ctx.work, voice.ticketId));
  if (!ticket && visited) return sayHeardOnVisit(ctx, visited.id, spoken.transcript);
  if (!ticket) return intoAnswer(ctx, spoken) || intoDraft(ctx, spoken);
  if (voice.attachment.heard) return;
  if (voice.side === "villager" && (await isGraver(ctx, ticket, voice, spoken.transcript))) return sayAnew(ctx, ticket, spoken);
  await hear(ctx.work, ticket, voice, spoken.transcript);
  if (voice.side === "villager") await askOutcome(ctx, ticket.id, spoken.transcript);
}

/** What was said from a station's desk is for the villager, and heard for nothing else. */
export async function hearAtDesk(ctx: BotContext, source: { chatId: number; messageId: number }, transcript: string) {
  const voice = await findVoice(ctx.work, source);
  const ticket = voice && (await lockTicket(ctx.work, voice.ticketId));
  if (ticket && !voice.attachment.heard) await hear(ctx.work, ticket, voice, transcript);
}

/** A voice note of a visit is read by the person who made it, who may make a ticket of it. */
function sayHeardOnVisit(ctx: BotContext, id: number, words: string) {
  const markup = inline([[button(word(ctx, "button-report-heard"), visitData.pack("report", { id }))]]);
  say(ctx, "visit-words", { words }, { markup });
}

/** It answers a question of a conversation that is not over. */
function intoAnswer(ctx: BotContext, { message_id: messageId, transcript: words }: Spoken & { transcript: string }): boolean {
  const answers = (ctx.dialog?.data["answers"] ?? []) as [name: string, answer: unknown][];
  const given = answers.map(([, answer]) => answer as Partial<GivenContent> | null).find((one) => one?.sourceMessageId === messageId);
  if (!ctx.dialog || !given?.attachment) return false;
  given.attachment.heard = { words, by: "machine" };
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
  return true;
}

/** Spoken words are heeded as typed ones: danger, and whom they are about, are not passed on by the way. */
async function isGraver(ctx: BotContext, ticket: Ticket, { body, authorId }: Voice, transcript: string): Promise<boolean> {
  const heardBefore = await alarmsOf(ctx, body);
  if ((await alarmsOf(ctx, transcript)).some((kind) => !heardBefore.includes(kind))) return true;
  if (authorId !== ticket.reporterId) return false;
  const known = new Set((await findNamedHere(ctx, ticket, body)).map(({ id }) => id));
  return (await findNamedHere(ctx, ticket, transcript)).some(({ id }) => !known.has(id));
}

/** Said now, so that it is asked about and passed on as that; where nobody works on it any more, as a matter of its own. */
const sayAnew = (ctx: BotContext, ticket: Ticket, spoken: Spoken) =>
  isOpen(ticket.state) ? sayAsConcerned(ctx, ticket, spoken) : askHow(ctx, spoken, []);

async function intoDraft(ctx: BotContext, spoken: Spoken & { transcript: string }) {
  const found = findDraft(ctx, spoken.message_id);
  const file = found?.draft.files.find(({ sourceMessageId }) => sourceMessageId === spoken.message_id);
  if (!ctx.dialog || !found || !file) return heedStray(ctx, spoken);
  const { draft, reported, isOpen: isAsked } = found;
  const { heard } = contentOf(spoken).attachment ?? {};
  // What it says beyond that, the voice says.
  if (!heard || [...descriptionOf(draft), ...heard.words].length > maxDescriptionCharacters) return;
  file.heard = heard;
  if (reported) await heedWords(ctx, reported);
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
  // What is shown above the question says the words.
  if (isAsked) await askAgain(ctx);
}

/** A voice that belongs to nothing, as when its report was cancelled, is heeded for danger all the same. */
async function heedStray(ctx: BotContext, spoken: Spoken & { transcript: string }) {
  if (!isStaff(ctx.actor) && (await alarmOf(ctx, spoken.transcript))) await askHow(ctx, spoken, []);
}

/** ✏️ below a voice message: the person who works on the matter has listened, and writes what it really says. */
const correcting = conversation<{ words: string }, About & { voiceId: number; before: string }>(
  "correct-transcript",
  async ({ ctx, given, ask }) => {
    const asked = { key: "ask-transcript", values: { number: given.number, words: given.before } } as const;
    const right = await ask("words", words(asked, maxTranscriptCharacters));
    const refusal = await withTicket(ctx, given, async (ticket) => {
      const voice = await findVoiceById(ctx.work, given.voiceId);
      return voice && correct(ctx.work, ctx.actor, ticket, voice, right);
    });
    if (!refusal) say(ctx, "transcript-put-right", { number: given.number }, { ticketId: given.ticketId });
  },
);

async function pressCorrect(ctx: BotContext, id: number) {
  const voice = await findVoiceById(ctx.work, id);
  const ticket = voice && (await lockTicket(ctx.work, voice.ticketId));
  const before = voice?.attachment.heard?.words;
  if (!ticket || before === undefined) return toast(ctx, "button-unknown");
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "correct");
  if (refusal?.refused === "not-yours") await noteInAudit(ctx.work, ctx.actor.id, "button correct transcript", String(ticket.id));
  if (refusal) return toast(ctx, `refused-${refusal.refused}`, { number: ticket.number, ...refusal.values });
  await correcting.enter(ctx, { ticketId: ticket.id, number: ticket.number, voiceId: id, before });
}

export const transcriptPresses = pressesOf(correctData, { "": (ctx, { id }) => pressCorrect(ctx, id) });
