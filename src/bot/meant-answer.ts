import type { Message } from "@grammyjs/types";
import type { StoredDialog } from "../domain/conversation.ts";
import { findPerson } from "../domain/people/person.ts";
import { lockTicket, type Ticket } from "../domain/tickets/change.ts";
import { findLastAddressed } from "../domain/tickets/find.ts";
import type { Said } from "../domain/tickets/pass.ts";
import { button, inline } from "../wording/buttons.ts";
import { meantData } from "../wording/callbacks.ts";
import { type BotContext, say, sayRefusal, takeButtonsAway, toast, word } from "./context.ts";
import { controlWord } from "./control-words.ts";
import { askAgain } from "./conversation-run.ts";
import { contentFirst } from "./features/report/content-first.ts";
import type { ReportDraft } from "./features/report/draft.ts";
import { onward } from "./features/report/receive.ts";
import { report } from "./features/report/report.ts";
import { readSaid } from "./features/ticket/about-ticket.ts";
import { passOnWords } from "./named-words.ts";
import { pressesOf } from "./presses.ts";

// Somebody was asked about one matter and is writing another down: what they send without Telegram's reply could be either. It goes where
// they are writing, they are told so, and one tap takes it to the question.

const draftIn = (dialog: StoredDialog | undefined): ReportDraft | undefined => report.givenIn(dialog) ?? contentFirst.givenIn(dialog);

/** Notes what came, so that it can be moved, and finds the matter whose question it might answer. Called before the draft takes it. */
export async function findMeant(ctx: BotContext, given: Message): Promise<Ticket | undefined> {
  const draft = draftIn(ctx.dialog);
  if (!ctx.isAsked || !draft || given.media_group_id || controlWord(given)) return undefined;
  const read = readSaid(given);
  const asking = "said" in read ? await findLastAddressed(ctx.work, ctx.actor.id) : undefined;
  if (!("said" in read) || asking?.state !== "waiting_villager") return undefined;
  draft.lastSaid = read.said;
  return asking;
}

/** Says where it went, and offers the other way. */
export async function sayWhereItWent(ctx: BotContext, { id, number, responsibleId }: Ticket, { message_id: messageId }: Message) {
  const draft = draftIn(ctx.dialog);
  if (draft?.lastSaid?.source.messageId !== messageId) return;
  const isTaken = draft.textSources.includes(messageId) || draft.files.some(({ sourceMessageId }) => sourceMessageId === messageId);
  const name = responsibleId === null ? "" : ((await findPerson(ctx.work, responsibleId))?.name ?? "");
  const markup = inline([[button(word(ctx, "button-meant-answer", { number }), meantData.pack("", { ticket: id, message: messageId }))]]);
  say(ctx, isTaken || draft.sources?.[`${messageId}`] ? "meant-answer" : "meant-answer-only", { number, name }, { markup });
}

/** The words leave the report and go to the question; the report goes on. */
async function moveToTicket(ctx: BotContext, ticketId: number, messageId: number) {
  const draft = draftIn(ctx.dialog);
  const said = draft && takeOut(draft, ctx.chatId, messageId);
  const ticket = said && (await lockTicket(ctx.work, ticketId));
  if (!draft || !said || !ticket || ticket.reporterId !== ctx.actor.id) return toast(ctx, "meant-too-late");
  await takeButtonsAway(ctx);
  if (report.givenIn(ctx.dialog)) await onward(ctx, draft);
  const { nonce } = ctx.dialog as StoredDialog;
  const refusal = await passOnWords(ctx, ticket, [said]);
  if (refusal) sayRefusal(ctx, refusal, { ticketId });
  // A question that the words raise comes first.
  if (ctx.dialog?.nonce === nonce) await askAgain(ctx);
}

function takeOut(draft: ReportDraft, chatId: number, messageId: number): Said | undefined {
  const index = draft.textSources.indexOf(messageId);
  const source = { chatId, messageId };
  const noted = draft.lastSaid?.source.messageId === messageId ? draft.lastSaid : undefined;
  const said = noted ?? (index < 0 ? undefined : { body: draft.texts[index] ?? "", source });
  if (!said) return undefined;
  if (index >= 0) {
    draft.texts.splice(index, 1);
    draft.textSources.splice(index, 1);
  }
  draft.files = draft.files.filter(({ sourceMessageId }) => sourceMessageId !== messageId);
  if (draft.sources?.[`${messageId}`] === "place") draft.place = undefined;
  draft.lastSaid = undefined;
  return said;
}

export const meantPresses = pressesOf(meantData, { "": (ctx, { ticket, message }) => moveToTicket(ctx, ticket, message) });
