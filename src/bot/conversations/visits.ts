import { DateTime } from "luxon";
import { button, goData, idIn, inline, pagingRows, rowsOf } from "../../buttons.ts";
import type { Attachment } from "../../database/values.ts";
import { priorities } from "../../database/work.ts";
import { maxDescriptionCharacters, maxNameCharacters, maxPeopleTalkedTo } from "../../domain/limits.ts";
import { findVillages } from "../../domain/places/places.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { findAllCategories } from "../../domain/tickets/categories.ts";
import { countCoverage, findHousehold, findHouseholds, keepHousehold, markMovedAway, villagesOf } from "../../domain/visits/households.ts";
import { amendVisit, findVisit, logVisit, reportHeard, type Visit, type VisitGiven } from "../../domain/visits/visits.ts";
import { firstCharacters } from "../../domain/words.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { contentOf, phoneIn } from "../content.ts";
import { type BotContext, say, sayHtml, sayRefusal, toast, when, word } from "../context.ts";
import { begin, defineFlow, end, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice } from "../step-buttons.ts";
import { largestBytes } from "../workbook.ts";
import { contentStep, countIn, lastRow, typedStep, villageStep, type WithVillage } from "./common-steps.ts";

type Visiting = WithVillage & { visitId?: number; heard?: string; attachment?: Attachment };

/** What is typed or spoken around a visit. */
const visitFlow = defineFlow<Visiting>({
  name: "visit",
  steps: {
    /** The list stands above; words or a voice message sent now belong to the household chosen next. */
    note: {
      ask: (ctx) => say(ctx, "visit-or-note", {}, { markup: inline([lastRow(ctx, false)]) }),
      message(ctx, data, message) {
        const { text: heard, attachment } = contentOf(message);
        if (!heard && !attachment) {
          say(ctx, "content-unreadable");
          return "ask_again";
        }
        Object.assign(data, { heard: firstCharacters(heard ?? "", maxDescriptionCharacters), ...(attachment ? { attachment } : {}) });
        return { to: "whose" };
      },
    },
    whose: {
      async ask(ctx) {
        const { households } = await findHouseholds(ctx.work, ctx.actor, 0);
        const homes = households.map(({ id, head }) => choice(ctx, head, String(id)));
        const markup = inline([...rowsOf(homes, 3), [choice(ctx, word(ctx, "button-in-the-field"), "field")], lastRow(ctx, false)]);
        say(ctx, "ask-whose-visit", {}, { markup });
      },
      async press(ctx, data, value) {
        if (value === "field") return { to: "village" };
        const home = await findHousehold(ctx.work, idIn(value));
        return home ? log(ctx, { villageId: home.villageId, householdId: home.id }, data) : "ask_again";
      },
    },
    village: villageStep<Visiting>("ask-visit-village", (ctx, data) => log(ctx, { villageId: data.villageId ?? 0 }, data)),
    new_village: villageStep<Visiting>("ask-visit-village", "new_head"),
    new_head: typedStep<Visiting>({ key: "ask-household", most: maxNameCharacters + 20, take: addHome }),
    heard: contentStep<Visiting>({
      key: "ask-heard",
      most: maxDescriptionCharacters,
      async take(ctx, data, { text: heard = "", attachment }): Promise<Move> {
        const changed = await amendVisit(ctx.work, ctx.actor, data.visitId ?? 0, { heard, ...(attachment ? { attachment } : {}) });
        if (isRefusal(changed)) sayRefusal(ctx, changed);
        else await sayVisit(ctx, changed, "visit-heard");
        return "done";
      },
    }),
    people: typedStep<Visiting>({
      key: "ask-people",
      most: 10,
      async take(ctx, data, typed) {
        const people = countIn(typed, 1, maxPeopleTalkedTo);
        if (people === undefined) {
          say(ctx, "number-unclear", { least: 1, most: maxPeopleTalkedTo });
          return "ask_again";
        }
        await setPeople(ctx, data.visitId ?? 0, people);
        return "done";
      },
    }),
    /** What was heard becomes a ticket; without words yet, they are asked for first. */
    report: contentStep<Visiting>({
      key: "ask-heard-problem",
      most: maxDescriptionCharacters,
      async take(ctx, data, { text: heard = "", attachment }) {
        const changed = await amendVisit(ctx.work, ctx.actor, data.visitId ?? 0, { heard, ...(attachment ? { attachment } : {}) });
        if (!isRefusal(changed)) return { to: "category" };
        sayRefusal(ctx, changed);
        return "done";
      },
    }),
    category: {
      async ask(ctx) {
        const buttons = (await reportable(ctx)).map(({ id, emoji, name, nameEn }) =>
          choice(ctx, `${emoji} ${ctx.actor.language === "en" ? nameEn : name}`, String(id)),
        );
        say(ctx, "ask-heard-category", {}, { markup: inline([...rowsOf(buttons, 2), lastRow(ctx, false)]) });
      },
      async press(ctx, data, value) {
        const chosen = (await reportable(ctx)).find(({ id }) => String(id) === value);
        const found = await findVisit(ctx.work, data.visitId ?? 0);
        if (!chosen || !found) return "ask_again";
        const submitted = await reportHeard(ctx.work, ctx.actor, found.id, chosen.id, found.ticketId !== null);
        if (isRefusal(submitted)) sayRefusal(ctx, submitted);
        else sayMenu(ctx, "heard-reported", { number: submitted.ticket.number, name: submitted.responsible.name });
        return "done";
      },
    },
    file: {
      ask: (ctx) => say(ctx, "ask-households-file", {}, { markup: inline([lastRow(ctx, false)]) }),
      message: (ctx, _data, message) => takeList(ctx, message.document, "households", ""),
    },
  },
});

