import { DateTime } from "luxon";
import { button, goData, idIn, inline, pagingRows, rowsOf } from "../buttons.ts";
import { priorities } from "../database/work.ts";
import { amount, writeBriefing } from "../domain/figures/brief.ts";
import { type FactKey, factKeys, isFactKey, listFact } from "../domain/figures/facts.ts";
import { type Period, periodNamed, periodNames, readSpan } from "../domain/figures/period.ts";
import { escapeHtml, readableTime, text } from "../texts.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayHtml, toast, word } from "./context.ts";

const rowsOnPage = 20;

/** /brief: this month's, or that of the dates given. */
export async function showBriefCommand(ctx: BotContext) {
  const typed = String(ctx.match ?? "").trim();
  const span = readSpan(typed, ctx.work.zone);
  if (typed && !span) return (await allowed(ctx, "brief")) ? say(ctx, "brief-how") : undefined;
  await showBrief(ctx, span ? spanText(ctx, span) : "month");
}

const spanText = (ctx: BotContext, { from, to }: Period) => {
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: ctx.work.zone }).toFormat("yyyy-MM-dd");
  return `${day(from)}..${day(new Date(to.getTime() - 1))}`;
};

function periodIn(ctx: BotContext, which: string): Period | undefined {
  const named = periodNames.find((name) => name === which);
  return named ? periodNamed(named, ctx.work.now, ctx.work.zone) : readSpan(which.replace("..", " "), ctx.work.zone);
}

/** @param which a period's name or two dates */
async function showBrief(ctx: BotContext, which: string) {
  if (!(await allowed(ctx, "brief"))) return;
  const period = periodIn(ctx, which);
  if (!period) return say(ctx, "brief-how");
  const words = {
    label: (key: string, values = {}) => word(ctx, key, values),
    time: (instant: Date) => readableTime(ctx.actor.language, instant, ctx.work.zone, ctx.work.now),
  };
  const briefing = await writeBriefing(ctx.work, period, words, spanText(ctx, period).replace("..", " – "));
  const shown: FactKey[] = [];
  const parts = briefing.parts.map(({ heading, lines, open }) => {
    const sentences = lines.map(({ key, sentence }) => `${shown.push(key)}. ${escapeHtml(sentence)}`);
    return [`<b>${escapeHtml(heading)}</b>`, ...sentences, ...open.map((line) => `　・${escapeHtml(line)}`)].join("\n");
  });
  const numbers = shown.map((key, index) => button(String(index + 1), goData("brief", `list:${factKeys.indexOf(key)}:${which}:0`)));
  const word_ = (key: string, language: string) => button(word(ctx, key), goData("brief", `${language}:${which}`));
  const periods = periodNames.map((name) => button(word(ctx, `period-${name}`), goData("brief", `show:${name}`)));
  const markup = inline([...rowsOf(numbers, 6), [word_("button-word-zh", "zh"), word_("button-word-en", "en")], periods]);
  sayHtml(ctx, [`<b>${escapeHtml(briefing.title)}</b>`, ...parts, text(ctx.actor.language, "brief-tap")].join("\n\n"), { markup });
}

/** Buttons of the briefing: another period, the Word file, or the rows behind a number. */
export async function pressBrief(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "brief"))) return;
  const [what = "", first = "", second = "", page] = value.split(":");
  if (what === "show") return showBrief(ctx, first);
  if (what === "zh" || what === "en") {
    const period = periodIn(ctx, first);
    if (!period) return toast(ctx, "button-unknown");
    const notice = { kind: "brief" as const, language: what, from: period.from.toISOString(), to: period.to.toISOString() };
    return ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
  }
  const period = periodIn(ctx, second);
  const key = factKeys[Number(first)];
  if (what !== "list" || !period || !key || !isFactKey(key)) return toast(ctx, "button-unknown");
  await showRows(ctx, key, period, second, idIn(page));
}

async function showRows(ctx: BotContext, key: FactKey, period: Period, which: string, page: number) {
  const rows = await listFact(ctx.work, key, period, { limit: rowsOnPage + 1, offset: page * rowsOnPage });
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: ctx.work.zone }).toFormat("MM-dd");
  const lines = rows
    .slice(0, rowsOnPage)
    .map(({ label, at, value }) => `${day(at)} ${escapeHtml(label)}${value === 1 ? "" : `：${amount(key, value)}`}`);
  const to = (next: number) => goData("brief", `list:${factKeys.indexOf(key)}:${which}:${next}`);
  const paging = pagingRows(page, rows.length <= rowsOnPage, to);
  const title = text(ctx.actor.language, "brief-rows", { name: word(ctx, `fact-name-${key}`), page: page + 1 });
  sayHtml(ctx, [title, ...lines].join("\n"), paging.length ? { markup: inline(paging) } : {});
}
