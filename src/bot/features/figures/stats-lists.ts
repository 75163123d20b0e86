import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import { inSentence } from "../../../domain/figures/brief.ts";
import { countFacts, factKeys, listFact } from "../../../domain/figures/facts.ts";
import { figureKeys } from "../../../domain/figures/figure-table.ts";
import { countFigures, listFigure, type Share, shareByCategory, shareByVillage } from "../../../domain/figures/figures.ts";
import { type Chosen, findWhere } from "../../../domain/figures/gather.ts";
import type { Period } from "../../../domain/figures/period.ts";
import { mayLookAtTown, ownScope } from "../../../domain/figures/scope.ts";
import { maxTicketsListed } from "../../../domain/limits.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { type Of, statsData } from "../../../wording/callbacks.ts";
import { countedLine, isReadable } from "../../../wording/counted-line.ts";
import { figureNumber, periodText, whereText } from "../../../wording/figures.ts";
import { shareName } from "../../../wording/picture.ts";
import { escapeHtml, text } from "../../../wording/texts.ts";
import { ticketLineRows } from "../../../wording/ticket-lines.ts";
import { type BotContext, sayHtml, toast, word } from "../../context.ts";
import { factLines } from "./brief.ts";
import { periodIn } from "./period.ts";

/** Names on buttons, two in a row: a screen. */
const sharesOnPage = 24;
const numbersInRow = 8;

function chosenBy(ctx: BotContext, of: Of): (Chosen & { period: Period }) | undefined {
  const period = periodIn(ctx, of.period);
  const scope = of.where === "town" && mayLookAtTown(ctx.actor) ? "town" : ownScope(ctx.actor);
  return period && { period, scope, villageId: of.village || undefined };
}

async function headingOf(ctx: BotContext, chosen: Chosen): Promise<string> {
  const where = whereText(ctx.actor.language, await findWhere(ctx.work, chosen));
  return `${escapeHtml(where)}　${escapeHtml(periodText(ctx.actor.language, ctx.work.zone, chosen.period))}`;
}

/** Lists that were opened from a list take its place, so that the chat does not fill with them. */
async function showScreen(ctx: BotContext, html: string, markup: InlineKeyboardMarkup) {
  const message = ctx.callbackQuery?.message;
  const isList = message && "text" in message && message.text !== undefined;
  if (!isList) return sayHtml(ctx, html, { markup });
  await ctx.editMessageText(html, { parse_mode: "HTML", link_preview_options: { is_disabled: true }, reply_markup: markup });
}

const backTo = (ctx: BotContext, packed: string): InlineKeyboardButton => button(word(ctx, "button-back"), packed);

function shareLines(ctx: BotContext, shares: readonly Share[]): string[] {
  return shares.map((one) => {
    const name = shareName(ctx.actor.language, one);
    return text(ctx.actor.language, "stats-share", { name, received: one.received, solved: one.solved });
  });
}

/** 各村; each leads to its categories. */
export async function showVillages(ctx: BotContext, { page, ...of }: Of & { page: number }) {
  const chosen = chosenBy(ctx, of);
  if (!chosen) return toast(ctx, "button-unknown");
  const all = await shareByVillage(ctx.work, ctx.actor, chosen);
  const shown = all.slice(page * sharesOnPage, (page + 1) * sharesOnPage);
  const buttons = shown.map(({ id, name, received }) =>
    button(`${name} ${received}`, statsData.pack("categories", { ...of, village: Number(id), page: 0 })),
  );
  const heading = `<b>${escapeHtml(word(ctx, "picture-villages"))}</b>　${await headingOf(ctx, chosen)}`;
  const paging = pagingRows(page, (page + 1) * sharesOnPage >= all.length, (next) => statsData.pack("villages", { ...of, page: next }));
  const lines = all.length ? shareLines(ctx, shown) : [word(ctx, "stats-none")];
  const markup = inline([...rowsOf(buttons, 2), ...paging, [button(word(ctx, "button-picture"), statsData.pack("", of))]]);
  await showScreen(ctx, [heading, ...lines].join("\n"), markup);
}

/** 类别, of a village or of all; each leads to its tickets. */
export async function showCategories(ctx: BotContext, { page, ...of }: Of & { page: number }) {
  const chosen = chosenBy(ctx, of);
  if (!chosen) return toast(ctx, "button-unknown");
  const all = await shareByCategory(ctx.work, ctx.actor, chosen);
  const shown = all.slice(page * sharesOnPage, (page + 1) * sharesOnPage);
  const received = { ...of, figure: figureNumber("received"), page: 0 };
  const buttons = shown.map((one) =>
    button(`${shareName(ctx.actor.language, one)} ${one.received}`, statsData.pack("rows", { ...received, category: one.id })),
  );
  const heading = `<b>${escapeHtml(word(ctx, "picture-categories"))}</b>　${await headingOf(ctx, chosen)}`;
  const paging = pagingRows(page, (page + 1) * sharesOnPage >= all.length, (next) => statsData.pack("categories", { ...of, page: next }));
  const lines = all.length ? shareLines(ctx, shown) : [word(ctx, "stats-none")];
  const back = of.village ? [backTo(ctx, statsData.pack("villages", { ...of, village: 0, page: 0 }))] : [];
  const markup = inline([...rowsOf(buttons, 2), ...paging, [...back, button(word(ctx, "button-picture"), statsData.pack("", of))]]);
  await showScreen(ctx, [heading, ...lines].join("\n"), markup);
}

