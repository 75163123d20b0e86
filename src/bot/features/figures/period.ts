import { type Period, periodNamed, periodNames, readSpan, spanName } from "../../../domain/figures/period.ts";
import type { BotContext } from "../../context.ts";

/** A period as buttons name it: by its name, or by its two dates. */
export const periodName = (ctx: BotContext, period: Period): string =>
  period.name === "span" ? spanName(period, ctx.work.zone) : period.name;

/** @param which a period's name or two dates */
export function periodIn(ctx: BotContext, which: string): Period | undefined {
  const named = periodNames.find((name) => name === which);
  return named ? periodNamed(named, ctx.work.now, ctx.work.zone) : readSpan(which.replace("..", " "), ctx.work);
}
