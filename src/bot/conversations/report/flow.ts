import { idIn } from "../../../buttons.ts";
import { maxPlaceCharacters } from "../../../domain/limits.ts";
import { knownCategories, knownCategory, knownVillage, knownVillages } from "../../../domain/org/reference.ts";
import { changePerson } from "../../../domain/people/person.ts";
import { findGroup, findGroups } from "../../../domain/places/places.ts";
import { kindsBeside } from "../../../domain/tickets/categories.ts";
import { contentOf, phoneIn } from "../../content.ts";
import { type BotContext, say } from "../../context.ts";
import { begin, defineFlow, type Move, type Step } from "../../dialog.ts";
import { sayMenu } from "../../menu.ts";
import { askCategory, askContent, askGroup, askPhone, askPlace, askSummary, askVillage } from "./ask.ts";
import { hasContent, newDraft, nextStep, previousStep, type ReportDraft, reopenStep } from "./draft.ts";
import { about, beneficiary, fields, parties } from "./extra-steps.ts";
import { joinInstead } from "./similar.ts";
import { submitDraft } from "./submit.ts";
import { keepForLater, onward, takeMessage, tooLong } from "./take.ts";

type ReportStep = Step<ReportDraft>;

const backFrom = (step: string) => (_ctx: BotContext, draft: ReportDraft) => {
  const before = previousStep(draft, step);
  if (before) reopenStep(draft, before);
  return before;
};

const village: ReportStep = {
  ask: askVillage,
  back: backFrom("village"),
  press: (ctx, draft, value) => chooseVillage(ctx, draft, idIn(value)),
  async message(ctx, draft, message) {
    const typed = message.text?.trim();
    const villages = await knownVillages(ctx.work);
    const named = typed ? villages.filter(({ name }) => matches(name, typed)) : [];
    if (named.length === 1 && named[0]) return chooseVillage(ctx, draft, named[0].id);
    return keepForLater(ctx, draft, message, "village-unknown");
  },
};

async function chooseVillage(ctx: BotContext, draft: ReportDraft, id: number): Promise<Move> {
  const chosen = Number.isSafeInteger(id) ? await knownVillage(ctx.work, id) : undefined;
  if (!chosen) return "ask_again";
  const groups = await findGroups(ctx.work, chosen.id);
  Object.assign(draft, {
    villageId: chosen.id,
    villageName: chosen.name,
    groupId: undefined,
    groupName: undefined,
    groupAsked: !groups.length,
  });
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { villageId: chosen.id, groupId: null })) };
  return onward(draft);
}

const group: ReportStep = {
  ask: askGroup,
  back: () => "village",
  async press(ctx, draft, value) {
    const chosen = value === "skip" ? undefined : await findGroup(ctx.work, idIn(value));
    if (value !== "skip" && chosen?.villageId !== draft.villageId) return "ask_again";
    return chooseGroup(ctx, draft, chosen);
  },
  async message(ctx, draft, message) {
    const typed = message.text?.trim();
    const groups = draft.villageId === undefined ? [] : await findGroups(ctx.work, draft.villageId);
    const named = typed ? groups.find(({ name }) => matches(name, typed)) : undefined;
    return named ? chooseGroup(ctx, draft, named) : keepForLater(ctx, draft, message, "use-the-buttons");
  },
};

async function chooseGroup(ctx: BotContext, draft: ReportDraft, chosen: { id: number; name: string } | undefined): Promise<Move> {
  Object.assign(draft, { groupId: chosen?.id, groupName: chosen?.name, groupAsked: true });
  if (chosen) ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { groupId: chosen.id })) };
  return onward(draft);
}

