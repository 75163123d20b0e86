import type { TicketAction } from "../../database/values.ts";

const instant = String.raw`(\d{4}-\d\d-\d\dT[\d:.]+Z)`;
/** How the program notes instants: from when until when, or when, and behind it what somebody said. */
const forms: Partial<Record<TicketAction, RegExp>> = {
  extend: new RegExp(`^(?:${instant} )?→ ${instant}()`),
  plan_mediation: new RegExp(`^()${instant}()`),
};
const alone = new RegExp(`^${instant}$`);

/** What the program noted of an event, with its instants as people read them; what somebody said stands as it is. */
export function withReadableInstants(action: string, note: string, time: (at: Date) => string): string {
  if (alone.test(note)) return time(new Date(note));
  const found = forms[action as TicketAction]?.exec(note);
  if (!found) return note;
  const [all, from, until = ""] = found;
  const instants = [from, until].filter(Boolean).map((one) => time(new Date(one as string)));
  return `${from === undefined ? "→ " : ""}${instants.join(" → ")}${note.slice(all.length)}`;
}
