import { findStations } from "../domain/places/places.ts";
import { commandNames } from "../wording/commands.ts";
import { typedIn } from "./content.ts";
import { type BotContext, say } from "./context.ts";
import { sayMenu } from "./menu.ts";

/** So many letters may be wrong, forgotten or one too many. */
const maxSlips = 2;

/**
 * A command that there is not: which one was meant, if there is one that is one letter or two away. Keyboards write capitals,
 * and Chinese ones another slash.
 */
export function sayUnknown(ctx: BotContext) {
  const typed = /[a-z_]+/i.exec(typedIn(ctx.message ?? {}))?.[0].toLowerCase() ?? "";
  const [nearest] = commandNames
    .map((command) => ({ command, slips: slipsBetween(typed, command) }))
    .sort((one, other) => one.slips - other.slips);
  const isMeant = nearest && nearest.slips <= Math.min(maxSlips, nearest.command.length / 2);
  sayMenu(ctx, isMeant ? "command-meant" : "command-unknown", isMeant ? { command: nearest.command } : {});
}

/** Letters that are changed, added or left out, or two that have changed places, each counted once. */
function slipsBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const [last = [], before] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const [above = 0, left = 0, corner = 0] = [last[j], row[j - 1], last[j - 1]];
      row.push(Math.min(above + 1, left + 1, corner + (isSame ? 0 : 1), isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? other.length;
}

/** `/desk` where nobody else reads along: it is meant for a station's group. */
export async function sayWhereDesk(ctx: BotContext) {
  const [station] = await findStations(ctx.work);
  say(ctx, "desk-in-private", { station: station?.name ?? "民政站" });
}
