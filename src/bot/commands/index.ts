import { Composer } from "grammy";
import { button, goData, inline } from "../../buttons.ts";
import { hasRole } from "../../domain/people/person.ts";
import { lockTicket } from "../../domain/tickets/change.ts";
import { findTicketByNumber } from "../../domain/tickets/find.ts";
import { allowed } from "../allowed.ts";
import { showBriefCommand } from "../brief.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import { beginBroadcast } from "../conversations/broadcast.ts";
import { showCare } from "../conversations/care.ts";
import { beginDuty, beginRollCall } from "../conversations/emergencies.ts";
import { beginAbout } from "../conversations/handler.ts";
import { showInvite } from "../conversations/invite.ts";
import { beginLeave } from "../conversations/leave.ts";
import { showOrg } from "../conversations/org/index.ts";
import { showOutreach } from "../conversations/outreach.ts";
import { showRosters } from "../conversations/rosters.ts";
import { showTopics } from "../conversations/topics.ts";
import { showHouseholds } from "../conversations/visits.ts";
import { cancel } from "../dialog.ts";
import { openMenuEntry } from "../go.ts";
import { showOverdue } from "../lists.ts";
import { sayMenu } from "../menu.ts";
import { showPolicy } from "../notices.ts";
import { choosePoster } from "../poster.ts";
import { showStatsCommand } from "../stats.ts";
import { sendLedger } from "../workbook.ts";
import { start } from "./start.ts";

/** Everything that begins with a slash; one composer, so that the list is in one place. */
export const commands = new Composer<BotContext>();

commands.command("start", start);
commands.command("report", (ctx) => openMenuEntry(ctx, "menu-report"));
commands.command("service", (ctx) => openMenuEntry(ctx, "menu-service"));
commands.command("my", (ctx) => openMenuEntry(ctx, "menu-my"));
commands.command("notices", (ctx) => openMenuEntry(ctx, "menu-notices"));
commands.command("queue", (ctx) => openMenuEntry(ctx, "menu-queue"));
commands.command("stats", showStatsCommand);
commands.command("ledger", sendLedger);
commands.command("overdue", (ctx) => showOverdue(ctx));
commands.command("invite", showInvite);
commands.command("org", showOrg);
commands.command("poster", choosePoster);
commands.command("broadcast", beginBroadcast);
commands.command("assign", assign);
commands.command("leave", beginLeave);
commands.command("visit", (ctx) => showHouseholds(ctx));
commands.command("outreach", showOutreach);
commands.command("roster", showRosters);
commands.command("care", (ctx) => showCare(ctx));
commands.command("topics", showTopics);
commands.command("brief", showBriefCommand);
commands.command("policy", showPolicy);
commands.command("duty", beginDuty);
commands.command("rollcall", beginRollCall);
commands.command("cancel", (ctx) => (ctx.dialog ? cancel(ctx) : sayMenu(ctx, "nothing-to-do")));
commands.command("privacy", (ctx) => say(ctx, "privacy"));
commands.command("help", help);
commands.command("language", (ctx) =>
  say(
    ctx,
    "ask-language",
    {},
    { markup: inline([[button("中文", goData("language", "zh")), button("English", goData("language", "en"))]]) },
  ),
);
// A command that nobody knows is not somebody's report.
commands.on("message:text").filter(
  (ctx) => /^\/[a-zA-Z]/.test(ctx.message.text),
  (ctx) => sayMenu(ctx, "command-unknown"),
);

function help(ctx: BotContext) {
  sayMenu(ctx, hasRole(ctx.actor, "admin") ? "help-admin" : ctx.actor.grants.length ? "help-staff" : "help");
}

/** /assign 1042: the admin or a leader decides who is responsible. */
async function assign(ctx: BotContext) {
  const number = Number(/\d+/.exec(String(ctx.match ?? ""))?.[0] ?? Number.NaN);
  if (!(await allowed(ctx, "assign"))) return;
  const found = Number.isNaN(number) ? undefined : await findTicketByNumber(ctx.work, number);
  if (!found) return say(ctx, "assign-how");
  const ticket = await lockTicket(ctx.work, found.id);
  const refusal = ticket && (await beginAbout(ctx, ticket, "assign"));
  if (refusal) sayRefusal(ctx, refusal);
}