const reportable = async (ctx: BotContext) =>
  (await findAllCategories(ctx.work)).filter(({ kind, hidden }) => !hidden && (kind === "problem" || kind === "dispute"));

/** Hands a sent workbook to the sender, which fetches and reads it. */
export function takeList(
  ctx: BotContext,
  document: { file_name?: string; file_id: string; file_size?: number } | undefined,
  purpose: "roster" | "households",
  title: string,
): Move {
  if (!document?.file_name?.toLowerCase().endsWith(".xlsx")) {
    say(ctx, "workbook-please");
    return "ask_again";
  }
  if ((document.file_size ?? 0) > largestBytes) {
    say(ctx, "workbook-too-large");
    return "ask_again";
  }
  sayMenu(ctx, "list-read");
  ctx.work.tell(ctx.actor, { kind: "fetch", fileId: document.file_id, purpose, title }, { priority: priorities.answer });
  return "done";
}

async function addHome(ctx: BotContext, data: Visiting, typed: string): Promise<Move> {
  const phone = typed.split(/\s+/).map(phoneIn).find(Boolean);
  const head = typed.replace(/[\d\s\-+()（）]+$/, "").trim();
  if (!head || [...head].length > maxNameCharacters) {
    say(ctx, "words-please");
    return "ask_again";
  }
  const home = await keepHousehold(ctx.work, { villageId: data.villageId ?? 0, head, phone: phone ?? null });
  return log(ctx, { villageId: home.villageId, householdId: home.id }, data);
}

async function log(ctx: BotContext, given: Omit<VisitGiven, "key">, { heard, attachment }: Visiting): Promise<Move> {
  const key = `${ctx.dialog?.nonce}`;
  const logged = await logVisit(ctx.work, ctx.actor, { ...given, key, ...(heard ? { heard } : {}), ...(attachment ? { attachment } : {}) });
  if (isRefusal(logged)) sayRefusal(ctx, logged);
  else await sayVisit(ctx, logged, "visit-logged");
  return "done";
}

/** The visit with what may be added to it. */
async function sayVisit(ctx: BotContext, visit: Visit, key: string) {
  const home = visit.householdId === null ? undefined : await findHousehold(ctx.work, visit.householdId);
  const to = (caption: string, what: string, value = "") => button(caption, goData("visit", `${what}:${visit.id}${value}`));
  const counts = [...new Set([1, 2, 3, home?.people ?? 4, 5])].toSorted((a, b) => a - b);
  const markup = inline([
    [...counts.map((count) => to(`${count === visit.people ? "✓ " : ""}${count}`, "people", `:${count}`)), to("…", "count")],
    [to(word(ctx, "button-heard"), "heard"), to(word(ctx, "button-report-heard"), "report")],
    [to(word(ctx, "button-undo"), "undo"), ...(home ? [button(word(ctx, "button-moved-away"), goData("visit", `moved:${home.id}`))] : [])],
  ]);
  say(ctx, key, { name: home?.head ?? word(ctx, "in-the-field"), people: visit.people, until: when(ctx, visit.at) }, { markup });
}

