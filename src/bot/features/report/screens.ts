import type { InlineKeyboardButton, KeyboardButton } from "@grammyjs/types";
import { knownCategories, knownCategory, knownVillages } from "../../../domain/org/reference.ts";
import { findHelped } from "../../../domain/people/helpers.ts";
import { findGroups } from "../../../domain/places/places.ts";
import { guessCategories } from "../../../domain/tickets/categories.ts";
import { inline, rowsOf } from "../../../wording/buttons.ts";
import { namedFiles, serviceLines } from "../../../wording/card.ts";
import { listed, nameIn, shortened, text } from "../../../wording/texts.ts";
import { aloud } from "../../aloud.ts";
import { type BotContext, say, sayHtml, word } from "../../context.ts";
import { sayMenu } from "../../menu.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { descriptionOf, hasContent, openStep, previousStep, type ReportDraft, unlessEmpty } from "./draft.ts";
import { likelySame } from "./similar.ts";

/** 返回 and 取消 stand below every question; on the first there is nothing to go back to. */
function controls(ctx: BotContext, draft: ReportDraft): InlineKeyboardButton[] {
  const back = previousStep(draft, openStep(draft)) ? [stepButton(ctx, "button-back", "back")] : [];
  return [...back, stepButton(ctx, "button-cancel", "cancel")];
}

export async function askVillage(ctx: BotContext, draft: ReportDraft) {
  const villages = await knownVillages(ctx.work);
  if (!villages.length) return say(ctx, "village-awaited", {}, { markup: inline([controls(ctx, draft)]) });
  const rows = rowsOf(
    villages.map(({ id, name }) => choice(ctx, name, String(id))),
    2,
  );
  say(ctx, "ask-village", {}, { markup: inline([...rows, controls(ctx, draft)]) });
}

export async function askGroup(ctx: BotContext, draft: ReportDraft) {
  const groups = draft.villageId === undefined ? [] : await findGroups(ctx.work, draft.villageId);
  const rows = rowsOf(
    groups.map(({ id, name }) => choice(ctx, name, String(id))),
    3,
  );
  const markup = inline([
    ...rows,
    [stepButton(ctx, "button-skip", "skip")],
    [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")],
  ]);
  say(ctx, "ask-group", { village: draft.villageName ?? "" }, { markup });
}

export async function askCategory(ctx: BotContext, draft: ReportDraft) {
  const categories = await knownCategories(ctx.work, draft.kind);
  const likely = guessCategories(descriptionOf(draft), categories);
  const ordered = [...likely, ...categories.filter((one) => !likely.includes(one))];
  const named = ordered.map((one) => {
    const star = one === likely[0] ? "⭐ " : "";
    return choice(ctx, `${star}${one.emoji} ${nameIn(ctx.actor.language, one)}`, String(one.id));
  });
  const key = draft.kind === "service" ? "ask-service" : "ask-category";
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, key), { markup: inline([...rowsOf(named, 2), controls(ctx, draft)]) });
}

export async function askContent(ctx: BotContext, draft: ReportDraft) {
  const chosen = draft.categoryId === undefined ? undefined : await knownCategory(ctx.work, draft.categoryId);
  const guide = chosen?.guide ? `${text(ctx.actor.language, "service-guide", { guide: chosen.guide })}\n\n` : "";
  const maySkip = draft.kind === "emergency" || hasContent(draft);
  const skip = maySkip ? [[stepButton(ctx, "button-skip", "skip")]] : [];
  const key = draft.kind === "problem" ? "ask-content" : (`ask-content-${draft.kind}` as const);
  const markup = inline([...skip, ...aloud(ctx, guide), controls(ctx, draft)]);
  sayHtml(ctx, soFar(ctx, draft) + guide + text(ctx.actor.language, key), { markup });
}

/** A place or a phone is sent by a key of Telegram's own, which cannot stand below a message. */
function askWithKeys(ctx: BotContext, draft: ReportDraft, key: "ask-place" | "ask-phone", own: KeyboardButton) {
  const keyboard = [
    [own],
    [{ text: word(ctx, "button-skip") }],
    [{ text: word(ctx, "button-back") }, { text: word(ctx, "button-cancel") }],
  ];
  draft.keysShown = true;
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, key), { markup: { keyboard, resize_keyboard: true } });
}

export const askPlace = (ctx: BotContext, draft: ReportDraft) =>
  askWithKeys(ctx, draft, "ask-place", { text: word(ctx, "button-send-location"), request_location: true });

export const askPhone = (ctx: BotContext, draft: ReportDraft) =>
  askWithKeys(ctx, draft, "ask-phone", { text: word(ctx, "button-send-phone"), request_contact: true });

