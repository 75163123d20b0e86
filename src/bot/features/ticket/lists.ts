import type { InlineKeyboardButton } from "@grammyjs/types";
import { hasTowns } from "../../../domain/county/town-figures.ts";
import { maxTicketsListed } from "../../../domain/limits.ts";
import { countOwnClosed, findOwn, type ListPage } from "../../../domain/tickets/find.ts";
import { drawCallBacks, findOwed } from "../../../domain/tickets/follow-up.ts";
import { findOverdue } from "../../../domain/tickets/overdue.ts";
import { findQueue } from "../../../domain/tickets/queue.ts";
import { button, inline, pagingRows, rowsOf, ticketData } from "../../../wording/buttons.ts";
import { callBacksData, listData } from "../../../wording/callbacks.ts";
import { townsData } from "../../../wording/county-callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { ticketLine, ticketLineRows } from "../../../wording/ticket-lines.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, when, word } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";

/** 我的事项: what is going on; 以前的 is one tap away. */
export async function showOwn(ctx: BotContext, page = 0) {
  const [own, before] = await Promise.all([findOwn(ctx.work, ctx.actor.id, page, "open"), countOwnClosed(ctx.work, ctx.actor.id)]);
  const more = before ? [[button(word(ctx, "button-my-old", { count: before }), listData.pack("my_old", { page: 0 }))]] : [];
  if (own.total || !before) return sayList(ctx, "my", own, more);
  say(ctx, "my-none-open", {}, { markup: inline(more) });
}

async function showOwnOld(ctx: BotContext, page: number) {
  const back = [[button(word(ctx, "button-my-open"), listData.pack("my", { page: 0 }))]];
  sayList(ctx, "my_old", await findOwn(ctx.work, ctx.actor.id, page, "closed"), back);
}

export async function showQueue(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "queue"))) return;
  sayList(ctx, "queue", await findQueue(ctx.work, ctx.actor, page));
  if (page === 0) await showOwed(ctx);
}

export async function showOverdue(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "overdue"))) return;
  const towns = (await hasTowns(ctx.work, ctx.actor))
    ? [[button(word(ctx, "button-towns"), townsData.pack("", { period: "year", page: 0 }))]]
    : [];
  sayList(ctx, "overdue", await findOverdue(ctx.work, ctx.actor, page), towns);
}

/** 回访: visits and calls that are owed, each with its button. */
async function showOwed(ctx: BotContext) {
  const owed = await findOwed(ctx.work, ctx.actor);
  if (!owed.length) return;
  const lines = owed.map(({ owed: { kind, dueAt }, number, name, phone }) =>
    text(ctx.actor.language, `owed-${kind}`, { number, name, phone: phone ?? "", until: when(ctx, dueAt) }),
  );
  const buttons = owed.map(({ owed: { id, ticketId }, number, name }) =>
    button(`✅ #${number} ${name}`, ticketData("follow_up", ticketId, String(id))),
  );
  sayHtml(ctx, [text(ctx.actor.language, "owed-title"), ...lines].join("\n"), { markup: inline(rowsOf(buttons, 2)) });
}

async function drawList(ctx: BotContext) {
  if (!(await allowed(ctx, "call_backs"))) return;
  say(ctx, "call-backs-drawn", { count: await drawCallBacks(ctx.work, ctx.actor) });
  await showOwed(ctx);
}

type ListName = "my" | "my_old" | "queue" | "overdue";

function sayList(ctx: BotContext, name: ListName, { listed, page, total }: ListPage, more: InlineKeyboardButton[][] = []) {
  if (!listed.length) return say(ctx, `${name}-empty`, {}, { markup: more.length ? inline(more) : menuMarkup(ctx) });
  const { language } = ctx.actor;
  const pages = Math.ceil(total / maxTicketsListed);
  const title = text(language, `${name}-title`, { count: total });
  const where = pages > 1 ? [text(language, "list-page", { page: page + 1, pages })] : [];
  const lines = listed.map((one) => ticketLine(language, ctx.work, one));
  const markup = inline([
    ...ticketLineRows(language, listed),
    ...pagingRows(page, page + 1 >= pages, (next) => listData.pack(name, { page: next })),
    ...more,
  ]);
  sayHtml(ctx, [[title, ...where].join("　"), ...lines].join("\n\n"), { markup });
}

export const listPresses = pressesOf(listData, {
  my: (ctx, { page }) => showOwn(ctx, page),
  my_old: (ctx, { page }) => showOwnOld(ctx, page),
  queue: (ctx, { page }) => showQueue(ctx, page),
  overdue: (ctx, { page }) => showOverdue(ctx, page),
});
export const callBackPresses = pressesOf(callBacksData, { "": drawList });
