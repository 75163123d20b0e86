import { DateTime } from "luxon";
import { type Period, periodNamed, periodNames, readSpan } from "../../../domain/figures/period.ts";
import type { BotContext } from "../../context.ts";

/** A period as buttons name it: by its name, or by its two dates. */
export function periodName(ctx: BotContext, { name, from, to }: Period): string {
  if (name !== "span") return name;
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: ctx.work.zone }).toFormat("yyyy-MM-dd");
  return `${day(from)}..${day(new Date(to.getTime() - 1))}`;
}

/** @param which a period's name or two dates */
export function periodIn(ctx: BotContext, which: string): Period | undefined {
  const named = periodNames.find((name) => name === which);
  return named ? periodNamed(named, ctx.work.now, ctx.work.zone) : readSpan(which.replace("..", " "), ctx.work);
}
