import type { InlineKeyboardButton } from "@grammyjs/types";
import { DateTime } from "luxon";
import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { maxBriefPhotos } from "../../../domain/corrections/limits.ts";
import { findPhotos } from "../../../domain/corrections/photos.ts";
import { hasTowns } from "../../../domain/county/town-figures.ts";
import { amount, changeLines, openLine, writeBriefing } from "../../../domain/figures/brief.ts";
import { findEdition, findEditions, handIn } from "../../../domain/figures/editions.ts";
import { type FactKey, type FactRow, factKeys, listFact } from "../../../domain/figures/facts.ts";
import { type Period, periodNames, readSpan } from "../../../domain/figures/period.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { noteExport } from "../../../domain/privacy/audit.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { briefData, correctionData, reportsData } from "../../../wording/callbacks.ts";
import { townsData } from "../../../wording/county-callbacks.ts";
import { escapeHtml, readableTime, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, toast, typedBehind, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { periodIn, periodName } from "./period.ts";

const rowsOnPage = 20;
/** Older ones are kept, and rarely asked for. */
const maxEditionButtons = 3;

/** /brief: this month's, or that of the dates given. */
export async function showBriefCommand(ctx: BotContext) {
  const typed = typedBehind(ctx);
  const span = readSpan(typed, ctx.work);
  if (typed && !span) return (await allowed(ctx, "brief")) ? say(ctx, "brief-how") : undefined;
  await showBrief(ctx, span ? periodName(ctx, span) : "month");
}

const spanText = (ctx: BotContext, { from, to }: Period) => periodName(ctx, { name: "span", from, to });

/** @param which a period's name or two dates */
async function showBrief(ctx: BotContext, which: string) {
  if (!(await allowed(ctx, "brief"))) return;
  const period = periodIn(ctx, which);
  if (!period) return say(ctx, "brief-how");
  const words = wordsFor(ctx);
  const briefing = await writeBriefing(ctx.work, ctx.actor, period, words, spanText(ctx, period).replace("..", " – "));
  const shown: FactKey[] = [];
  const parts = briefing.parts.map(({ heading, lines }) => {
    const sentences = lines.flatMap(({ key, sentence, open }) => [
      `${shown.push(key)}. ${escapeHtml(sentence)}`,
      ...open.map((one) => `　・${escapeHtml(openLine(words, one))}`),
    ]);
    return [`<b>${escapeHtml(heading)}</b>`, ...sentences].join("\n");
  });
  const numbers = shown.map((key, index) =>
    button(String(index + 1), briefData.pack("list", { fact: factKeys.indexOf(key), period: which, page: 0 })),
  );
  const word_ = (key: TextKey, language: "zh" | "en") => button(word(ctx, key), briefData.pack(language, { period: which }));
  const periods = periodNames.map((name) => button(word(ctx, `period-${name}`), briefData.pack("show", { period: name })));
  const editions = await findEditions(ctx.work, ctx.actor, period);
  const kept = editions
    .slice(0, maxEditionButtons)
    .map(({ id, edition }) => button(word(ctx, "button-edition", { edition }), briefData.pack("edition", { id })));
  const handing = mayUse(ctx.actor, "hand_in") ? [button(word(ctx, "button-hand-in"), briefData.pack("handIn", { period: which }))] : [];
  const photos = handing.length ? [button(word(ctx, "button-brief-photos"), briefData.pack("photos", { period: which }))] : [];
  const files = [word_("button-word-zh", "zh"), word_("button-word-en", "en"), ...photos];
  const scheduled = button(word(ctx, "button-reports"), reportsData.pack(""));
  const towns = (await hasTowns(ctx.work, ctx.actor))
    ? [button(word(ctx, "button-towns"), townsData.pack("", { period: which, page: 0 }))]
    : [];
  const markup = inline([...rowsOf(numbers, 6), files, kept, [...handing, scheduled], towns, ...rowsOf(periods, 3)]);
  const [newest] = editions;
  const said = newest ? [word(ctx, "brief-editions", { edition: newest.edition, at: words.time(newest.frozenAt) })] : [];
  const end = [...said.map(escapeHtml), text(ctx.actor.language, "brief-tap")];
  sayHtml(ctx, [`<b>${escapeHtml(briefing.title)}</b>`, ...parts, ...end].join("\n\n"), { markup });
}

const wordsFor = (ctx: BotContext) => ({
  label: (key: TextKey, values = {}) => word(ctx, key, values),
  time: (instant: Date) => readableTime(ctx.actor.language, instant, ctx.work.zone, ctx.work.now),
});

/** 归档上报: the briefing is kept as it is handed in, and what changed since the last time is said. */
async function handInBrief(ctx: BotContext, which: string) {
  if (!(await allowed(ctx, "hand_in"))) return;
  const period = periodIn(ctx, which);
  if (!period) return toast(ctx, "button-unknown");
  const handed = await handIn(ctx.work, ctx.actor, period);
  if (!handed) {
    const [newest] = await findEditions(ctx.work, ctx.actor, period);
    return say(ctx, "brief-same", { edition: newest?.edition ?? 1 });
  }
  const { edition, changes } = handed;
  const list = changes.flatMap((change) => changeLines(change, wordsFor(ctx))).join("\n");
  const values = { edition: edition.edition, before: edition.edition - 1, list };
  const markup = inline([
    [button(word(ctx, "button-edition", { edition: edition.edition }), briefData.pack("edition", { id: edition.id }))],
  ]);
  sayHtml(ctx, text(ctx.actor.language, changes.length ? "brief-handed-in-changed" : "brief-handed-in", values), { markup });
}

/** An edition as a Word file, in the language of the person who handed it in. */
async function sendEdition(ctx: BotContext, id: number) {
  const found = await findEdition(ctx.work, ctx.actor, id);
  if (!found) return toast(ctx, "button-unknown");
  const { from, to } = found.edition;
  const notice = { kind: "brief" as const, language: ctx.actor.language, from: from.toISOString(), to: to.toISOString(), edition: id };
  await noteExport(ctx.work, ctx.actor, "export briefing", found.edition);
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}

async function sendWord(ctx: BotContext, language: "zh" | "en", which: string) {
  const period = periodIn(ctx, which);
  if (!period) return toast(ctx, "button-unknown");
  const notice = { kind: "brief" as const, language, from: period.from.toISOString(), to: period.to.toISOString() };
  await noteExport(ctx.work, ctx.actor, "export briefing", period);
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}

/** 选照片: those of the period, each to be looked at and chosen. */
async function showPhotos(ctx: BotContext, which: string) {
  const period = periodIn(ctx, which);
  if (!period || !(await allowed(ctx, "hand_in"))) return;
  const photos = await findPhotos(ctx.work, period, false);
  if (!photos.length) return say(ctx, "brief-photos-none");
  const lines = photos.map(({ kind, at, village, isChosen }, index) => {
    const day = DateTime.fromISO(at, { zone: ctx.work.zone }).toFormat("MM-dd");
    return `${index + 1}. ${day} ${escapeHtml(village)} ${word(ctx, `photo-${kind}`)}${isChosen ? " ✅" : ""}`;
  });
  const buttons = photos.map(({ kind, id }, index) => button(String(index + 1), correctionData.pack("", { kind, id })));
  const html = [text(ctx.actor.language, "brief-photos", { count: maxBriefPhotos }), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline(rowsOf(buttons, 6)) });
}

