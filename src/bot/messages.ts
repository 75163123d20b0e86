import type { Message } from "@grammyjs/types";
import { answerWindowHours, minReportCharacters } from "../domain/limits.ts";
import { isStaff } from "../domain/people/person.ts";
import { isRefusal } from "../domain/refusal.ts";
import { lockTicket, relationsTo, type Ticket } from "../domain/tickets/change.ts";
import { findLastAddressed, findOwn, findQueue, findThread, findTicketByNumber, type Listed } from "../domain/tickets/find.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { add, reply } from "../domain/tickets/talk.ts";

import { type Content, contentOf } from "./content.ts";
import { type BotContext, sayRefusal } from "./context.ts";
import { saidIn, sayDelivered } from "./conversations/about-ticket.ts";
import { newDraft, takeContent } from "./conversations/report/draft.ts";
import { keepUnasked } from "./conversations/unasked.ts";
import { controlWord, messageInDialog } from "./dialog.ts";
import { openMenuEntry } from "./go.ts";
import { menuKeyOf, sayMenu } from "./menu.ts";
import { openTicket } from "./ticket-buttons.ts";
import { takeWorkbook } from "./workbook.ts";

/** A message in a private chat: a menu button, a reply in a thread, an answer in a conversation, or something new. */
export async function message(ctx: BotContext) {
  const given = ctx.message as Message | undefined;
  if (!given) return;
  const menuKey = given.text ? menuKeyOf(given.text) : undefined;
  if (menuKey) return openMenuEntry(ctx, menuKey);
  if (takeWorkbook(ctx, given)) return;
  if (await replyInThread(ctx, given)) return;
  if (await messageInDialog(ctx, given)) return;
  const [, mark, number] = /^([#＃]?)(\d{4,9})$/.exec(given.text?.trim() ?? "") ?? [];
  if (number && (await showByNumber(ctx, Number(number)))) return;
  if (number && mark) return sayMenu(ctx, "number-unknown", { number });
  await somethingNew(ctx, given);
}

/** Telegram's reply to the card or to any message of a ticket's thread goes to the other side. */
async function replyInThread(ctx: BotContext, given: Message): Promise<boolean> {
  const repliedTo = given.reply_to_message;
  if (!repliedTo || repliedTo.from?.id !== ctx.me.id) return false;
  const thread = await findThread(ctx.work, ctx.chatId, repliedTo.message_id);
  const ticket = thread && (await lockTicket(ctx.work, thread.ticketId));
  if (!ticket) return false;
  await passOn(ctx, ticket, given);
  return true;
}

async function passOn(ctx: BotContext, ticket: Ticket, given: Message) {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  const said = saidIn(ctx, given);
  if (!said) return;
  const isReporter = relations.includes("reporter") && !relations.includes("responsible");
  const outcome = await (isReporter ? add : reply)(ctx.work, ctx.actor, ticket, said);
  if (isRefusal(outcome)) sayRefusal(ctx, outcome, { ticketId: ticket.id });
  else sayDelivered(ctx, outcome, isReporter ? "said-to-handlers" : "said-to-villager");
}

async function showByNumber(ctx: BotContext, number: number): Promise<boolean> {
  const ticket = await findTicketByNumber(ctx.work, number);
  return ticket !== undefined && (await openTicket(ctx, ticket)) === undefined;
}

/** Content first: words, a file or a place without any button pressed. */
async function somethingNew(ctx: BotContext, given: Message) {
  const content = contentOf(given);
  if (content.isUnreadable) return sayMenu(ctx, "content-unreadable-menu");
  if (content.phone && !content.text && !content.attachment) return sayMenu(ctx, "phone-alone");
  if (given.text && controlWord(given)) return sayMenu(ctx, "nothing-to-do");
  const addressed = await findAnswerable(ctx);
  if (addressed) return passOn(ctx, addressed, given);
  if (isTooShort(content)) return sayMenu(ctx, "greeting");
  const draft = newDraft("problem", { isUnasked: true });
  const taken = takeContent(draft, content, given.message_id);
  if (taken === "too_long") return sayMenu(ctx, "too-long", { given: [...(content.text ?? "")].length, most: 3000 });
  if (content.pin) draft.place = content.pin;
  await keepUnasked(ctx, draft, await candidates(ctx));
}

const greetings = /^(你好|您好|在吗|在不在|喂|hi|hello|test|测试|谢谢|多谢|好的?|嗯+|哦+|收到|ok|\?+|？+)[\s!！。.~～]*$/i;

const isTooShort = (content: Content) =>
  !content.attachment && !content.pin && ([...(content.text ?? "")].length < minReportCharacters || greetings.test(content.text ?? ""));

/** The ticket on which the cadre spoke last: what the villager writes soon after is the answer to it. */
async function findAnswerable(ctx: BotContext): Promise<Ticket | undefined> {
  const ticket = await findLastAddressed(ctx.work, ctx.actor.id);
  const since = ticket?.lastSaidToVillagerAt;
  if (!ticket || !since || !isOpen(ticket.state)) return undefined;
  const isFresh = ctx.work.now.getTime() - since.getTime() < answerWindowHours * 3_600_000;
  return isFresh || ticket.state === "waiting_villager" ? lockTicket(ctx.work, ticket.id) : undefined;
}

/** Open tickets to which the message might belong: one's own, and for a handler those in hand. */
async function candidates(ctx: BotContext): Promise<Listed[]> {
  const own = (await findOwn(ctx.work, ctx.actor.id)).listed.filter(({ ticket }) => isOpen(ticket.state));
  const inHand = isStaff(ctx.actor) ? (await findQueue(ctx.work, ctx.actor)).listed : [];
  const known = new Set(own.map(({ ticket }) => ticket.id));
  return [...own, ...inHand.filter(({ ticket }) => !known.has(ticket.id))].slice(0, 6);
}
