import type { AlarmKind } from "../../../database/values.ts";
import { alarmsIn } from "../../../domain/alarms/hear.ts";
import { knownAlarmWords, knownCategories } from "../../../domain/org/reference.ts";
import { findNamedIn } from "../../../domain/people/officials.ts";
import { guessCategories } from "../../../domain/tickets/categories.ts";
import { mattersIn } from "../../../domain/tickets/several.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { alarmData } from "../../../wording/callbacks.ts";
import { type BotContext, say, word } from "../../context.ts";
import { descriptionOf, type ReportDraft, unlessEmpty, wordsOf } from "./draft.ts";

/** What danger some words speak of, by the rules of the house and the town's own words: the gravest first. */
export const alarmsOf = async (ctx: BotContext, words: string): Promise<AlarmKind[]> =>
  words.trim() ? alarmsIn(words, await knownAlarmWords(ctx.work)) : [];

/** The gravest of it. */
export const alarmOf = async (ctx: BotContext, words: string): Promise<AlarmKind | undefined> => (await alarmsOf(ctx, words))[0];

/**
 * Reads everything that was written in a report, wherever in it: whom it may be about, and what danger it speaks of. What was answered
 * is not asked again. Danger that is no cry for help is answered at once with the numbers and stops nothing.
 */
export async function heedWords(ctx: BotContext, draft: ReportDraft) {
  const words = wordsOf(draft);
  const heard = await alarmsOf(ctx, words);
  heedAlarms(ctx, draft, heard);
  draft.several = draft.severalAsked || heard.length || draft.asksWhom ? undefined : unlessEmpty(await severalIn(ctx, draft));
  const asked = { villageId: draft.villageId, writerId: ctx.actor.id, namesOnly: draft.asksAbout === true && draft.aboutAsked === true };
  const named = draft.aboutId === undefined ? await findNamedIn(ctx.work, words, asked) : [];
  draft.named = unlessEmpty(named.filter(({ id }) => !draft.notAbout?.includes(id) && !draft.keptFrom?.includes(id)));
}

const ordinaryCategories = async (ctx: BotContext) => [
  ...(await knownCategories(ctx.work, "problem")),
  ...(await knownCategories(ctx.work, "service")),
];

/** The matters of different kinds in some words; none when they are one. */
export const mattersOf = async (ctx: BotContext, words: string): Promise<string[]> => mattersIn(words, await ordinaryCategories(ctx));

/** The matters of different kinds in the words of a report. What is about an official stays whole. */
async function severalIn(ctx: BotContext, draft: ReportDraft): Promise<string[]> {
  if ((draft.kind !== "problem" && draft.kind !== "service") || draft.asksAbout) return [];
  const words = descriptionOf(draft);
  if (!words) return [];
  const categories = await ordinaryCategories(ctx);
  const isAboutOfficial = guessCategories(words, categories).some(({ toDiscipline }) => toDiscipline);
  const plain = categories.filter(({ kind }) => kind === "problem" || kind === "service");
  return isAboutOfficial ? [] : mattersIn(words, plain);
}

function heedAlarms(ctx: BotContext, draft: ReportDraft, heard: readonly AlarmKind[]) {
  openAlarms(
    draft,
    heard.filter((kind) => !draft.alarmsAnswered?.includes(kind)),
  );
  if (draft.kind === "emergency") return answerAlarms(draft);
  if (!draft.alarmsOpen?.includes("danger")) return;
  say(ctx, "alarm-danger", {}, { markup: inline([[button(word(ctx, "button-as-emergency"), alarmData.pack("emergency"))]]) });
  draft.alarmsAnswered = [...(draft.alarmsAnswered ?? []), "danger"];
  openAlarms(
    draft,
    draft.alarmsOpen.filter((kind) => kind !== "danger"),
  );
}

/** What was heard is asked about in one question, by the gravest of it. */
export function openAlarms(draft: ReportDraft, kinds: readonly AlarmKind[]) {
  draft.alarmsOpen = unlessEmpty(kinds);
  draft.alarm = kinds[0];
}

const openIn = ({ alarm, alarmsOpen }: ReportDraft): readonly AlarmKind[] => alarmsOpen ?? (alarm ? [alarm] : []);

/** Whether violence is among what was heard: the person who is beaten and bleeds, or wants to die, is beaten all the same. */
export const speaksOfViolence = (draft: ReportDraft): boolean =>
  openIn(draft).includes("violence") || (draft.alarmsAnswered?.includes("violence") ?? false);

/** The person has seen the numbers and chosen; the same is not asked twice. */
export function answerAlarms(draft: ReportDraft) {
  draft.alarmsAnswered = [...(draft.alarmsAnswered ?? []), ...openIn(draft)];
  if (draft.kind === "emergency" && speaksOfViolence(draft)) draft.keptFromVillage = true;
  openAlarms(draft, []);
}
