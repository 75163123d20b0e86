import type { Message } from "@grammyjs/types";
import type { AlarmKind } from "../database/values.ts";
import { findHolders, isStaff } from "../domain/people/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { findCard } from "../domain/tickets/card.ts";
import type { Ticket } from "../domain/tickets/change.ts";
import { findHandlers } from "../domain/tickets/recipients.ts";
import { wordsIn } from "../domain/tickets/spoken.ts";
import { namesReporter } from "../domain/tickets/visibility.ts";
import { button, inline } from "../wording/buttons.ts";
import { alarmData } from "../wording/callbacks.ts";
import { contentOf, type Spoken, textOf } from "./content.ts";
import { type BotContext, say, sayRefusal, word } from "./context.ts";
import { askAgain } from "./conversation-run.ts";
import { contentFirst, withCandidates } from "./features/report/content-first.ts";
import { newDraft, takeContent } from "./features/report/draft.ts";
import { alarmOf, alarmsOf } from "./features/report/heed.ts";
import { onward } from "./features/report/receive.ts";
import { beginReport, report } from "./features/report/report.ts";
import { becomeEmergency } from "./features/report/sensitive-steps.ts";
import { saidIn } from "./features/ticket/about-ticket.ts";
import { passOnWords, sendPieces } from "./named-words.ts";
import { pressesOf } from "./presses.ts";

/** Conversations whose words go to a ticket, which are heeded on their way there. */
const talking: readonly string[] = ["add", "unhappy"];

/**
 * Danger in a message, whatever is being asked: the numbers come first, then what is to be done; what was going on is set aside and
 * goes on afterwards. Words for a ticket's handlers are none of this one's business, see `sayAsReporter`.
 *
 * @returns whether the message was taken here
 */
export async function heedAlarm(ctx: BotContext, given: Message): Promise<boolean> {
  const flow = ctx.dialog?.flow;
  // What is sent without a question is heeded where it is asked about.
  if (flow === undefined || flow === contentFirst.name || talking.includes(flow)) return false;
  // All else that staff write in a conversation is their work.
  if (isStaff(ctx.actor) && flow !== report.name) return false;
  if (!(await alarmOf(ctx, textOf(given)))) return false;
  if (flow === report.name) return heedInReport(ctx, given);
  await askHow(ctx, given, []);
  return true;
}

/** Whatever was asked, this is the matter itself. */
async function heedInReport(ctx: BotContext, given: Message): Promise<boolean> {
  const draft = report.givenIn(ctx.dialog);
  if (!draft || takeContent(draft, contentOf(given), given.message_id) !== "taken") return false;
  await onward(ctx, draft);
  await askAgain(ctx);
  return true;
}

/** The words as a new matter, with how they may be reported. */
export async function askHow(ctx: BotContext, given: Spoken, listed: Parameters<typeof withCandidates>[1]) {
  const draft = newDraft("problem", { isHeldBack: listed.length > 0 });
  takeContent(draft, contentOf(given), given.message_id);
  await contentFirst.interrupt(ctx, withCandidates(draft, listed));
}

/**
 * What somebody whom a ticket concerns says on it: its reporter, a party of the dispute, or one who joined. When it is resolved, words
 * on the outcome bring its question back.
 */
export async function sayAsConcerned(ctx: BotContext, ticket: Ticket, given: Spoken): Promise<void> {
  if (ticket.reporterId === ctx.actor.id) return sayAsReporter(ctx, ticket, given);
  const said = saidIn(ctx, given);
  if (!said) return;
  const heard = await alarmOf(ctx, wordsIn(said));
  if (heard) sayNumbers(ctx, heard);
  const refusal = await sendPieces(ctx, ticket.id, [said], heard !== undefined);
  if (refusal) sayRefusal(ctx, refusal, { ticketId: ticket.id });
}

/**
 * What the reporter says on their own ticket, by reply, by button, as an answer or after a rating. Danger is passed on with a mark, and
 * answered; violence at home goes to the village's own cadre only if the villager says so.
 */
export async function sayAsReporter(ctx: BotContext, ticket: Ticket, given: Spoken): Promise<void> {
  // Who shares a number by a slip of the finger would say who they are.
  if (!namesReporter(ticket) && contentOf(given).phone) return say(ctx, "phone-kept-back", { number: ticket.number });
  const said = saidIn(ctx, given);
  if (!said) return;
  const heard = await alarmsOf(ctx, wordsIn(said));
  if (heard.includes("violence") && (await isWithVillage(ctx, ticket))) {
    say(ctx, "violence-not-passed-on", { number: ticket.number });
    const card = await findCard(ctx.work, ticket.id);
    return askHow(ctx, given, card ? [card] : []);
  }
  const [gravest] = heard;
  if (gravest) sayNumbers(ctx, gravest);
  const refusal: Refusal | undefined = await passOnWords(ctx, ticket, [said], gravest !== undefined);
  if (refusal) sayRefusal(ctx, refusal, { ticketId: ticket.id });
}

/**
 * The numbers, and one button for the person who needs somebody at once. 12356 is the national line for psychological help, in every prefecture
 * since 1 May 2025 and answered at least 18 hours a day, so 120 and 110 stand before it; 12338 is the Women's Federation's line, answered
 * in office hours in most places, so 110 stands before it.
 *
 * @see http://gs.people.com.cn/BIG5/n2/2024/1227/c183356-41089989.html the National Health Commission on 12356
 * @see http://www.gdwomen.org.cn/yw/content/post_295443.html the Women's Federation on 12338
 */
function sayNumbers(ctx: BotContext, heard: AlarmKind) {
  say(ctx, `alarm-${heard}`, {}, { markup: inline([[button(word(ctx, "button-as-emergency"), alarmData.pack("emergency"))]]) });
}

/** Whether one of those who would read it is tied to the village. */
async function isWithVillage(ctx: BotContext, ticket: Ticket): Promise<boolean> {
  const cadres = new Set((await findHolders(ctx.work, "cadre", { villageId: ticket.villageId })).map(({ id }) => id));
  return (await findHandlers(ctx.work, ticket)).some(({ id }) => cadres.has(id));
}

/** 紧急 below the numbers: the report that is being written becomes one, or a new one begins. */
async function becomeUrgent(ctx: BotContext) {
  const draft = report.givenIn(ctx.dialog);
  if (draft) await becomeEmergency(ctx, draft);
  if (draft || contentFirst.givenIn(ctx.dialog)) return askAgain(ctx);
  await beginReport(ctx, "emergency");
}

export const alarmPresses = pressesOf(alarmData, { emergency: becomeUrgent });
