import { DateTime } from "luxon";
import { priorities } from "../../../database/work.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { countCoverage, findHouseholds, markMovedAway } from "../../../domain/visits/households.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { listed, text } from "../../../wording/texts.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, typedBehind, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { end } from "../../conversation-run.ts";
import { pressesOf } from "../../presses.ts";
import { type GivenContent, workbook } from "../../questions.ts";
import { fetchList } from "../../received-list.ts";
import { dating, joining, undoing } from "./details.ts";
import { findingHousehold, listenAgain, showHousehold, showHouseholdsOf } from "./page.ts";
import { logOnRoute, showRound, showRoute } from "./round.ts";
import {
  addingHousehold,
  amending,
  countingPeople,
  logFromList,
  noting,
  reportVisit,
  sayingHeard,
  sayVisit,
  setPeople,
  visitingInField,
} from "./visits.ts";

/** /visit: one's households, those not visited longest first; the second tap logs a visit. `/visit 王`: the page of the person who is called so. */
export async function showHouseholds(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "visit"))) return;
  const typed = ctx.message ? typedBehind(ctx) : "";
  if (typed) return showHouseholdsOf(ctx, typed);
  const { households, isLast } = await findHouseholds(ctx.work, ctx.actor, page);
  const villages = new Map((await findVillages(ctx.work)).map(({ id, name }) => [id, name]));
  const monthStart = DateTime.fromJSDate(ctx.work.now, { zone: ctx.work.zone }).startOf("month").toJSDate();
  const lines = households.slice(0, 5).map(({ head, villageId, groupName, lastVisit }) =>
    text(ctx.actor.language, "household-line", {
      head,
      where: `${villages.get(villageId) ?? ""}${groupName}`,
      until: when(ctx, lastVisit),
    }),
  );
  const homes = households.map(({ id, head, lastVisit }) =>
    button(`${lastVisit && lastVisit >= monthStart ? "✅ " : ""}${head}`, visitData.pack("home", { id })),
  );
  const markup = inline([
    ...rowsOf(homes, 3),
    ...pagingRows(page, isLast, (next) => visitData.pack("page", { page: next })),
    [button(word(ctx, "button-in-the-field"), visitData.pack("field")), button(word(ctx, "button-new-household"), visitData.pack("new"))],
    ...(households.length
      ? [[button(word(ctx, "button-round"), visitData.pack("round")), button(word(ctx, "button-find-household"), visitData.pack("find"))]]
      : []),
    [button(word(ctx, "button-coverage"), visitData.pack("coverage")), button(word(ctx, "button-households-file"), visitData.pack("file"))],
  ]);
  sayHtml(ctx, [text(ctx.actor.language, households.length ? "households-title" : "households-empty"), ...lines].join("\n"), { markup });
  if (page === 0 && ctx.message && !ctx.dialog) await noting.enter(ctx, {});
}

async function showCoverage(ctx: BotContext) {
  const coverage = await countCoverage(ctx.work, ctx.actor);
  if (!coverage.length) return sayHtml(ctx, text(ctx.actor.language, "households-empty"));
  const lines = coverage.map(({ cadres, ...one }) =>
    text(ctx.actor.language, "coverage-line", { ...one, cadre: listed(ctx.actor.language, cadres) }),
  );
  sayHtml(ctx, [text(ctx.actor.language, "coverage-title"), ...lines].join("\n"));
}

/** 户名册: the form is sent, and comes back filled in. */
const sendingHouseholds = conversation<{ file: string }>("visit-households-file", async ({ ctx, ask }) => {
  fetchList(ctx, await ask("file", workbook({ key: "ask-households-file" })), "households");
});

async function askForHouseholds(ctx: BotContext) {
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "households-form" }, { priority: priorities.answer });
  await sendingHouseholds.enter(ctx, {});
}

async function visitHome(ctx: BotContext, householdId: number, note: GivenContent) {
  const logged = await logFromList(ctx, householdId, note);
  if (isRefusal(logged)) return sayRefusal(ctx, logged);
  await sayVisit(ctx, logged, "visit-logged");
}

async function moveAway(ctx: BotContext, id: number) {
  const refusal = await markMovedAway(ctx.work, ctx.actor, id);
  if (refusal) sayRefusal(ctx, refusal);
  else say(ctx, "household-moved");
}

/** The list is used; words written from now on are no note to it. @returns what was noted for the household chosen now */
function endNote(ctx: BotContext): GivenContent {
  const answers = noting.answersIn(ctx.dialog);
  if (answers) end(ctx);
  return answers?.note ?? {};
}

export const visitPresses = pressesOf(
  visitData,
  {
    home: (ctx, { id }) => visitHome(ctx, id, endNote(ctx)),
    moved: (ctx, { id }) => moveAway(ctx, id),
    page: (ctx, { page }) => showHouseholds(ctx, Math.min(page, 1000)),
    field: (ctx) => visitingInField.enter(ctx, {}),
    new: (ctx) => addingHousehold.enter(ctx, {}),
    coverage: showCoverage,
    file: askForHouseholds,
    people: (ctx, { id, people }) => setPeople(ctx, id, people),
    count: (ctx, { id }) => amending(ctx, id, () => countingPeople.enter(ctx, { id })),
    heard: (ctx, { id }) => amending(ctx, id, () => sayingHeard.enter(ctx, { id })),
    report: (ctx, { id }) => reportVisit(ctx, id),
    undo: (ctx, { id }) => amending(ctx, id, () => undoing.enter(ctx, { id })),
    day: (ctx, { id }) => amending(ctx, id, () => dating.enter(ctx, { id })),
    along: (ctx, { id }) => amending(ctx, id, () => joining.enter(ctx, { id })),
    household: (ctx, { id }) => showHousehold(ctx, id),
    listen: (ctx, { id }) => listenAgain(ctx, id),
    find: (ctx) => findingHousehold.enter(ctx, {}),
    round: showRound,
    route: (ctx, { village, group }) => showRoute(ctx, village, group),
    walked: (ctx, { id, group }) => logOnRoute(ctx, id, group),
  },
  async (ctx) => {
    const may = await allowed(ctx, "visit");
    // Whatever is pressed ends the note, but for the household that it belongs to.
    if (may && !ctx.callbackQuery?.data?.startsWith("g:visit:home")) endNote(ctx);
    return may;
  },
);
