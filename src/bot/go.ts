import { button, goData, idIn, inline, rowsOf, ticketData } from "../buttons.ts";
import type { TicketKind } from "../database/values.ts";
import { knownVillages } from "../domain/org/reference.ts";
import { changePerson, hasRole } from "../domain/people/person.ts";

import { findOverdue, findOwn, findQueue, type Listed } from "../domain/tickets/find.ts";
import { drawCallBacks, findOwed } from "../domain/tickets/follow-up.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { firstCharacters } from "../domain/words.ts";
import { text } from "../texts.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, toast, when, word } from "./context.ts";
import { answerRollCall } from "./conversations/emergencies.ts";
import { chooseInvite, showInvite } from "./conversations/invite.ts";
import { openOrg } from "./conversations/org/index.ts";
import { beginReport, reportFlow } from "./conversations/report/flow.ts";
import { showRosters } from "./conversations/rosters.ts";
import { showHouseholds } from "./conversations/visits.ts";
import { askAgain } from "./dialog.ts";
import { doorstepButtons } from "./doorstep-buttons.ts";
import { menuMarkup, sayMenu } from "./menu.ts";
import { showNotices } from "./notices.ts";
import { sendPoster } from "./poster.ts";
import { showStats } from "./stats.ts";
import { importReceived } from "./workbook.ts";

/** The main menu's entries, whichever way they are reached: button, word or command. */
export async function openMenuEntry(ctx: BotContext, key: string) {
  const entries: Record<string, () => Promise<void>> = {
    "menu-report": () => openReport(ctx, "problem"),
    "menu-service": () => openReport(ctx, "service"),
    "menu-emergency": () => openReport(ctx, "emergency"),
    "menu-my": () => showOwn(ctx),
    "menu-notices": () => showNotices(ctx),
    "menu-queue": () => showQueue(ctx),
    "menu-stats": () => showStats(ctx, "month"),
    "menu-visit": () => showHouseholds(ctx),
    "menu-roster": () => showRosters(ctx),
  };
  if (Object.hasOwn(entries, key)) await entries[key]?.();
  await remindOfDraft(ctx, key);
}

/** Buttons that lead somewhere without belonging to a ticket or a conversation. */
export async function go(ctx: BotContext, where: string, value: string) {
  switch (where) {
    case "menu":
      return value ? openMenuEntry(ctx, value) : sayMenu(ctx, "back-to-menu");
    case "resume":
      return ctx.dialog ? askAgain(ctx) : sayMenu(ctx, "nothing-to-do");
    case "anew":
      return startReport(ctx, value as TicketKind);
    case "language":
      return chooseLanguage(ctx, value);
    case "import":
      return importReceived(ctx, idIn(value));
    case "roll":
      return answerRollCall(ctx, value);
    case "call-backs":
      return drawList(ctx);
    case "stats":
      return showStats(ctx, value);
    case "go-invite":
      return showInvite(ctx);
    case "invite":
      return chooseInvite(ctx, value);
    case "org":
      return openOrg(ctx, value);
    case "poster":
      return sendPoster(ctx, idIn(value));
    default:
      if (Object.hasOwn(doorstepButtons, where)) await doorstepButtons[where]?.(ctx, value);
      else await toast(ctx, "button-unknown");
  }
}

/** 报问题, 办事, 紧急: an unfinished report is offered first, so that nothing given is lost by a stray tap. */
async function openReport(ctx: BotContext, kind: TicketKind) {
  const unfinished = ctx.dialog?.flow === reportFlow.name ? ctx.dialog.data : undefined;
  const hasSomething =
    Array.isArray(unfinished?.["texts"]) && (unfinished["texts"].length > 0 || (unfinished["files"] as unknown[]).length > 0);
  if (hasSomething && unfinished?.["kind"] === kind) {
    const markup = inline([
      [button(word(ctx, "button-resume"), goData("resume"))],
      [button(word(ctx, "button-anew"), goData("anew", kind))],
    ]);
    return say(ctx, "unfinished-report", {}, { markup });
  }
  await startReport(ctx, kind);
}

