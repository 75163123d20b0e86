import { priorities } from "../../../database/work.ts";
import { countTowns, listTown, mayCountTowns } from "../../../domain/county/town-figures.ts";
import { figureKeys } from "../../../domain/figures/figure-table.ts";
import { maxTicketsListed } from "../../../domain/limits.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { townsData } from "../../../wording/county-callbacks.ts";
import { periodText } from "../../../wording/figures.ts";
import { text } from "../../../wording/texts.ts";
import { townLine, townTicketLine } from "../../../wording/town-figures.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, toast, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { periodIn } from "./period.ts";

const townsOnPage = 10;

/** 各镇: the figures of each town below this county; each leads to its picture. */
async function showTowns(ctx: BotContext, { period: which, page }: { period: string; page: number }) {
  const period = periodIn(ctx, which);
  if (!period) return toast(ctx, "button-unknown");
  const { language } = ctx.actor;
  const all = await countTowns(ctx.work, ctx.actor, period);
  const shown = all.slice(page * townsOnPage, (page + 1) * townsOnPage);
  const title = text(language, "towns-title", { count: all.length, period: periodText(language, ctx.work.zone, period) });
  const buttons = shown.map(({ town }) => button(town.name, townsData.pack("town", { period: which, id: town.id })));
  const paging = pagingRows(page, (page + 1) * townsOnPage >= all.length, (next) => townsData.pack("", { period: which, page: next }));
  const html = [title, ...shown.map((one) => townLine(language, one))].join("\n\n");
  sayHtml(ctx, html, { markup: inline([...rowsOf(buttons, 2), ...paging]) });
}

/** One town, as a picture. */
function showTown(ctx: BotContext, { period: which, id }: { period: string; id: number }) {
  const period = periodIn(ctx, which);
  if (!period) return toast(ctx, "button-unknown");
  const span = { from: period.from.toISOString(), to: period.to.toISOString() };
  const notice = { kind: "figures" as const, which, ...span, village: 0, where: "town" as const, ofTown: id };
  return ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}

/** The tickets behind a number of a town; none of them can be opened here. */
async function showRows(
  ctx: BotContext,
  { period: which, id, figure, page: asked }: { period: string; id: number; figure: number; page: number },
) {
  const [key, period] = [figureKeys[figure], periodIn(ctx, which)];
  if (!key || !period) return toast(ctx, "button-unknown");
  const found = await listTown(ctx.work, ctx.actor, id, { key, period, page: asked });
  if (!found) return sayRefusal(ctx, { refused: "not-found" });
  const { language } = ctx.actor;
  const { listed, page, total, town } = found;
  const pages = Math.max(1, Math.ceil(total / maxTicketsListed));
  const values = { name: town.name, figure: word(ctx, `figure-${key}`), count: total, period: periodText(language, ctx.work.zone, period) };
  const where = pages > 1 ? [text(language, "list-page", { page: page + 1, pages })] : [];
  const lines = listed.map((one) => townTicketLine(language, ctx.work, one));
  const to = (next: number) => townsData.pack("rows", { period: which, id, figure, page: next });
  const back = button(word(ctx, "button-back"), townsData.pack("town", { period: which, id }));
  const html = [text(language, "towns-rows", values), ...where, ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...pagingRows(page, page + 1 >= pages, to), [back]]) });
}

export const townsPresses = pressesOf(townsData, { "": showTowns, town: showTown, rows: showRows }, async (ctx) => {
  if (!(await allowed(ctx, "stats"))) return false;
  if (mayCountTowns(ctx.actor)) return true;
  sayRefusal(ctx, { refused: "not-yours" });
  return false;
});