/** Everything at a look, 提交 first; whatever else can be said or changed is one tap away and asked of nobody. */
export async function askSummary(ctx: BotContext, draft: ReportDraft) {
  const language = ctx.actor.language;
  const similar = await likelySame(ctx, draft);
  draft.similar = unlessEmpty(similar);
  const isHomeOffered = draft.kind === "service" && draft.mayBeAtHome && !draft.atHome;
  const hint = similar.length ? `${text(language, "ask-similar")}\n\n` : isHomeOffered ? `${text(language, "offer-home")}\n\n` : "";
  draft.helped ??= ctx.isHelper ? (await findHelped(ctx.work, ctx.actor)).map(({ personId, name }) => ({ personId, name })) : undefined;
  const helped = (draft.helped ?? []).map(({ personId, name }) => {
    const isChosen = draft.forPerson?.id === personId;
    return choice(ctx, `${isChosen ? "✅" : "👥"} ${word(ctx, "button-report-for", { name })}`, `h${personId}`);
  });
  const markup = inline([
    [stepButton(ctx, "button-submit", "submit")],
    ...rowsOf(helped, 2),
    ...(draft.alarmsAnswered?.length && draft.kind !== "emergency" ? [[stepButton(ctx, "button-as-emergency", "emergency")]] : []),
    ...similar.map(({ id, caption }) => [choice(ctx, `🙋 ${caption}`, `t${id}`)]),
    ...[missing(ctx, draft), serviceChoices(ctx, draft), [...secrecy(ctx, draft), stepButton(ctx, "button-changes", "changes")]].filter(
      (row) => row.length,
    ),
    controls(ctx, draft),
  ]);
  sayHtml(ctx, `${text(language, "summary-title")}\n\n${shown(ctx, draft)}\n\n${hint}${text(language, "ask-submit")}`, { markup });
}

/** What handlers would like to know and nobody has to say. */
function missing(ctx: BotContext, draft: ReportDraft): InlineKeyboardButton[] {
  const place = draft.place || draft.kind === "service" || draft.kind === "petition" ? [] : [stepButton(ctx, "button-add-place", "place")];
  return [...place, ...(draft.phone ? [] : [stepButton(ctx, "button-add-phone", "phone")])];
}

const secrecy = (ctx: BotContext, { kind, aboutId, confidential }: ReportDraft) =>
  kind === "emergency" || aboutId !== undefined
    ? []
    : [stepButton(ctx, confidential ? "button-confidential-on" : "button-confidential-off", "confidential")];

/** 改一改. */
export function askChanges(ctx: BotContext, draft: ReportDraft) {
  const parts = changeable(draft).map((part) => stepButton(ctx, `button-change-${part}`, part));
  const last = [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")];
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, "ask-changes"), { markup: inline([...rowsOf(parts, 2), last]) });
}

/** The keys of a question that was answered give way to the main menu: pressed later they would say something else. */
export function takeKeysAway(ctx: BotContext, draft: ReportDraft) {
  if (!draft.keysShown) return;
  draft.keysShown = false;
  sayMenu(ctx, "going-on");
}

/** What can be given anew. */
export type ChangeablePart = "village" | "category" | "about" | "fields" | "content" | "place" | "phone";

function changeable(draft: ReportDraft): ChangeablePart[] {
  const about = draft.aboutId !== undefined || draft.keptFrom?.length ? (["about"] as const) : [];
  const given = [...(draft.place ? (["place"] as const) : []), ...(draft.phone ? (["phone"] as const) : [])];
  if (draft.kind === "emergency") return ["village", "content", ...about, ...given];
  if (draft.kind !== "service") return ["village", "category", ...about, "content", ...given];
  return [...about, "village", "category", ...(draft.wanted?.length ? (["fields"] as const) : []), "content", ...given];
}

/** One tap asks for somebody else, another has the desk come to the door. */
function serviceChoices(ctx: BotContext, draft: ReportDraft): InlineKeyboardButton[] {
  if (draft.kind !== "service") return [];
  const atHome = draft.mayBeAtHome ? [stepButton(ctx, draft.atHome ? "button-come-myself" : "button-at-home", "at_home")] : [];
  return [stepButton(ctx, "button-for-other", "beneficiary"), ...atHome];
}

/** What was given so far stands above every question. */
export function soFar(ctx: BotContext, draft: ReportDraft): string {
  const lines = shown(ctx, draft);
  return lines ? `<blockquote>${lines}</blockquote>\n` : "";
}

function shown(ctx: BotContext, draft: ReportDraft): string {
  const language = ctx.actor.language;
  const lines: string[] = [];
  const home = [draft.villageName, draft.groupName].filter(Boolean).join(" ");
  if (home) lines.push(text(language, "shown-village", { village: home }));
  if (draft.kind === "emergency") lines.push(text(language, "shown-emergency"));
  if (draft.categoryName) lines.push(text(language, "shown-category", { category: draft.categoryName }));
  if (draft.toStationName) lines.push(text(language, "shown-whom", { name: draft.toStationName }));
  if (draft.aboutName) lines.push(text(language, "shown-about", { name: draft.aboutName }));
  if (draft.parties?.length) lines.push(text(language, "shown-parties", { names: listed(language, draft.parties) }));
  lines.push(...serviceLines(language, { ...draft, atHome: draft.atHome ?? false }));
  const typed = draft.texts.join("\n");
  if (typed) lines.push(text(language, "shown-content", { content: shortened(typed, maxShownCharacters) }));
  for (const { heard } of draft.files)
    if (heard) lines.push(text(language, `transcript-${heard.by}`, { words: shortened(heard.words, maxShownCharacters) }));
  const files = namedFiles(
    language,
    draft.files.map(({ kind }) => kind),
  );
  if (files) lines.push(text(language, "shown-files", { files }));
  if (draft.place) lines.push(text(language, "shown-place", { place: draft.place.text ?? word(ctx, "place-pin") }));
  if (draft.phone) lines.push(text(language, "shown-phone", { phone: draft.phone }));
  if (draft.confidential) lines.push(text(language, "shown-confidential"));
  return lines.join("\n");
}

/** The whole stays in the draft and reaches the cadre; only what is repeated at each step is shortened. */
const maxShownCharacters = 600;