async function setPeople(ctx: BotContext, id: number, people: number) {
  const changed = await amendVisit(ctx.work, ctx.actor, id, { people });
  if (isRefusal(changed)) sayRefusal(ctx, changed);
  else say(ctx, "visit-people", { people: changed.people });
}

/** /visit: one's households, those not visited longest first; the second tap logs a visit. */
export async function showHouseholds(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "visit"))) return;
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
    button(`${lastVisit && lastVisit >= monthStart ? "✅ " : ""}${head}`, goData("visit", `home:${id}`)),
  );
  const markup = inline([
    ...rowsOf(homes, 3),
    ...pagingRows(page, isLast, (next) => goData("visit", `page:${next}`)),
    [
      button(word(ctx, "button-in-the-field"), goData("visit", "field:")),
      button(word(ctx, "button-new-household"), goData("visit", "new:")),
    ],
    [
      button(word(ctx, "button-coverage"), goData("visit", "coverage:")),
      button(word(ctx, "button-households-file"), goData("visit", "file:")),
    ],
  ]);
  sayHtml(ctx, [text(ctx.actor.language, households.length ? "households-title" : "households-empty"), ...lines].join("\n"), { markup });
  if (page === 0 && ctx.message && !ctx.dialog) await begin(ctx, visitFlow, "note", {});
}

async function showCoverage(ctx: BotContext) {
  const coverage = await countCoverage(ctx.work, villagesOf(ctx.actor));
  const lines = coverage.map((one) => text(ctx.actor.language, "coverage-line", one));
  sayHtml(ctx, [text(ctx.actor.language, "coverage-title"), ...lines].join("\n"));
}

/** Buttons of visits. @param value what, a colon, an id, and for `people` a count */
export async function pressVisit(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "visit"))) return;
  const [what = "", given, count] = value.split(":");
  const id = idIn(given);
  const noted: Visiting = ctx.dialog?.flow === visitFlow.name ? ctx.dialog.data : {};
  // The list is used; words written from now on are no note to it.
  if (ctx.dialog?.flow === visitFlow.name) await end(ctx);
  switch (what) {
    case "home":
      return visitHome(ctx, id, noted);
    case "page":
      return showHouseholds(ctx, Math.min(id, 1000));
    case "field":
      return begin(ctx, visitFlow, "village", {});
    case "new":
      return begin(ctx, visitFlow, "new_village", {});
    case "coverage":
      return showCoverage(ctx);
    case "file":
      ctx.work.tell(ctx.actor, { kind: "workbook", what: "households-form" }, { priority: priorities.answer });
      return begin(ctx, visitFlow, "file", {});
    case "people":
      return setPeople(ctx, id, idIn(count));
    case "count":
      return begin(ctx, visitFlow, "people", { visitId: id });
    case "heard":
      return begin(ctx, visitFlow, "heard", { visitId: id });
    case "report": {
      const found = await findVisit(ctx.work, id);
      return begin(ctx, visitFlow, found?.heard && found.ticketId === null ? "category" : "report", { visitId: id });
    }
    case "undo": {
      const undone = await amendVisit(ctx.work, ctx.actor, id, { undone: true });
      return isRefusal(undone) ? sayRefusal(ctx, undone) : say(ctx, "visit-undone");
    }
    case "moved":
      return say(ctx, (await markMovedAway(ctx.work, id)) ? "household-moved" : "button-unknown");
    default:
      return toast(ctx, "button-unknown");
  }
}

/** A second press on the same list logs nothing more. */
async function visitHome(ctx: BotContext, householdId: number, { heard, attachment }: Visiting) {
  const home = await findHousehold(ctx.work, householdId);
  if (!home) return sayRefusal(ctx, { refused: "not-found" });
  const key = `${ctx.chatId}:${ctx.callbackQuery?.message?.message_id}:${householdId}`;
  const logged = await logVisit(ctx.work, ctx.actor, { key, villageId: home.villageId, householdId, heard, attachment });
  if (isRefusal(logged)) return sayRefusal(ctx, logged);
  await sayVisit(ctx, logged, "visit-logged");
}
