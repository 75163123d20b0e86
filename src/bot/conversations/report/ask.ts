import type { InlineKeyboardButton } from "@grammyjs/types";
import { inline, rowsOf } from "../../../buttons.ts";
import { knownCategories, knownCategory, knownVillages } from "../../../domain/org/reference.ts";
import { findGroups } from "../../../domain/places/places.ts";
import { guessCategories, soundsDangerous } from "../../../domain/tickets/categories.ts";
import { namedFiles, serviceLines } from "../../../sender/card.ts";
import { shortened, text } from "../../../texts.ts";
import { type BotContext, say, sayHtml, word } from "../../context.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { descriptionOf, hasContent, previousStep, type ReportDraft } from "./draft.ts";
import { likelySame } from "./similar.ts";

/** 返回 and 取消 stand below every question; on the first there is nothing to go back to. */
function controls(ctx: BotContext, draft: ReportDraft): InlineKeyboardButton[] {
  const back = previousStep(draft, ctx.dialog?.step ?? "") ? [stepButton(ctx, "button-back", "back")] : [];
  return [...back, stepButton(ctx, "button-cancel", "cancel")];
}

export async function askVillage(ctx: BotContext, draft: ReportDraft) {
  const villages = await knownVillages(ctx.work);
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
    return choice(ctx, `${star}${one.emoji} ${ctx.actor.language === "en" ? one.nameEn : one.name}`, String(one.id));
  });
  const key = draft.kind === "service" ? "ask-service" : "ask-category";
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, key), { markup: inline([...rowsOf(named, 2), controls(ctx, draft)]) });
}

export async function askContent(ctx: BotContext, draft: ReportDraft) {
  const chosen = draft.categoryId === undefined ? undefined : await knownCategory(ctx.work, draft.categoryId);
  const guide = chosen?.guide ? `${text(ctx.actor.language, "service-guide", { guide: chosen.guide })}\n\n` : "";
  const maySkip = draft.kind === "service" || draft.kind === "emergency" || hasContent(draft);
  const skip = maySkip ? [[stepButton(ctx, "button-skip", "skip")]] : [];
  const key = draft.kind === "problem" ? "ask-content" : `ask-content-${draft.kind}`;
  sayHtml(ctx, soFar(ctx, draft) + guide + text(ctx.actor.language, key), { markup: inline([...skip, controls(ctx, draft)]) });
}

export function askPlace(ctx: BotContext, draft: ReportDraft) {
  const keyboard = [
    [{ text: word(ctx, "button-send-location"), request_location: true as const }],
    [{ text: word(ctx, "button-skip") }],
    [{ text: word(ctx, "button-back") }, { text: word(ctx, "button-cancel") }],
  ];
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, "ask-place"), { markup: { keyboard, resize_keyboard: true } });
}

export function askPhone(ctx: BotContext, draft: ReportDraft) {
  const keyboard = [
    [{ text: word(ctx, "button-send-phone"), request_contact: true as const }],
    [{ text: word(ctx, "button-skip") }],
    [{ text: word(ctx, "button-back") }, { text: word(ctx, "button-cancel") }],
  ];
  sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, "ask-phone"), { markup: { keyboard, resize_keyboard: true } });
}

export async function askSummary(ctx: BotContext, draft: ReportDraft) {
  const language = ctx.actor.language;
  draft.similar = await likelySame(ctx, draft);
  const warning = draft.kind === "problem" && soundsDangerous(descriptionOf(draft)) ? `${text(language, "sounds-dangerous")}\n\n` : "";
  const hint = draft.similar.length ? `${text(language, "ask-similar")}\n\n` : "";
  const html = `${text(language, "summary-title")}\n\n${shown(ctx, draft)}\n\n${warning}${hint}${text(language, "ask-submit")}`;
  const changes = changeable(draft).map((part) => stepButton(ctx, `button-change-${part}`, part));
  const markup = inline([
    [stepButton(ctx, "button-submit", "submit")],
    ...draft.similar.map(({ id, caption }) => [choice(ctx, `🙋 ${caption}`, `t${id}`)]),
    ...rowsOf(changes, 2),
    ...(draft.kind === "service" ? [serviceChoices(ctx, draft)] : []),
    ...(draft.kind === "emergency"
      ? []
      : [[stepButton(ctx, draft.confidential ? "button-confidential-on" : "button-confidential-off", "confidential")]]),
    controls(ctx, draft),
  ]);
  sayHtml(ctx, html, { markup });
}

function changeable(draft: ReportDraft): string[] {
  if (draft.kind === "emergency") return ["content"];
  if (draft.kind !== "service") return ["village", "category", "content", "place", "phone"];
  return ["village", "category", ...(draft.wanted?.length ? ["fields"] : []), "content", "phone"];
}

/** One tap asks for somebody else, another has the desk come to the door. */
function serviceChoices(ctx: BotContext, draft: ReportDraft): InlineKeyboardButton[] {
  const atHome = draft.mayBeAtHome ? [stepButton(ctx, draft.atHome ? "button-come-myself" : "button-at-home", "at_home")] : [];
  return [stepButton(ctx, "button-for-other", "beneficiary"), ...atHome];
}

/** What was given so far stands above every question. */
function soFar(ctx: BotContext, draft: ReportDraft): string {
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
  if (draft.aboutName) lines.push(text(language, "shown-about", { name: draft.aboutName }));
  if (draft.parties?.length) lines.push(text(language, "shown-parties", { names: draft.parties.join("、") }));
  lines.push(...serviceLines(language, { ...draft, atHome: draft.atHome ?? false }));
  if (draft.texts.length) lines.push(text(language, "shown-content", { content: shortened(descriptionOf(draft), maxShownCharacters) }));
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
