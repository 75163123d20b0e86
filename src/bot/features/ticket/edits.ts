import type { Message } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { keepDialog } from "../../../domain/conversation.ts";
import { readPartyNames } from "../../../domain/disputes/parties.ts";
import { maxDescriptionCharacters, maxParties, maxPlaceCharacters } from "../../../domain/limits.ts";
import { phoneIn, readPerson } from "../../../domain/people/written.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { lockTicket, type Ticket } from "../../../domain/tickets/change.ts";
import { amend, findSaid, followEdit, type SaidBefore } from "../../../domain/tickets/edits.ts";
import { readField } from "../../../domain/tickets/fields.ts";
import type { TextValues } from "../../../wording/texts.ts";
import { sayAsReporter } from "../../alarm.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { askAgain } from "../../conversation-run.ts";
import { findNamedHere } from "../../named-words.ts";
import { placeMoved } from "../emergencies/live-place.ts";
import type { AnsweredPart, ReportDraft } from "../report/draft.ts";
import { named } from "../report/extra-steps.ts";
import { findDraft } from "../report/find-draft.ts";
import { alarmsOf, heedWords } from "../report/heed.ts";
import { takeTranscript, transcriptIn } from "./transcripts.ts";

/**
 * An edited message, or a voice message of which the words are known now. What was passed on is edited there too; words of an unfinished
 * report are replaced.
 */
export async function editedMessage(ctx: BotContext) {
  const edited = ctx.editedMessage;
  if (edited?.location) return placeMoved(ctx, edited as Message);
  const words = transcriptIn(ctx);
  if (edited && words) return takeTranscript(ctx, { ...(edited as Message), transcript: words });
  const body = edited && (edited.text ?? edited.caption);
  if (!edited || body === undefined) return;
  const source = { chatId: ctx.chatId, messageId: edited.message_id };
  const before = await findSaid(ctx.work, ctx.actor, source);
  const graver = before && (await findGraver(ctx, before, body));
  if (graver) return sayAsReporter(ctx, graver, { ...edited, caption: body } as Message);
  const amended = before && (await amend(ctx.work, ctx.actor, before, source, body));
  if (isRefusal(amended)) return sayRefusal(ctx, amended);
  if (amended) say(ctx, "amended", { number: amended.number }, { ticketId: amended.id });
  const ticketId = await followEdit(ctx.work, source, body);
  if (!amended && ticketId === undefined) await replaceInDraft(ctx, edited.message_id, body);
}

/**
 * An edit may say what the message did not: danger, or whom it is about. Then it is heeded as if it had been said now, and does not
 * reach by the way of an edit whom it should not.
 */
async function findGraver(ctx: BotContext, before: SaidBefore, body: string): Promise<Ticket | undefined> {
  const ticket = before.filed ?? (await lockTicket(ctx.work, before.ticketId));
  if (!ticket || ticket.reporterId !== ctx.actor.id) return undefined;
  const heardBefore = await alarmsOf(ctx, before.body);
  if ((await alarmsOf(ctx, body)).some((kind) => !heardBefore.includes(kind))) return ticket;
  const known = new Set((await findNamedHere(ctx, ticket, before.body)).map(({ id }) => id));
  return (await findNamedHere(ctx, ticket, body)).some(({ id }) => !known.has(id)) ? ticket : undefined;
}

async function replaceInDraft(ctx: BotContext, messageId: number, body: string) {
  const found = findDraft(ctx, messageId);
  if (!found || !ctx.dialog) return;
  const { draft, reported, isOpen } = found;
  const part = draft.sources?.[`${messageId}`];
  if (!(part ? replacePart(ctx, draft, part, body.trim()) : replaceWords(ctx, draft, messageId, body))) return;
  if (reported) await heedWords(ctx, reported);
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
  say(ctx, "edit-kept");
  // What is shown above the question says the new words.
  if (isOpen) await askAgain(ctx);
}

/** Words of the matter; a photo may get its words by an edit as well. @returns false when they are too long, which is said */
function replaceWords(ctx: BotContext, draft: ReportDraft, messageId: number, body: string): boolean {
  const index = draft.textSources.indexOf(messageId);
  const texts = index < 0 ? [...draft.texts, body] : draft.texts.with(index, body);
  const length = [...texts.join("\n")].length;
  if (length > maxDescriptionCharacters) {
    say(ctx, "too-long", { given: length, most: maxDescriptionCharacters });
    return false;
  }
  draft.texts = texts;
  if (index < 0) draft.textSources = [...draft.textSources, messageId];
  return true;
}

/** What was typed for a question of its own, read by the same rule. @returns false when it is none, which is said */
function replacePart(ctx: BotContext, draft: ReportDraft, part: AnsweredPart, body: string): boolean {
  const refuse = (key: TextKey, values: TextValues = {}) => {
    say(ctx, key, values);
    return false;
  };
  const length = [...body].length;
  if (part === "place") {
    if (length > maxPlaceCharacters) return refuse("too-long", { given: length, most: maxPlaceCharacters });
    draft.place = { ...draft.place, text: body };
  } else if (part === "phone") {
    const phone = phoneIn(body);
    if (!phone) return refuse("phone-unclear");
    draft.phone = phone;
  } else if (part === "parties") {
    const parties = readPartyNames(body);
    if (!parties.length) return refuse("parties-unclear", { most: maxParties });
    draft.parties = parties;
  } else if (part === "beneficiary") {
    const read = readPerson(body);
    if (!read) return refuse("ask-other-name");
    draft.beneficiary = named(read);
  } else {
    const name = part.slice("field:".length);
    const field = draft.wanted?.find((one) => one.name === name);
    const value = field && readField(field, body);
    if (value === undefined) return refuse("field-unclear");
    draft.fields = (draft.fields ?? []).map((filled) => (filled.name === name ? { name, value } : filled));
  }
  return true;
}