async function showRows(ctx: BotContext, fact: number, which: string, page: number) {
  const [key, period] = [factKeys[fact], periodIn(ctx, which)];
  if (!key || !period) return toast(ctx, "button-unknown");
  const { html, isLast, deeds } = await factLines(ctx, key, page, (limits) => listFact(ctx.work, ctx.actor, key, period, limits));
  const paging = pagingRows(page, isLast, (next) => briefData.pack("list", { fact, period: which, page: next }));
  const below = [...deeds, ...paging];
  sayHtml(ctx, html, below.length ? { markup: inline(below) } : {});
}

/** One page of the rows behind a number, with a button for each deed that can be seen again. @param find reads them, and one more, which says whether there are more */
export async function factLines(
  ctx: BotContext,
  key: FactKey,
  page: number,
  find: (limits: { limit: number; offset: number }) => Promise<FactRow[]>,
): Promise<{ html: string; isLast: boolean; deeds: InlineKeyboardButton[][] }> {
  const found = await find({ limit: rowsOnPage + 1, offset: page * rowsOnPage });
  const rows = found.slice(0, rowsOnPage);
  const hasDeeds = rows.some((row) => row.deed);
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: ctx.work.zone }).toFormat("MM-dd");
  const lines = rows.map(
    ({ label, at, value }, index) =>
      `${hasDeeds ? `${index + 1}. ` : ""}${day(at)} ${escapeHtml(label)}${value === 1 ? "" : `：${amount(key, value)}`}`,
  );
  const buttons = rows.flatMap(({ deed }, index) => (deed ? [button(String(index + 1), correctionData.pack("", deed))] : []));
  const title = text(ctx.actor.language, "brief-rows", { name: word(ctx, `fact-name-${key}`), page: page + 1 });
  return { html: [title, ...lines].join("\n"), isLast: found.length <= rowsOnPage, deeds: rowsOf(buttons, 7) };
}

export const briefPresses = pressesOf(
  briefData,
  {
    show: (ctx, { period }) => showBrief(ctx, period),
    zh: (ctx, { period }) => sendWord(ctx, "zh", period),
    en: (ctx, { period }) => sendWord(ctx, "en", period),
    list: (ctx, { fact, period, page }) => showRows(ctx, fact, period, page),
    handIn: (ctx, { period }) => handInBrief(ctx, period),
    edition: (ctx, { id }) => sendEdition(ctx, id),
    photos: (ctx, { period }) => showPhotos(ctx, period),
  },
  (ctx) => allowed(ctx, "brief"),
);