/** Every number, each with the button that shows its rows. */
export async function showAll(ctx: BotContext, of: Of) {
  const chosen = chosenBy(ctx, of);
  if (!chosen) return toast(ctx, "button-unknown");
  const counted = await countFigures(ctx.work, ctx.actor, chosen);
  const facts = await countFacts(ctx.work, ctx.actor, chosen.period, chosen);
  const { language } = ctx.actor;
  const buttons: InlineKeyboardButton[] = [];
  const numbered = (line: string, packed: string) => `${buttons.push(button(String(buttons.length + 1), packed))}. ${line}`;
  const figures = figureKeys
    .filter((key) => counted[key] > 0)
    .map((key) =>
      numbered(
        text(language, "stats-number", { name: word(ctx, `figure-${key}`), count: counted[key] }),
        statsData.pack("rows", { ...of, figure: figureNumber(key), category: 0, page: 0 }),
      ),
    );
  const done = factKeys
    .filter((key) => facts[key] > 0)
    .map((key) =>
      numbered(
        text(language, `fact-${key}`, { count: inSentence(key, facts[key]) }),
        statsData.pack("fact", { ...of, fact: factKeys.indexOf(key), page: 0 }),
      ),
    );
  const lines = [
    await headingOf(ctx, chosen),
    ...(figures.length ? figures : [word(ctx, "stats-none")]),
    ...(done.length ? ["", text(language, "stats-facts"), ...done] : []),
    "",
    text(language, "brief-tap"),
  ];
  const more = [button(word(ctx, "button-words"), statsData.pack("words")), button(word(ctx, "button-picture"), statsData.pack("", of))];
  await showScreen(ctx, lines.join("\n"), inline([...rowsOf(buttons, numbersInRow), more]));
}

type RowsOf = Of & { figure: number; category: number | "confidential"; page: number };

/** The tickets behind a number; each can be opened. */
export async function showRows(ctx: BotContext, { figure, category, page: asked, ...of }: RowsOf) {
  const [key, chosen] = [figureKeys[figure], chosenBy(ctx, of)];
  if (!key || !chosen) return toast(ctx, "button-unknown");
  const view = { ...chosen, category: category || undefined };
  const { listed, page, total } = await listFigure(ctx.work, ctx.actor, key, view, asked);
  const { language } = ctx.actor;
  const pages = Math.max(1, Math.ceil(total / maxTicketsListed));
  const title = `<b>${escapeHtml(word(ctx, `figure-${key}`))} ${total}</b>　${await headingOf(ctx, chosen)}`;
  const where = pages > 1 ? [text(language, "list-page", { page: page + 1, pages })] : [];
  const lines = listed.map((one) => countedLine(ctx.actor, ctx.work, one));
  const to = (next: number) => statsData.pack("rows", { ...of, figure, category, page: next });
  const back = category ? statsData.pack("categories", { ...of, page: 0 }) : statsData.pack("all", of);
  const openable = listed.filter((one) => isReadable(ctx.actor, one));
  const markup = inline([
    ...ticketLineRows(language, openable),
    ...pagingRows(page, page + 1 >= pages, to),
    [backTo(ctx, back), button(word(ctx, "button-picture"), statsData.pack("", of))],
  ]);
  await showScreen(ctx, [title, ...where, ...(lines.length ? lines : [word(ctx, "stats-none")])].join("\n\n"), markup);
}

/** The rows behind a number of the four parts. */
export async function showFact(ctx: BotContext, { fact, page, ...of }: Of & { fact: number; page: number }) {
  const [key, chosen] = [factKeys[fact], chosenBy(ctx, of)];
  if (!key || !chosen) return toast(ctx, "button-unknown");
  const { html, isLast, deeds } = await factLines(ctx, key, page, (limits) =>
    listFact(ctx.work, ctx.actor, key, chosen.period, limits, chosen),
  );
  const to = (next: number) => statsData.pack("fact", { ...of, fact, page: next });
  await showScreen(ctx, html, inline([...deeds, ...pagingRows(page, isLast, to), [backTo(ctx, statsData.pack("all", of))]]));
}