async function startReport(ctx: BotContext, kind: TicketKind) {
  if ((await knownVillages(ctx.work)).length === 0) return sayRefusal(ctx, { refused: "no-village" });
  if (!["problem", "service", "emergency"].includes(kind)) return toast(ctx, "button-unknown");
  await beginReport(ctx, kind);
}

/** Looking something up in the middle of a report does not end it. */
async function remindOfDraft(ctx: BotContext, key: string) {
  if (!ctx.dialog || ["menu-report", "menu-service", "menu-emergency"].includes(key) || ctx.dialog.flow === "visit") return;
  say(ctx, "still-open", {}, { markup: inline([[button(word(ctx, "button-resume"), goData("resume"))]]) });
}

export async function showOwn(ctx: BotContext) {
  const listed = await findOwn(ctx.work, ctx.actor.id);
  sayList(ctx, listed, "my-title", "my-empty");
}

export async function showQueue(ctx: BotContext) {
  if (!(await allowed(ctx, "queue"))) return;
  sayList(ctx, await findQueue(ctx.work, ctx.actor), "queue-title", "queue-empty");
  await showOwed(ctx);
}

/** 回访: visits and calls that are owed, each with its button. */
async function showOwed(ctx: BotContext) {
  const owed = await findOwed(ctx.work, ctx.actor.id);
  if (!owed.length) return;
  const lines = owed.map(({ owed: { kind, dueAt }, number, name, phone }) =>
    text(ctx.actor.language, `owed-${kind}`, { number, name, phone: phone ?? "—", until: when(ctx, dueAt) }),
  );
  const buttons = owed.map(({ owed: { id, ticketId }, number }) => button(`✅ #${number}`, ticketData("follow_up", ticketId, String(id))));
  sayHtml(ctx, [text(ctx.actor.language, "owed-title"), ...lines].join("\n"), { markup: inline(rowsOf(buttons, 4)) });
}

async function drawList(ctx: BotContext) {
  if (!(await allowed(ctx, "call_backs"))) return;
  say(ctx, "call-backs-drawn", { count: await drawCallBacks(ctx.work, ctx.actor) });
  await showOwed(ctx);
}

export async function showOverdue(ctx: BotContext) {
  if (!(await allowed(ctx, "overdue"))) return;
  sayList(ctx, await findOverdue(ctx.work, hasRole(ctx.actor, "admin")), "overdue-title", "overdue-empty");
}

function sayList(ctx: BotContext, listed: Listed[], titleKey: string, emptyKey: string) {
  if (!listed.length) return say(ctx, emptyKey, {}, { markup: menuMarkup(ctx) });
  const lines = listed.map((one) => listLine(ctx, one));
  const buttons = listed.map(({ ticket }) => button(`#${ticket.number}`, ticketData("open", ticket.id)));
  const html = [text(ctx.actor.language, titleKey, { count: listed.length }), ...lines].join("\n\n");
  sayHtml(ctx, html, { markup: inline(rowsOf(buttons, 4)) });
}

function listLine(ctx: BotContext, { ticket, category, village }: Listed): string {
  const language = ctx.actor.language;
  const words = firstCharacters(ticket.description, 40);
  const isLate = isOpen(ticket.state) && ticket.deadline !== null && ticket.deadline < ctx.work.now;
  const values = {
    number: ticket.number,
    category: `${category.emoji} ${language === "en" ? category.nameEn : category.name}`,
    village,
    words,
    state: word(ctx, `state-${ticket.state}`),
    until: when(ctx, isOpen(ticket.state) ? ticket.deadline : ticket.closedAt),
    mark: ticket.kind === "emergency" ? "🚨" : isLate ? "🔴" : isOpen(ticket.state) ? "🟡" : "⚪",
  };
  return text(language, isOpen(ticket.state) ? "list-line" : "list-line-closed", values);
}

async function chooseLanguage(ctx: BotContext, value: string) {
  if (value !== "zh" && value !== "en") return toast(ctx, "button-unknown");
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { language: value, languageChosen: true })) };
  sayMenu(ctx, "language-chosen");
}
