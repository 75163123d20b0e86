import { DateTime } from "luxon";
import { button, goData, inline, rowsOf } from "../buttons.ts";
import { amount } from "../domain/figures/brief.ts";
import { countFacts, factKeys } from "../domain/figures/facts.ts";
import { type Period, periodNamed, periodNames, readSpan } from "../domain/figures/period.ts";
import { countStats, type Stats } from "../domain/figures/stats.ts";
import { findVillages } from "../domain/places/places.ts";
import { text } from "../texts.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayHtml, word } from "./context.ts";

/** `/stats`, `/stats 2026-10-01 2026-12-31`, `/stats 东坑村`, or both. */
export async function showStatsCommand(ctx: BotContext) {
  const typed = String(ctx.match ?? "").trim();
  const village = (await findVillages(ctx.work)).find(({ name }) => typed.includes(name));
  const span = readSpan(typed, ctx.work.zone);
  if (typed && !span && !village) return say(ctx, "stats-how");
  const which = span ? `${isoDay(span.from, ctx)}..${isoDay(new Date(span.to.getTime() - 1), ctx)}` : "month";
  return showStats(ctx, village ? `${which}:${village.id}` : which);
}

const isoDay = (instant: Date, ctx: BotContext) => DateTime.fromJSDate(instant, { zone: ctx.work.zone }).toISODate() ?? "";

/** @param value a period's name or two dates, optionally with `:` and a village's id */
export async function showStats(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "stats"))) return;
  const [which = "month", villageId] = value.split(":");
  const known = periodNames.find((name) => name === which);
  const period = known ? periodNamed(known, ctx.work.now, ctx.work.zone) : readSpan(which.replace("..", " "), ctx.work.zone);
  if (!period) return say(ctx, "stats-how");
  const villages = await findVillages(ctx.work);
  const village = villages.find(({ id }) => String(id) === villageId);
  const stats = await countStats(ctx.work, period, village?.id);
  const language = ctx.actor.language;
  const title = text(language, "stats-title", { where: village?.name ?? word(ctx, "whole-town"), period: periodText(ctx, period) });
  const periods = periodNames.map((name) => button(word(ctx, `period-${name}`), goData("stats", village ? `${name}:${village.id}` : name)));
  const places = [
    ...(village ? [button(word(ctx, "whole-town"), goData("stats", which))] : []),
    ...villages
      .filter((one) => one !== village)
      .slice(0, 30)
      .map(({ id, name }) => button(name, goData("stats", `${which}:${id}`))),
  ];
  const facts = await countFacts(ctx.work, period, village?.id);
  const factLines = factKeys
    .filter((key) => facts[key] > 0)
    .map((key) => `・${text(language, `fact-${key}`, { count: amount(key, facts[key]) })}`);
  const rest = factLines.length ? ["", text(language, "stats-facts"), ...factLines] : [];
  sayHtml(ctx, [title, ...statsLines(language, stats), ...rest].join("\n"), {
    markup: inline([periods, ...rowsOf(places, 3), [button(word(ctx, "button-call-backs"), goData("call-backs"))]]),
  });
}

function periodText(ctx: BotContext, period: Period): string {
  const from = isoDay(period.from, ctx);
  const to = isoDay(new Date(period.to.getTime() - 1), ctx);
  const dates = from === to ? from : `${from} – ${to}`;
  return period.name === "span" ? dates : `${word(ctx, `period-${period.name}`)} ${dates}`;
}

function statsLines(language: string, stats: Stats): string[] {
  const rate = (part: number, whole: number) => (whole ? `${((100 * part) / whole).toFixed(1)}% (${part}/${whole})` : "—");
  const list = (entries: { name: string; count: number }[]) => entries.map(({ name, count }) => `${name} ${count}`).join(" · ");
  const kinds = stats.byKind.map(({ kind, count }) => ({ name: text(language, `kind-${kind}`), count }));
  const categories = stats.byCategory.map(({ name, nameEn, count }) => ({ name: language === "en" ? nameEn : name, count }));
  const { received, closed, open, overdue, withdrawn, declined, reopened, silent, satisfied, fair, unsatisfied } = stats;
  return [
    text(language, "stats-counts", { received, closed, open, overdue }),
    text(language, "stats-others", { withdrawn, declined, reopened, silent }),
    ...(received ? [text(language, "stats-kinds", { list: list(kinds) })] : []),
    ...(received ? [text(language, "stats-categories", { list: list(categories) })] : []),
    ...(received ? [text(language, "stats-villages", { list: list(stats.byVillage) })] : []),
    "",
    text(language, "stats-response", { rate: rate(stats.answeredInTime, stats.assigned) }),
    text(language, "stats-resolution", { rate: rate(stats.solved, stats.assigned) }),
    text(language, "stats-satisfaction", { rate: rate(stats.content, stats.rated) }),
    text(language, "stats-ratings", { satisfied, fair, unsatisfied }),
  ];
}
