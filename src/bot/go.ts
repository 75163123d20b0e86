import { button, goData, idIn, inline } from "../buttons.ts";
import type { TicketKind } from "../database/values.ts";
import { knownVillages } from "../domain/org/reference.ts";
import { changePerson } from "../domain/people/person.ts";
import { type BotContext, say, sayRefusal, toast, word } from "./context.ts";
import { answerRollCall } from "./conversations/emergencies.ts";
import { chooseInvite, showInvite } from "./conversations/invite.ts";
import { openOrg } from "./conversations/org/index.ts";
import { beginReport, reportFlow } from "./conversations/report/flow.ts";
import { showRosters } from "./conversations/rosters.ts";
import { showHouseholds } from "./conversations/visits.ts";
import { askAgain } from "./dialog.ts";
import { doorstepButtons } from "./doorstep-buttons.ts";
import { drawList, showOwn, showQueue, turnPage } from "./lists.ts";
import { sayMenu } from "./menu.ts";
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
    case "list":
      return turnPage(ctx, value);
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

async function chooseLanguage(ctx: BotContext, value: string) {
  if (value !== "zh" && value !== "en") return toast(ctx, "button-unknown");
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { language: value, languageChosen: true })) };
  sayMenu(ctx, "language-chosen");
}
