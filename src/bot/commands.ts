import { Composer } from "grammy";
import { hasRole } from "../domain/people/person.ts";
import { lockTicket } from "../domain/tickets/change.ts";
import { findTicketByNumber } from "../domain/tickets/find.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayRefusal, typedBehind } from "./context.ts";
import { cancel } from "./conversation-run.ts";
import { beginLeave } from "./features/account/leave.ts";
import { start } from "./features/account/start.ts";
import { beginBroadcast } from "./features/announcements/broadcast.ts";
import { showCare } from "./features/care/care.ts";
import { beginDuty, beginRollCall } from "./features/emergencies/emergencies.ts";
import { showBriefCommand } from "./features/figures/brief.ts";
import { showStatsCommand } from "./features/figures/stats.ts";
import { showInvite } from "./features/org/invite.ts";
import { showOrg } from "./features/org/org.ts";
import { choosePoster } from "./features/org/poster.ts";
import { sendLedger } from "./features/org/workbook.ts";
import { showOutreach } from "./features/outreach/outreach.ts";
import { showPolicy } from "./features/policy/policy.ts";
import { showAudit } from "./features/privacy/audit.ts";
import { beginErase } from "./features/privacy/erase-entries.ts";
import { showPrivacy } from "./features/privacy/privacy.ts";
import { showRosters } from "./features/rosters/rosters.ts";
import { showRounds } from "./features/rounds/rounds.ts";
import { showOverdue } from "./features/ticket/lists.ts";
import { pressAssign } from "./features/ticket/transfer.ts";
import { showTopics } from "./features/topics/topics.ts";
import { showHouseholds } from "./features/visits/households.ts";
import { askLanguage, openMenuEntry } from "./main-menu.ts";
import { sayMenu } from "./menu.ts";
import { sayUnknown, sayWhereDesk } from "./unknown-command.ts";

/** A slash, or what stands in its place on a Chinese keyboard, before a Latin letter. */
const commandLike = /^[/／、]\s?[a-zA-Z]/;
export const isCommandLike = (typed: string): boolean => typed.startsWith("/") || commandLike.test(typed);

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
commands.command("rounds", showRounds);
commands.command("brief", showBriefCommand);
commands.command("policy", showPolicy);
commands.command("duty", beginDuty);
commands.command("rollcall", beginRollCall);
commands.command("cancel", (ctx) => (ctx.dialog ? cancel(ctx) : sayMenu(ctx, "nothing-to-do")));
commands.command("privacy", showPrivacy);
commands.command("erase", beginErase);
commands.command("audit", showAudit);
commands.command("help", help);
commands.command("language", askLanguage);
commands.command("desk", sayWhereDesk);
// A command that nobody knows is not somebody's report.
commands.on("message:text").filter((ctx) => commandLike.test(ctx.message.text), sayUnknown);

function help(ctx: BotContext) {
  sayMenu(ctx, hasRole(ctx.actor, "admin") ? "help-admin" : ctx.actor.grants.length ? "help-staff" : "help");
}

/** /assign 1042: the admin or a leader decides who is responsible. */
async function assign(ctx: BotContext) {
  const number = Number(/\d+/.exec(typedBehind(ctx))?.[0]);
  if (!(await allowed(ctx, "assign"))) return;
  const found = Number.isNaN(number) ? undefined : await findTicketByNumber(ctx.work, number);
  if (!found) return Number.isNaN(number) ? say(ctx, "assign-how") : say(ctx, "number-unknown", { number });
  const ticket = await lockTicket(ctx.work, found.id);
  const refusal = ticket && (await pressAssign(ctx, ticket, ""));
  if (refusal) sayRefusal(ctx, refusal);
}
