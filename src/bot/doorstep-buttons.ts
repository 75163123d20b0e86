import { pressBrief } from "./brief.ts";
import type { BotContext } from "./context.ts";
import { pressCare } from "./conversations/care.ts";
import { pressOutreach } from "./conversations/outreach.ts";
import { pressRoster } from "./conversations/rosters.ts";
import { pressTopic } from "./conversations/topics.ts";
import { pressVisit } from "./conversations/visits.ts";
import { pressRead, showPolicy, toggleMute } from "./notices.ts";

/** Buttons of outreach, visits and service at the door, by where they lead. */
export const doorstepButtons: Record<string, (ctx: BotContext, value: string) => Promise<unknown>> = {
  session: pressOutreach,
  visit: pressVisit,
  roster: pressRoster,
  care: pressCare,
  topic: pressTopic,
  brief: pressBrief,
  read: pressRead,
  policy: showPolicy,
  mute: toggleMute,
};
