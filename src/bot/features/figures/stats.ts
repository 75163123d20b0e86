import { priorities } from "../../../database/work.ts";
import { periodNames, readSpan } from "../../../domain/figures/period.ts";
import { keepPictures } from "../../../domain/people/pictures.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { type Of, statsData } from "../../../wording/callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, typedBehind, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { periodIn, periodName } from "./period.ts";
import { showAll, showCategories, showFact, showRows, showVillages } from "./stats-lists.ts";

/** `/stats`, `/stats 9.1-9.30`, `/stats 上个月`, `/stats 东坑村`, or both. */
export async function showStatsCommand(ctx: BotContext) {
  const typed = typedBehind(ctx);
  const village = (await findVillages(ctx.work)).find(({ name }) => typed.includes(name));
  const rest = village ? typed.replace(village.name, " ") : typed;
  const period = readSpan(rest, ctx.work);
  if (rest.trim() && !period) return (await allowed(ctx, "stats")) ? say(ctx, "stats-how") : undefined;
  return showStats(ctx, { period: period ? periodName(ctx, period) : "month", village: village?.id ?? 0, where: "own" });
}

export async function showStats(ctx: BotContext, { period: which, village, where }: Of) {
  if (!(await allowed(ctx, "stats"))) return;
  const period = periodIn(ctx, which);
  if (!period) return say(ctx, "stats-how");
  const { from, to } = period;
  const notice = { kind: "figures" as const, which, from: from.toISOString(), to: to.toISOString(), village, where };
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}

/** The other periods, in place of the buttons below the picture. */
async function showPeriods(ctx: BotContext, of: Of) {
  const periods = periodNames.map((name) => button(word(ctx, `period-${name}`), statsData.pack("", { ...of, period: name })));
  say(ctx, "stats-how", {}, { markup: inline(rowsOf(periods, 3)) });
}

async function changeTheme(ctx: BotContext, { theme, ...of }: Of & { theme: "light" | "dark" }) {
  await keepPictures(ctx.work, ctx.actor.id, theme === "dark");
  await showStats(ctx, of);
}

export const statsPresses = pressesOf(
  statsData,
  {
    "": showStats,
    periods: showPeriods,
    villages: showVillages,
    categories: showCategories,
    all: showAll,
    rows: showRows,
    fact: showFact,
    theme: changeTheme,
    words: (ctx) => say(ctx, "stats-words"),
  },
  (ctx) => allowed(ctx, "stats"),
);
