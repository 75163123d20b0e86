import type { Message } from "@grammyjs/types";
import { hourMs } from "../domain/durations.ts";
import { answerWindowHours, maxDescriptionCharacters, minReportCharacters } from "../domain/limits.ts";
import { knownCategories } from "../domain/org/reference.ts";
import { isStaff } from "../domain/people/person.ts";
import { phoneIn, samePhone } from "../domain/people/written.ts";
import { isRefusal } from "../domain/refusal.ts";
import { sharePhone } from "../domain/tickets/adopt.ts";
import { guessCategories } from "../domain/tickets/categories.ts";
import { lockTicket, relationsTo, type Ticket } from "../domain/tickets/change.ts";
import { findLastAddressed, findLastResolved, findOwn, findTicketByNumber, type Listed } from "../domain/tickets/find.ts";
import { isOpen, speaksAs } from "../domain/tickets/lifecycle.ts";
import { reply, replyTo } from "../domain/tickets/messages.ts";
import { findQueue } from "../domain/tickets/queue.ts";
import { isMatterInShort } from "../domain/tickets/several.ts";
import { verdictIn } from "../domain/tickets/verdict.ts";
import { heedAlarm, sayAsConcerned } from "./alarm.ts";
import { albumOf, followAlbum, noteAlbumElsewhere } from "./albums.ts";
import { type Content, contentOf, typedIn } from "./content.ts";
import { type BotContext, sayRefusal } from "./context.ts";
import { controlWord } from "./control-words.ts";
import { messageInConversation, takesNumbers } from "./conversation-run.ts";
import { followPlace } from "./features/emergencies/live-place.ts";
import { takeWorkbook } from "./features/org/workbook.ts";
import { contentFirst, withCandidates } from "./features/report/content-first.ts";
import { newDraft, takeContent, takePlace } from "./features/report/draft.ts";
import { alarmOf, mattersOf } from "./features/report/heed.ts";
import { answerFirst, endAnswered } from "./features/report/shelf-first.ts";
import { saidIn, sayDelivered } from "./features/ticket/about-ticket.ts";
import { openTicket } from "./features/ticket/open.ts";
import { sayAdopted } from "./features/ticket/paper.ts";
import { haveHeard } from "./features/ticket/transcripts.ts";
import { openMenuEntry, remindOfDraft } from "./main-menu.ts";
import { findMeant, sayWhereItWent } from "./meant-answer.ts";
import { menuKeyOf, sayMenu } from "./menu.ts";
import { isPick } from "./picks.ts";
import { threadOf } from "./thread.ts";

