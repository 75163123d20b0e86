import { maxPlaceCharacters } from "../../../domain/limits.ts";
import { knownCategories, knownCategory, knownVillage, knownVillages } from "../../../domain/org/reference.ts";
import { changePerson } from "../../../domain/people/person.ts";
import { phoneIn } from "../../../domain/people/written.ts";
import { findGroup, findGroups } from "../../../domain/places/places.ts";
import { soundsLikePlace } from "../../../domain/places/sounds-like-place.ts";
import { kindsBeside } from "../../../domain/tickets/categories.ts";
import { idIn } from "../../../wording/buttons.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question, Understood } from "../../question.ts";
import { goBack, hasContent, newDraft, openStep, type ReportDraft, type ReportStep, takePlace } from "./draft.ts";
import { about, beneficiary, fields, parties } from "./extra-steps.ts";
import { heedWords } from "./heed.ts";
import { knownAbout } from "./known-about.ts";
import { type Answered, keepForLater, noteSource, onward, type ReportQuestion, takeMessage, tooLong } from "./receive.ts";
import { reportFor } from "./report-for.ts";
import { askCategory, askChanges, askContent, askGroup, askPhone, askPlace, askSummary, askVillage, takeKeysAway } from "./screens.ts";
import { alarm, becomeEmergency, named, whom } from "./sensitive-steps.ts";
import { asChosen } from "./service-words.ts";
import { kindOf, several } from "./several-step.ts";
import { joinInstead } from "./similar.ts";
import { submitDraft } from "./submit.ts";

const village: ReportQuestion = {
  ask: askVillage,
  press: (ctx, draft, value) => chooseVillage(ctx, draft, idIn(value)),
  async message(ctx, draft, message) {
    const typed = message.text?.trim();
    const villages = await knownVillages(ctx.work);
    const named = typed ? villages.filter(({ name }) => matches(name, typed)) : [];
    if (named.length === 1 && named[0]) return chooseVillage(ctx, draft, named[0].id);
    // Nobody can be asked to name a village that there is not yet: whatever is said meanwhile is the matter.
    return villages.length ? keepForLater(ctx, draft, message, "village-unknown") : takeMessage(ctx, draft, message);
  },
};

async function chooseVillage(ctx: BotContext, draft: ReportDraft, id: number): Promise<Understood<Answered>> {
  const chosen = Number.isSafeInteger(id) ? await knownVillage(ctx.work, id) : undefined;
  if (!chosen) return undefined;
  const groups = await findGroups(ctx.work, chosen.id);
  Object.assign(draft, {
    villageId: chosen.id,
    villageName: chosen.name,
    groupId: undefined,
    groupName: undefined,
    groupAsked: !groups.length,
  });
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { villageId: chosen.id, groupId: null })) };
  return onward(ctx, draft);
}

const group: ReportQuestion = {
  ask: askGroup,
  async press(ctx, draft, value) {
    const chosen = value === "skip" ? undefined : await findGroup(ctx.work, idIn(value));
    if (value !== "skip" && chosen?.villageId !== draft.villageId) return undefined;
    return chooseGroup(ctx, draft, chosen);
  },
  async message(ctx, draft, message) {
    const typed = message.text?.trim();
    const groups = draft.villageId === undefined ? [] : await findGroups(ctx.work, draft.villageId);
    const named = typed ? groups.find(({ name }) => matches(name, typed)) : undefined;
    return named ? chooseGroup(ctx, draft, named) : keepForLater(ctx, draft, message, "use-the-buttons");
  },
};

async function chooseGroup(
  ctx: BotContext,
  draft: ReportDraft,
  chosen: { id: number; name: string } | undefined,
): Promise<Understood<Answered>> {
  Object.assign(draft, { groupId: chosen?.id, groupName: chosen?.name, groupAsked: true });
  if (chosen) ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { groupId: chosen.id })) };
  return onward(ctx, draft);
}

const category: ReportQuestion = {
  ask: askCategory,
  press: (ctx, draft, value) => chooseCategory(ctx, draft, idIn(value)),
  async message(ctx, draft, message) {
    const typed = message.text?.trim();
    const categories = await knownCategories(ctx.work, draft.kind);
    const named = typed
      ? categories.find(({ name, nameEn }) => matches(name, typed) || typed.toLowerCase() === nameEn.toLowerCase())
      : undefined;
    return named ? chooseCategory(ctx, draft, named.id) : keepForLater(ctx, draft, message, "category-unknown");
  },
};

