import type { InlineKeyboardButton } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { findAbove } from "../../../domain/county/membership.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { type Refusal, refuse } from "../../../domain/refusal.ts";
import { findCard } from "../../../domain/tickets/card.ts";
import { relationsTo, type Ticket } from "../../../domain/tickets/change.ts";
import { findTimeline } from "../../../domain/tickets/find.ts";
import { isHandling } from "../../../domain/tickets/lifecycle.ts";
import { giveCard } from "../../../domain/tickets/recipients.ts";
import { visibleTo } from "../../../domain/tickets/visibility.ts";
import { button, inline, rowsOf, type TicketButton, ticketData } from "../../../wording/buttons.ts";
import { ticketForOther, ticketForReporter } from "../../../wording/card.ts";
import { allRows, cardMarkup } from "../../../wording/card-buttons.ts";
import { noticeButtons } from "../../../wording/notice-buttons.ts";
import { timelineText } from "../../../wording/timeline.ts";
import { timetableText } from "../../../wording/timetable.ts";
import { type BotContext, sayHtml, word } from "../../context.ts";
import type { Press } from "./about-ticket.ts";

/** Shows a ticket to those who have to do with it, in the shape meant for them. */
export async function openTicket(ctx: BotContext, ticket: Ticket): Promise<Refusal | undefined> {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  if (relations.length === 0) return refuse("not-yours");
  if (isHandling(relations)) {
    await giveCard(ctx.work, ticket, ctx.actor);
    return undefined;
  }
  const sight = visibleTo(relations, ctx.actor, ticket);
  const [card, entries] = await Promise.all([findCard(ctx.work, ticket.id), findTimeline(ctx.work, ticket, sight)]);
  if (!card) return refuse("not-found");
  const isReporter = relations.includes("reporter");
  const html = (isReporter ? ticketForReporter : ticketForOther)(ctx.work, card, entries, ctx.actor.language, sight);
  sayHtml(ctx, html, { markup: (isReporter ? reporterMarkup : otherMarkup)(ctx, ticket), ticketId: ticket.id });
  return undefined;
}

/** One who joined, or a party, may speak, and say at the end whether it is solved. */
function otherMarkup(ctx: BotContext, ticket: Ticket) {
  const add = [button(word(ctx, "button-add"), ticketData("add", ticket.id))];
  if (ticket.state === "resolved") return inline([...noticeButtons(ctx.actor.language, "solved", ticket.id, 0).inline_keyboard, add]);
  return ticket.closedAt ? undefined : inline([add]);
}

function reporterMarkup(ctx: BotContext, ticket: Ticket) {
  const one = (key: TextKey, action: TicketButton): InlineKeyboardButton => button(word(ctx, key), ticketData(action, ticket.id));
  if (ticket.state === "resolved")
    return inline([...noticeButtons(ctx.actor.language, "rate", ticket.id, 0).inline_keyboard, [one("button-add", "add")]]);
  if (ticket.closedAt) return undefined;
  return inline(rowsOf([one("button-add", "add"), one("button-chase", "chase"), one("button-withdraw", "withdraw")], 3));
}

/** 更多 and 收起: the same card with all its buttons, or with the likely ones. */
export const showMore =
  (isMore: boolean): Press =>
  async (ctx, ticket) => {
    const relations = await relationsTo(ctx.work, ctx.actor, ticket);
    if (!isHandling(relations)) return openTicket(ctx, ticket);
    const { language } = ctx.actor;
    const hasCounty = isMore && (await findAbove(ctx.work)) !== undefined;
    const phone = isMore && visibleTo(relations, ctx.actor, ticket).person ? await phoneOf(ctx, ticket) : undefined;
    await ctx.editMessageReplyMarkup({
      reply_markup: isMore ? inline(allRows(language, ticket, relations, phone, hasCounty)) : cardMarkup(language, ticket, relations),
    });
    return undefined;
  };

const phoneOf = async (ctx: BotContext, { phone, reporterId }: Ticket) =>
  phone ?? (await findPerson(ctx.work, reporterId))?.phone ?? undefined;

export async function showTimeline(ctx: BotContext, ticket: Ticket): Promise<undefined> {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  const entries = await findTimeline(ctx.work, ticket, visibleTo(relations, ctx.actor, ticket));
  const timeline = timelineText(ctx.actor.language, ticket, entries, ctx.work);
  sayHtml(ctx, `${await timetableText(ctx.work, ctx.actor.language, ticket)}\n\n${timeline}`, { ticketId: ticket.id });
}
