import { maxHelpingStations } from "../../../domain/limits.ts";
import { knownCategories } from "../../../domain/org/reference.ts";
import { findStations } from "../../../domain/places/places.ts";
import { idIn, inline } from "../../../wording/buttons.ts";
import { nameIn } from "../../../wording/texts.ts";
import { typedIn } from "../../content.ts";
import { type BotContext, say, word } from "../../context.ts";
import { namedButtons, namedQuestion } from "../../named-question.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import type { ReportDraft } from "./draft.ts";
import { answerAlarms, speaksOfViolence } from "./heed.ts";
import { type Answered, onward, type ReportQuestion, takeMessage } from "./receive.ts";

/** Somebody wants to die, or is beaten: the numbers first, then one question, whatever was being asked before. */
export const alarm: ReportQuestion = {
  ask(ctx, draft) {
    const rows = [
      [stepButton(ctx, "button-as-emergency", "emergency")],
      [stepButton(ctx, "button-as-confidential", "confidential")],
      [stepButton(ctx, "button-as-usual", "usual")],
      [stepButton(ctx, "button-cancel", "cancel")],
    ];
    say(ctx, `alarm-${draft.alarm ?? "danger"}`, {}, { markup: inline(rows) });
  },
  async press(ctx, draft, value) {
    if (value === "emergency") return becomeEmergency(ctx, draft);
    if (value !== "confidential" && value !== "usual" && value !== "skip") return undefined;
    await answerQuietly(ctx, draft, value === "confidential");
    return onward(ctx, draft);
  },
  message: takeMessage,
};

/** 保密 or 照常报: the report goes on; what was done to somebody at home goes to whom they choose. */
export async function answerQuietly(ctx: BotContext, draft: ReportDraft, isConfidential: boolean) {
  if (isConfidential) draft.confidential = true;
  if (speaksOfViolence(draft)) {
    draft.asksWhom = true;
    const security = (await knownCategories(ctx.work, "problem")).find(({ name }) => name === securityCategory);
    if (security && draft.categoryId === undefined) {
      Object.assign(draft, { categoryId: security.id, categoryName: nameIn(ctx.actor.language, security) });
    }
  }
  answerAlarms(draft);
}

/** A category of every new town; the person who renamed it is asked for one as usual. */
const securityCategory = "治安安全";

/** 紧急: what was given so far becomes an emergency; nothing has to be said twice. */
export async function becomeEmergency(ctx: BotContext, draft: ReportDraft): Promise<Answered> {
  const [category] = await knownCategories(ctx.work, "emergency");
  Object.assign(draft, {
    kind: "emergency",
    categoryId: category?.id,
    categoryName: undefined,
    confidential: false,
    asksWhom: false,
    asksAbout: false,
    toStationId: undefined,
    keptFromVillage: speaksOfViolence(draft) || draft.keptFromVillage === true,
  });
  answerAlarms(draft);
  return onward(ctx, draft);
}

/** Stations that help against violence, by the words in their names. */
const helping = /派出所|公安|警|妇|司法|综治|平安|社会事务|民政|法律|关爱/;

/** Violence at home: to whom it goes is the villager's choice, and the village's own cadre is one of several. */
export const whom: ReportQuestion = {
  async ask(ctx) {
    const stations = (await findStations(ctx.work)).filter(({ name }) => helping.test(name)).slice(0, maxHelpingStations);
    const rows = [
      ...stations.map(({ id, name }) => [choice(ctx, `🏢 ${name}`, `s${id}`)]),
      [stepButton(ctx, "button-whom-desk", "desk")],
      [stepButton(ctx, "button-whom-village", "village")],
      [stepButton(ctx, "button-cancel", "cancel")],
    ];
    say(ctx, "ask-whom", {}, { markup: inline(rows) });
  },
  async press(ctx, draft, value) {
    const station = value.startsWith("s") ? (await findStations(ctx.work)).find(({ id }) => id === idIn(value.slice(1))) : undefined;
    if (!station && value !== "desk" && value !== "village" && value !== "skip") return undefined;
    const isForVillage = value === "village";
    Object.assign(draft, {
      whomAsked: true,
      keptFromVillage: !isForVillage,
      // What stays out of the village is confidential too: nobody is to guess it from who comes.
      confidential: draft.confidential || !isForVillage,
      toStationId: station?.id,
      toStationName: station?.name ?? word(ctx, isForVillage ? "whom-village" : "whom-desk"),
    });
    return onward(ctx, draft);
  },
  message: takeMessage,
};

/** An official is named: only the villager knows whether it is about them. */
export const named: ReportQuestion = {
  ask: (ctx, draft) => {
    const rows = [...namedButtons(ctx, draft.named ?? []), [stepButton(ctx, "button-cancel", "cancel")]];
    say(ctx, ...namedQuestion(ctx, draft.named ?? []), { markup: inline(rows) });
  },
  press(ctx, draft, value) {
    const asked = draft.named ?? [];
    const chosen = asked.find(({ id }) => value === `p${id}`);
    if (chosen) Object.assign(draft, { aboutId: chosen.id, aboutName: chosen.name, aboutAsked: true });
    else if (value === "unknown") draft.keptFrom = [...(draft.keptFrom ?? []), ...asked.map(({ id }) => id)];
    else if (value === "no" || value === "skip") draft.notAbout = [...(draft.notAbout ?? []), ...asked.map(({ id }) => id)];
    else return undefined;
    if ((chosen || value === "unknown") && draft.kind !== "emergency") draft.confidential = true;
    return onward(ctx, draft);
  },
  message: (ctx, draft, message) => {
    const typed = typedIn(message);
    const [only] = draft.named ?? [];
    if (only && draft.named?.length === 1 && /^(是|是的|对|对的|就是他?|yes)$/i.test(typed))
      return named.press?.(ctx, draft, `p${only.id}`);
    if (/^(不是|都不是|没有|no)$/i.test(typed)) return named.press?.(ctx, draft, "no");
    const chosen = draft.named?.find(({ name }) => name === typed);
    return chosen ? named.press?.(ctx, draft, `p${chosen.id}`) : takeMessage(ctx, draft, message);
  },
};