const category: ReportStep = {
  ask: askCategory,
  back: backFrom("category"),
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

async function chooseCategory(ctx: BotContext, draft: ReportDraft, id: number): Promise<Move> {
  const chosen = Number.isSafeInteger(id) ? await knownCategory(ctx.work, id) : undefined;
  if (!chosen || !kindsBeside(draft.kind).includes(chosen.kind)) return "ask_again";
  Object.assign(draft, {
    kind: chosen.kind,
    categoryId: chosen.id,
    categoryName: ctx.actor.language === "en" ? chosen.nameEn : chosen.name,
    asksAbout: chosen.toDiscipline,
    wanted: chosen.fields,
    fields: [],
    mayBeAtHome: chosen.atHome,
    atHome: undefined,
  });
  if (chosen.toDiscipline) draft.confidential = true;
  return onward(draft);
}

const content: ReportStep = {
  ask: askContent,
  back: backFrom("content"),
  press(_ctx, draft, value) {
    const maySkip = draft.kind === "service" || draft.kind === "emergency" || hasContent(draft);
    if (value !== "skip" || !maySkip) return "ask_again";
    draft.contentSkipped = true;
    return onward(draft);
  },
  message: (ctx, draft, message) => takeMessage(ctx, draft, message),
};

const place: ReportStep = {
  ask: askPlace,
  back: backFrom("place"),
  press(_ctx, draft, value) {
    if (value !== "skip") return "ask_again";
    draft.placeAsked = true;
    return onward(draft);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    if (given.pin) draft.place = { ...given.pin, ...(given.placeText ? { text: given.placeText } : {}) };
    else if (given.text && !given.attachment) {
      if ([...given.text].length > maxPlaceCharacters) return tooLong(ctx, given.text, maxPlaceCharacters);
      draft.place = { text: given.text };
    } else return takeMessage(ctx, draft, message);
    return onward(draft);
  },
};

const phone: ReportStep = {
  ask: askPhone,
  back: backFrom("phone"),
  press(_ctx, draft, value) {
    if (value !== "skip") return "ask_again";
    draft.phoneAsked = true;
    return onward(draft);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    const number = given.phone?.number ?? (given.text && !given.attachment ? phoneIn(given.text) : undefined);
    if (number) {
      draft.phone = number;
      return onward(draft);
    }
    if (given.text && /\d{5,}/.test(given.text) && given.text.length < 30) {
      say(ctx, "phone-unclear");
      return "ask_again";
    }
    return takeMessage(ctx, draft, message);
  },
};

const summary: ReportStep = {
  ask: askSummary,
  back: backFrom("summary"),
  async press(ctx, draft, value) {
    if (value === "submit") return submitDraft(ctx, draft);
    if (value === "confidential") {
      draft.confidential = !draft.confidential;
      return "ask_again";
    }
    if (value === "at_home") {
      draft.atHome = !draft.atHome;
      return "ask_again";
    }
    if (value === "beneficiary") return { to: "beneficiary" };
    if (/^t\d+$/.test(value)) return joinInstead(ctx, draft, value);
    return change(draft, value);
  },
  message(ctx, draft, message) {
    const given = contentOf(message);
    if (given.pin) {
      draft.place = given.pin;
      return "ask_again";
    }
    return takeMessage(ctx, draft, message);
  },
};

/** Changing a part empties it, so that its question is the next open one. */
function change(draft: ReportDraft, part: string): Move {
  const emptied: Record<string, Partial<ReportDraft>> = {
    village: { villageId: undefined, groupId: undefined, groupAsked: false },
    category: { categoryId: undefined, aboutAsked: false, aboutId: undefined, aboutName: undefined },
    fields: { fields: [], fillsAll: true },
    content: { texts: [], textSources: [], files: [], contentSkipped: false },
    place: { place: undefined, placeAsked: false },
    phone: { phone: undefined, phoneAsked: false },
  };
  if (!emptied[part]) return "ask_again";
  Object.assign(draft, emptied[part]);
  return onward(draft);
}

/** A name typed by hand: exact, without its last character (村, 组), or a part that is unmistakable. */
const matches = (name: string, typed: string) =>
  name === typed || name.startsWith(typed) || (typed.length <= name.length + 4 && typed.includes(name.slice(0, -1)) && name.length > 2);

export const reportFlow = defineFlow<ReportDraft>({
  name: "report",
  steps: { village, group, category, about, parties, fields, content, place, phone, summary, beneficiary },
  cancelled: (ctx) => sayMenu(ctx, "report-cancelled"),
});

/** Begins a report with what is known about the person: village, group and phone are remembered. */
export async function beginReport(ctx: BotContext, kind: ReportDraft["kind"], given: Partial<ReportDraft> = {}) {
  if (kind === "emergency") say(ctx, "emergency-numbers");
  const draft = newDraft(kind, { ...(await knownAbout(ctx)), ...given });
  if (kind === "emergency") draft.categoryId = (await knownCategories(ctx.work, "emergency"))[0]?.id;
  await begin(ctx, reportFlow, nextStep(draft), draft);
}

async function knownAbout(ctx: BotContext): Promise<Partial<ReportDraft>> {
  const { villageId, groupId, phone: number } = ctx.actor;
  const home = villageId === null ? undefined : await knownVillage(ctx.work, villageId);
  if (!home) return number ? { phone: number } : {};
  const homeGroup = groupId === null ? undefined : await findGroup(ctx.work, groupId);
  return {
    villageId: home.id,
    villageName: home.name,
    // Asked once: whoever passed over it is not asked every time.
    groupAsked: true,
    ...(homeGroup ? { groupId: homeGroup.id, groupName: homeGroup.name } : {}),
    ...(number ? { phone: number } : {}),
  };
}
