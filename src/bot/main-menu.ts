import type { TicketKind } from "../database/values.ts";
import { knownVillages } from "../domain/org/reference.ts";
import { changePerson, refreshCommands } from "../domain/people/person.ts";
import { button, inline } from "../wording/buttons.ts";
import { anewData, languageData, menuData, resumeData } from "../wording/callbacks.ts";
import { type BotContext, say, word } from "./context.ts";
import { askAgain, isWorthReminding } from "./conversation-run.ts";
import { showNotices } from "./features/announcements/notices.ts";
import { showStats } from "./features/figures/stats.ts";
import { goOnAs } from "./features/report/content-first.ts";
import { beginReport, report } from "./features/report/report.ts";
import { showRosters } from "./features/rosters/rosters.ts";
import { showOwn, showQueue } from "./features/ticket/lists.ts";
import { showHouseholds } from "./features/visits/households.ts";
import { type MenuKey, sayMenu } from "./menu.ts";
import { pressesOf } from "./presses.ts";
import { sayNoVillage } from "./town-questions.ts";

const entries: Record<MenuKey, (ctx: BotContext) => Promise<void>> = {
  "menu-report": (ctx) => openReport(ctx, "problem"),
  "menu-service": (ctx) => openReport(ctx, "service"),
  "menu-emergency": (ctx) => openReport(ctx, "emergency"),
  "menu-my": showOwn,
  "menu-notices": showNotices,
  "menu-queue": showQueue,
  "menu-stats": (ctx) => showStats(ctx, { period: "month", village: 0, where: "own" }),
  "menu-visit": showHouseholds,
  "menu-roster": showRosters,
};

const beginning: readonly MenuKey[] = ["menu-report", "menu-service", "menu-emergency"];

/** The main menu's entries, whichever way they are reached: button, word or command. */
export async function openMenuEntry(ctx: BotContext, key: MenuKey) {
  await entries[key](ctx);
  if (!beginning.includes(key)) remindOfDraft(ctx);
}

/** 报问题, 办事, 紧急: an unfinished report is offered first, so that nothing given is lost by a stray tap. */
async function openReport(ctx: BotContext, kind: "problem" | "service" | "emergency") {
  if (await goOnAs(ctx, kind)) return;
  const unfinished = report.givenIn(ctx.dialog);
  const hasSomething = unfinished && unfinished.texts.length + unfinished.files.length > 0;
  if (!hasSomething || unfinished.kind !== kind) return startReport(ctx, kind);
  const markup = inline([
    [button(word(ctx, "button-resume"), resumeData.pack(""))],
    [button(word(ctx, "button-anew"), anewData.pack("", { kind }))],
  ]);
  say(ctx, "unfinished-report", {}, { markup });
}

async function startReport(ctx: BotContext, kind: TicketKind) {
  if ((await knownVillages(ctx.work)).length === 0) return sayNoVillage(ctx);
  await beginReport(ctx, kind);
}

/** Looking something up in the middle of a report does not end it. */
export function remindOfDraft(ctx: BotContext) {
  if (!ctx.dialog || !isWorthReminding(ctx.dialog)) return;
  say(ctx, "still-open", {}, { markup: inline([[button(word(ctx, "button-resume"), resumeData.pack(""))]]) });
}

async function chooseLanguage(ctx: BotContext, language: "zh" | "en") {
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { language, languageChosen: true })) };
  await refreshCommands(ctx.work, ctx.actor.id);
  sayMenu(ctx, "language-chosen");
}

export function askLanguage(ctx: BotContext) {
  const markup = inline([[button("中文", languageData.pack("zh")), button("English", languageData.pack("en"))]]);
  say(ctx, "ask-language", {}, { markup });
}

export const menuPresses = [
  pressesOf(menuData, {
    "": (ctx) => sayMenu(ctx, "back-to-menu"),
    entry: (ctx, { entry }) => openMenuEntry(ctx, `menu-${entry}`),
  }),
  pressesOf(resumeData, { "": (ctx) => (ctx.dialog ? askAgain(ctx) : sayMenu(ctx, "nothing-to-do")) }),
  pressesOf(anewData, { "": (ctx, { kind }) => startReport(ctx, kind) }),
  pressesOf(languageData, { zh: (ctx) => chooseLanguage(ctx, "zh"), en: (ctx) => chooseLanguage(ctx, "en") }),
];
