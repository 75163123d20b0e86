import { button, goData, idIn, inline, pagingRows, rowsOf, ticketData } from "../buttons.ts";
import { maxTicketsListed } from "../domain/limits.ts";
import { hasRole } from "../domain/people/person.ts";
import { findOverdue, findOwn, findQueue, type ListPage } from "../domain/tickets/find.ts";
import { drawCallBacks, findOwed } from "../domain/tickets/follow-up.ts";
import { text } from "../texts.ts";
import { ticketLine, ticketLineButtons } from "../ticket-lines.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayHtml, toast, when } from "./context.ts";
import { menuMarkup } from "./menu.ts";

/** The lists of tickets, by the name that their buttons carry. */
const lists: Record<string, (ctx: BotContext, page?: number) => Promise<void>> = { my: showOwn, queue: showQueue, overdue: showOverdue };

/** Another page of a list. @param value which list, a colon, the page from 0 */
export async function turnPage(ctx: BotContext, value: string) {
  const [name = "", page] = value.split(":");
  if (!Object.hasOwn(lists, name)) return toast(ctx, "button-unknown");
  await lists[name]?.(ctx, idIn(page));
}

export async function showOwn(ctx: BotContext, page = 0) {
  sayList(ctx, "my", await findOwn(ctx.work, ctx.actor.id, page));
}

export async function showQueue(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "queue"))) return;
  sayList(ctx, "queue", await findQueue(ctx.work, ctx.actor, page));
  if (page === 0) await showOwed(ctx);
}

export async function showOverdue(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "overdue"))) return;
  sayList(ctx, "overdue", await findOverdue(ctx.work, hasRole(ctx.actor, "admin"), page));
}

/** 回访: visits and calls that are owed, each with its button. */
async function showOwed(ctx: BotContext) {
  const owed = await findOwed(ctx.work, ctx.actor.id);
  if (!owed.length) return;
  const lines = owed.map(({ owed: { kind, dueAt }, number, name, phone }) =>
    text(ctx.actor.language, `owed-${kind}`, { number, name, phone: phone ?? "—", until: when(ctx, dueAt) }),
  );
  const buttons = owed.map(({ owed: { id, ticketId }, number }) => button(`✅ #${number}`, ticketData("follow_up", ticketId, String(id))));
  sayHtml(ctx, [text(ctx.actor.language, "owed-title"), ...lines].join("\n"), { markup: inline(rowsOf(buttons, 4)) });
}

export async function drawList(ctx: BotContext) {
  if (!(await allowed(ctx, "call_backs"))) return;
  say(ctx, "call-backs-drawn", { count: await drawCallBacks(ctx.work, ctx.actor) });
  await showOwed(ctx);
}

function sayList(ctx: BotContext, name: string, { listed, page, total }: ListPage) {
  if (!listed.length) return say(ctx, `${name}-empty`, {}, { markup: menuMarkup(ctx) });
  const { language } = ctx.actor;
  const pages = Math.ceil(total / maxTicketsListed);
  const title = text(language, `${name}-title`, { count: total });
  const where = pages > 1 ? [text(language, "list-page", { page: page + 1, pages })] : [];
  const lines = listed.map((one) => ticketLine(language, ctx.work, one));
  const markup = inline([
    ...rowsOf(ticketLineButtons(listed), 4),
    ...pagingRows(page, page + 1 >= pages, (next) => goData("list", `${name}:${next}`)),
  ]);
  sayHtml(ctx, [[title, ...where].join("　"), ...lines].join("\n\n"), { markup });
}