/** A message in a private chat: a menu button, a reply in a thread, an answer in a conversation, or something new. */
export async function message(ctx: BotContext) {
  const given = ctx.message as Message | undefined;
  if (!given) return;
  haveHeard(ctx, given);
  await followPlace(ctx, given);
  const isAdopted = await heedContact(ctx, given);
  const menuKey = given.text ? menuKeyOf(given.text) : undefined;
  if (menuKey) return openMenuEntry(ctx, menuKey);
  const album = await albumOf(ctx, given);
  if (album) return followAlbum(ctx, given, album);
  if (await replyInThread(ctx, given)) return;
  if (takeWorkbook(ctx, given)) return;
  const [, mark, number] = /^([#＃]?)\s?(\d{4,9})$/.exec(typedIn(given)) ?? [];
  if (number && mark && ctx.dialog && !takesNumbers(ctx.dialog)) {
    await showOrSay(ctx, number);
    return remindOfDraft(ctx);
  }
  // A note of the shelf that was picked by `@bot words`: nobody's own words, which may answer a question and report nothing.
  const isNote = given.via_bot?.id === ctx.me.id;
  if (!isNote) endAnswered(ctx);
  if (!isNote && (await heedAlarm(ctx, given))) return;
  if ((await inConversation(ctx, given)) || isNote) return;
  if (number && mark) return showOrSay(ctx, number);
  if (number && (await showByNumber(ctx, Number(number)))) return;
  if (!isAdopted) await somethingNew(ctx, given);
}

/** Their own contact, as Telegram vouches for it: what was written down for somebody of this phone is theirs. @returns whether anything was */
async function heedContact(ctx: BotContext, { contact }: Message): Promise<boolean> {
  if (!contact || contact.user_id !== ctx.actor.telegramId) return false;
  const adopted = await sharePhone(ctx.work, ctx.actor, contact.phone_number);
  ctx.actor = { ...ctx.actor, phone: samePhone(contact.phone_number), phoneSharedAt: ctx.work.now };
  return sayAdopted(ctx, adopted);
}

async function inConversation(ctx: BotContext, given: Message): Promise<boolean> {
  const { dialog } = ctx;
  const asking = await findMeant(ctx, given);
  if (!(await messageInConversation(ctx, given))) return false;
  if (ctx.dialog?.nonce !== dialog?.nonce) await noteAlbumElsewhere(ctx, given);
  else if (asking) await sayWhereItWent(ctx, asking, given);
  return true;
}

/** `#1042`, also while something else is asked: the question stays open. */
async function showOrSay(ctx: BotContext, number: string) {
  if (!(await showByNumber(ctx, Number(number)))) sayMenu(ctx, "number-unknown", { number });
}

/** Telegram's reply to the card or to any message of a ticket's thread goes to the other side. */
async function replyInThread(ctx: BotContext, given: Message): Promise<boolean> {
  const repliedTo = given.reply_to_message;
  if (!repliedTo || repliedTo.from?.id !== ctx.me.id) return false;
  const thread = await threadOf(ctx, ctx.chatId, repliedTo);
  if (!thread) return ctx.isPutOff;
  await passOn(ctx, thread.ticket, given, thread.authorId);
  return true;
}

/** @param authorId who wrote what is replied to, when it was somebody whom the ticket concerns */
async function passOn(ctx: BotContext, ticket: Ticket, given: Message, authorId = ticket.reporterId) {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  if (speaksAs(relations) !== "handler") return sayAsConcerned(ctx, ticket, given);
  const said = saidIn(ctx, given);
  if (!said) return;
  const isToOther = authorId !== ticket.reporterId && authorId !== ctx.actor.id;
  const outcome = isToOther ? await replyTo(ctx.work, ctx.actor, ticket, said, authorId) : await reply(ctx.work, ctx.actor, ticket, said);
  if (isRefusal(outcome)) sayRefusal(ctx, outcome, { ticketId: ticket.id });
  else await sayDelivered(ctx, outcome, isToOther ? "said-to-person" : "said-to-villager");
}

async function showByNumber(ctx: BotContext, number: number): Promise<boolean> {
  const ticket = await findTicketByNumber(ctx.work, number);
  return ticket !== undefined && (await openTicket(ctx, ticket)) === undefined;
}

/** Content first: words, a file or a place without any button pressed. */
export async function somethingNew(ctx: BotContext, given: Message) {
  const content = contentOf(given);
  if (isPick(given)) return sayMenu(ctx, "nothing-to-do");
  if (content.isUnreadable) return sayMenu(ctx, "content-unreadable-menu");
  if (given.text && controlWord(given)) return sayMenu(ctx, "nothing-to-do");
  const judged = await findJudged(ctx, content);
  if (judged) return passOn(ctx, judged, given);
  const addressed = await findAnswerable(ctx);
  if (addressed && !(await isSeveral(ctx, addressed, content))) return passOn(ctx, addressed, given);
  const isNumber = content.phone ? !content.text : isOnlyPhone(content.text ?? "");
  if (isNumber && !content.attachment) return sayMenu(ctx, "phone-alone");
  if ((await isTooShort(ctx, content)) && !(await alarmOf(ctx, content.text ?? ""))) return sayMenu(ctx, "greeting");
  const draft = newDraft("problem");
  const taken = takeContent(draft, content, given.message_id);
  if (taken === "too_long") return sayMenu(ctx, "too-long", { given: [...(content.text ?? "")].length, most: maxDescriptionCharacters });
  takePlace(draft, content, given.message_id);
  const begun = withCandidates(draft, await candidates(ctx));
  if (!(await answerFirst(ctx, begun))) await contentFirst.enter(ctx, begun);
}

/** Several matters at once are hardly more of the one that was spoken of last; an answer to a question may name many things. */
async function isSeveral(ctx: BotContext, { state }: Ticket, { text = "" }: Content): Promise<boolean> {
  return state !== "waiting_villager" && (await mattersOf(ctx, text)).length > 1;
}

/** A number without a word: whose, and what for, is to be said first. */
const isOnlyPhone = (typed: string) => /^[\d\s+()（）-]{7,24}$/.test(typed) && phoneIn(typed) !== undefined;

const greetings = /^(你好|您好|在吗|在不在|喂|hi|hello|test|测试|谢谢|多谢|好的?|嗯+|哦+|收到|ok|\?+|？+)[\s!！。.~～]*$/i;

async function isTooShort(ctx: BotContext, { attachment, pin, text = "" }: Content): Promise<boolean> {
  if (attachment || pin) return false;
  if (greetings.test(text)) return true;
  return [...text].length < minReportCharacters && !isMatterInShort(text, await knownCategories(ctx.work, "problem"));
}

/**
 * The resolved ticket that somebody speaks of who writes "没有修好，桥还是断的" or "满意，谢谢" without pressing anything. Words on another kind of
 * matter are a matter of their own.
 */
async function findJudged(ctx: BotContext, { text = "" }: Content): Promise<Ticket | undefined> {
  const verdict = verdictIn(text);
  const resolved = verdict && (await findLastResolved(ctx.work, ctx.actor.id));
  if (!resolved) return undefined;
  const guessed = verdict === "unsatisfied" ? guessCategories(text, await knownCategories(ctx.work, "problem")) : [];
  const isOther = guessed.length > 0 && !guessed.some(({ id }) => id === resolved.categoryId);
  return isOther ? undefined : lockTicket(ctx.work, resolved.id);
}

/** The ticket on which the cadre spoke last: what the villager writes soon after is the answer to it. */
async function findAnswerable(ctx: BotContext): Promise<Ticket | undefined> {
  const ticket = await findLastAddressed(ctx.work, ctx.actor.id);
  const since = ticket?.lastSaidToVillagerAt;
  if (!ticket || !since || !isOpen(ticket.state)) return undefined;
  const isFresh = ctx.work.now.getTime() - since.getTime() < answerWindowHours * hourMs;
  return isFresh || ticket.state === "waiting_villager" ? lockTicket(ctx.work, ticket.id) : undefined;
}

/** Open tickets to which the message might belong: one's own, and for a handler those in hand. */
async function candidates(ctx: BotContext): Promise<Listed[]> {
  const own = (await findOwn(ctx.work, ctx.actor.id, 0, "open")).listed;
  const inHand = isStaff(ctx.actor) ? (await findQueue(ctx.work, ctx.actor)).listed : [];
  const known = new Set(own.map(({ ticket }) => ticket.id));
  return [...own, ...inHand.filter(({ ticket }) => !known.has(ticket.id))].slice(0, 6);
}