async function chooseCategory(ctx: BotContext, draft: ReportDraft, id: number): Promise<Understood<Answered>> {
  const chosen = Number.isSafeInteger(id) ? await knownCategory(ctx.work, id) : undefined;
  if (!chosen || !kindsBeside(draft.kind).includes(chosen.kind)) return undefined;
  Object.assign(draft, asChosen(ctx, chosen));
  if (chosen.toDiscipline) draft.confidential = true;
  return onward(ctx, draft);
}

const content: ReportQuestion = {
  ask: askContent,
  press(ctx, draft, value) {
    const maySkip = draft.kind === "emergency" || hasContent(draft);
    if (value !== "skip" || !maySkip) return undefined;
    draft.contentSkipped = true;
    return onward(ctx, draft);
  },
  message: (ctx, draft, message) => takeMessage(ctx, draft, message),
};

const place: ReportQuestion = {
  ask: askPlace,
  press(ctx, draft, value) {
    if (value !== "skip") return undefined;
    return onward(ctx, draft);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    if (takePlace(draft, given, message.message_id)) return onward(ctx, draft);
    // After a photo or a voice alone, words are the matter itself, unless they name a place.
    const isMatter = given.text !== undefined && draft.files.length > 0 && !draft.texts.length && !soundsLikePlace(given.text);
    if (given.text === undefined || given.attachment || isMatter) return takeMessage(ctx, draft, message);
    if ([...given.text].length > maxPlaceCharacters) return tooLong(ctx, given.text, maxPlaceCharacters);
    draft.place = { text: given.text };
    noteSource(draft, "place", message);
    return onward(ctx, draft);
  },
};

const phone: ReportQuestion = {
  ask: askPhone,
  press(ctx, draft, value) {
    if (value !== "skip") return undefined;
    return onward(ctx, draft);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    const number = given.phone?.number ?? (given.text && !given.attachment ? phoneIn(given.text) : undefined);
    if (number) {
      draft.phone = number;
      noteSource(draft, "phone", message);
      return onward(ctx, draft);
    }
    if (given.text && /\d{5,}/.test(given.text) && given.text.length < 30) {
      say(ctx, "phone-unclear");
      return undefined;
    }
    return takeMessage(ctx, draft, message);
  },
};

const summary: ReportQuestion = {
  ask: askSummary,
  async press(ctx, draft, value) {
    if (value === "submit") return "submit";
    // What is about an official stays confidential: nobody is to reckon up who reported it.
    if (value === "confidential" && draft.aboutId !== undefined) return undefined;
    if (value === "confidential") {
      draft.confidential = !draft.confidential;
      return undefined;
    }
    if (value === "at_home") {
      draft.atHome = !draft.atHome;
      return undefined;
    }
    if (value === "beneficiary" || value === "changes") {
      draft.reopened = value;
      return "answered";
    }
    if (value.startsWith("h")) return reportFor(ctx, draft, idIn(value.slice(1)));
    const similar = draft.similar?.find(({ id }) => `t${id}` === value);
    if (similar) return { join: similar.id };
    if (value === "emergency") return becomeEmergency(ctx, draft);
    return change(ctx, draft, value);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    if (takePlace(draft, given, message.message_id)) return undefined;
    const detail = given.attachment ? undefined : detailIn(given.text ?? "", draft);
    if (!detail) return takeMessage(ctx, draft, message);
    if (detail === "phone") draft.phone = phoneIn(given.text ?? "");
    else draft.place = { ...draft.place, text: given.text ?? "" };
    noteSource(draft, detail, message);
    return onward(ctx, draft);
  },
};

/** What is plainly a phone number, or where it is, goes where it belongs although nobody asked for it. */
function detailIn(typed: string, draft: ReportDraft): "phone" | "place" | undefined {
  if (phoneIn(typed)) return "phone";
  const isSaid = draft.texts.length + draft.files.length > 0;
  return isSaid && !draft.place?.text && soundsLikePlace(typed) ? "place" : undefined;
}

