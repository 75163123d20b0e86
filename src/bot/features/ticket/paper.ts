import { priorities } from "../../../database/work.ts";
import { findTown } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { type Adopted, makePaper } from "../../../domain/tickets/adopt.ts";
import { noticeButtons } from "../../../wording/notice-buttons.ts";
import { listed } from "../../../wording/texts.ts";
import { type BotContext, say } from "../../context.ts";
import type { Press } from "./about-ticket.ts";

/** 扫码单: a sheet for the door, with the code by which the villager's account takes over what is theirs. */
export const pressPaper: Press = async (ctx, ticket) => {
  const made = await makePaper(ctx.work, ctx.actor, ticket);
  if (isRefusal(made)) return made;
  const town = (await findTown(ctx.work))?.name ?? "";
  const link = `https://t.me/${ctx.me.username}?start=w_${made.code}`;
  const paper = { name: made.name, number: ticket.number };
  ctx.work.send({
    chatId: ctx.chatId,
    personId: ctx.actor.id,
    priority: priorities.answer,
    notice: { kind: "poster", town, village: "", link, paper },
    ticketId: ticket.id,
  });
  return undefined;
};

/** What became theirs, and of what is done the question whether it is so. @returns false when nothing did */
export function sayAdopted(ctx: BotContext, { names, tickets }: Adopted): boolean {
  if (!names.length) return false;
  const numbers = tickets.map(({ number }) => `#${number}`);
  const { language } = ctx.actor;
  say(ctx, "adopted", { names: listed(language, names), numbers: listed(language, numbers) || "—" });
  for (const { id, number, state } of tickets)
    if (state === "resolved") say(ctx, "adopted-resolved", { number }, { ticketId: id, markup: noticeButtons(language, "rate", id, 0) });
  return true;
}
