import { isRefusal } from "../../../domain/refusal.ts";
import type { Household } from "../../../domain/visits/households.ts";
import { findMonthRound, findRoute, type RoundPart } from "../../../domain/visits/rounds.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { type BotContext, sayHtml, sayRefusal, word } from "../../context.ts";
import { logFromList, sayVisit } from "./visits.ts";

const placeOf = ({ village, group }: RoundPart) => `${village}${group}`;

/** 本月待走: how many households are left of each group this month. */
export async function showRound(ctx: BotContext) {
  const parts = await findMonthRound(ctx.work, ctx.actor);
  const open = parts.filter(({ left }) => left > 0);
  const left = open.reduce((sum, part) => sum + part.left, 0);
  const lines = parts.map((part) => text(ctx.actor.language, "month-line", { where: placeOf(part), left: part.left, all: part.all }));
  const buttons = open.map((part) =>
    button(`${placeOf(part)} ${part.left}`, visitData.pack("route", { village: part.villageId, group: part.groupId })),
  );
  const html = [text(ctx.actor.language, left ? "month-title" : "month-done", { left }), ...lines].join("\n");
  sayHtml(ctx, html, buttons.length ? { markup: inline(rowsOf(buttons, 2)) } : {});
}

/** The way through a group, house by house. */
export async function showRoute(ctx: BotContext, village: number, group: number) {
  const { html, markup } = await routeOf(ctx, village, group);
  sayHtml(ctx, html, { markup });
}

async function routeOf(ctx: BotContext, village: number, group: number) {
  const { homes, left } = await findRoute(ctx.work, ctx.actor, village, group);
  const line = ({ head, address, phone, people }: Household) =>
    [text(ctx.actor.language, "route-line", { head, people }), address && escapeHtml(address), phone && `📞 ${escapeHtml(phone)}`]
      .filter(Boolean)
      .join("　");
  const buttons = homes.map(({ id, head }) => button(head, visitData.pack("walked", { id, group })));
  const back = [button(word(ctx, "button-round"), visitData.pack("round"))];
  return {
    html: [text(ctx.actor.language, homes.length ? "route-title" : "route-done", { left }), ...homes.map(line)].join("\n"),
    markup: inline([...rowsOf(buttons, 3), back]),
  };
}

/** A tap logs the visit, and the household leaves the list above. */
export async function logOnRoute(ctx: BotContext, householdId: number, group: number) {
  const logged = await logFromList(ctx, householdId);
  if (isRefusal(logged)) return sayRefusal(ctx, logged);
  const { html, markup } = await routeOf(ctx, logged.villageId, group);
  await ctx.editMessageText(html, { parse_mode: "HTML", reply_markup: markup });
  await sayVisit(ctx, logged, "visit-logged");
}