/** 改一改: which part of what was given is to be given anew. */
const changes: ReportQuestion = {
  ask: askChanges,
  press: change,
  message: (ctx, draft, message) => takeMessage(ctx, draft, message),
};

const nobody = { aboutAsked: false, aboutId: undefined, aboutName: undefined, notAbout: [], keptFrom: [] } satisfies Partial<ReportDraft>;

/** Changing a part empties it, so that its question is the next open one; a phone stays until another is given. */
async function change(ctx: BotContext, draft: ReportDraft, part: string): Promise<Understood<Answered>> {
  const emptied: Record<string, Partial<ReportDraft>> = {
    village: { villageId: undefined, groupId: undefined, groupAsked: false },
    category: { categoryId: undefined, ...nobody },
    about: nobody,
    fields: { fields: [] },
    content: { texts: [], textSources: [], files: [], contentSkipped: false },
    place: { place: undefined, pins: [], reopened: "place" },
    phone: { reopened: "phone" },
  };
  if (!emptied[part]) return undefined;
  Object.assign(draft, { reopened: undefined }, emptied[part]);
  return onward(ctx, draft);
}

/** A name typed by hand: exact, without its last character (村, 组), or a part that is unmistakable. */
const matches = (name: string, typed: string) =>
  name === typed || name.startsWith(typed) || (typed.length <= name.length + 4 && typed.includes(name.slice(0, -1)) && name.length > 2);

const questions: Record<ReportStep, ReportQuestion> = {
  alarm,
  whom,
  several,
  named,
  village,
  group,
  category,
  about,
  parties,
  fields,
  content,
  place,
  phone,
  summary,
  changes,
  beneficiary,
};

/** One question of the report as the conversation asks it; an answer closes what was opened again. */
function asked(draft: ReportDraft, step: ReportStep): Question<Answered> {
  const { ask, press, message } = questions[step];
  const answered = (outcome: Understood<Answered>) => {
    if (outcome === "answered" && draft.reopened === step) draft.reopened = undefined;
    return outcome;
  };
  return {
    ask(ctx) {
      if (step !== "place" && step !== "phone") takeKeysAway(ctx, draft);
      return ask(ctx, draft);
    },
    press: async (ctx, value) => answered(await press?.(ctx, draft, value)),
    ...(message ? { message: async (ctx, given) => answered(await message(ctx, draft, given)) } : {}),
  };
}

/** 报问题, 办事, 紧急: whatever is still open is asked, in the order of its kind, until the person files it or joins another's. */
export const report = conversation<Record<ReportStep, Answered>, ReportDraft>(
  "report",
  async ({ ctx, given: draft, hear }) => {
    for (;;) {
      const step = openStep(draft);
      const answer = await hear(step, asked(draft, step), () => goBack(draft, step));
      if (typeof answer === "object" && (await joinInstead(ctx, answer.join))) return goOnWithRest(ctx, draft);
      if (answer === "submit" && (await submitDraft(ctx, draft))) return goOnWithRest(ctx, draft);
    }
  },
  {
    async cancelled(ctx, draft) {
      sayMenu(ctx, "report-cancelled");
      await goOnWithRest(ctx, draft);
    },
  },
);

/** Of several matters in one message the next has its turn. */
async function goOnWithRest(ctx: BotContext, { rest = [] }: ReportDraft) {
  const [words, ...others] = rest;
  if (words === undefined) return;
  say(ctx, "next-matter", { count: rest.length });
  await beginReport(ctx, (await kindOf(ctx, words)).kind, { texts: [words], textSources: [0], rest: others, severalAsked: true });
}

/** Begins a report with what is known about the person: village, group and phone are remembered. */
export async function beginReport(ctx: BotContext, kind: ReportDraft["kind"], given: Partial<ReportDraft> = {}) {
  if (kind === "emergency") say(ctx, "emergency-numbers");
  const draft = newDraft(kind, { ...(await knownAbout(ctx)), ...given });
  if (kind === "emergency") draft.categoryId = (await knownCategories(ctx.work, "emergency"))[0]?.id;
  await heedWords(ctx, draft);
  await report.enter(ctx, draft);
}
