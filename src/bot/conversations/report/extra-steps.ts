import type { Message } from "@grammyjs/types";
import { inline, rowsOf } from "../../../buttons.ts";
import { readPartyNames } from "../../../domain/disputes/parties.ts";
import { maxNameCharacters, maxParties } from "../../../domain/limits.ts";
import { findStaff } from "../../../domain/people/person.ts";
import { readField } from "../../../domain/tickets/fields.ts";
import { type BotContext, say } from "../../context.ts";
import type { Move, Step } from "../../dialog.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { colleagueButtons } from "../colleagues.ts";
import { openField, previousStep, type ReportDraft, reopenStep } from "./draft.ts";
import { keepForLater, onward, takeMessage } from "./take.ts";

type ReportStep = Step<ReportDraft>;

/** What is longer is not a name but a sentence. */
const longestPartyName = 8;

const last = (ctx: BotContext) => [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")];

function back(step: string) {
  return (_ctx: BotContext, draft: ReportDraft) => {
    const before = previousStep(draft, step);
    if (before) reopenStep(draft, before);
    return before;
  };
}

/** A report about an official: whom. That person is kept out of everything that follows. */
export const about: ReportStep = {
  back: back("about"),
  async ask(ctx) {
    const people = await colleagueButtons(ctx);
    say(ctx, "ask-about", {}, { markup: inline([...rowsOf(people, 2), [stepButton(ctx, "button-skip", "skip")], last(ctx)]) });
  },
  async press(ctx, draft, value) {
    const chosen = value === "skip" ? undefined : (await findStaff(ctx.work)).find(({ id }) => String(id) === value);
    if (value !== "skip" && !chosen) return "ask_again";
    return keepAbout(draft, chosen);
  },
  async message(ctx, draft, message) {
    const typed = message.text?.trim() ?? message.caption ?? "";
    const named = (await findStaff(ctx.work)).filter(({ name }) => typed.includes(name));
    const isOnlyName = named.length === 1 && named[0]?.name === typed;
    if (isOnlyName) return keepAbout(draft, named[0]);
    // Whoever tells the matter at once has named the official in it, or would rather not.
    const kept = keepForLater(ctx, draft, message, "use-the-buttons");
    if (kept !== "ask_again") keepAbout(draft, named.length === 1 ? named[0] : undefined);
    return kept === "ask_again" ? kept : onward(draft);
  },
};

function keepAbout(draft: ReportDraft, chosen: { id: number; name: string } | undefined) {
  Object.assign(draft, { aboutId: chosen?.id, aboutName: chosen?.name, aboutAsked: true });
  return onward(draft);
}

/** The other parties of a dispute, by name. */
export const parties: ReportStep = {
  back: back("parties"),
  ask: (ctx) => say(ctx, "ask-parties", {}, { markup: inline([[stepButton(ctx, "button-skip", "skip")], last(ctx)]) }),
  press(_ctx, draft, value) {
    if (value !== "skip") return "ask_again";
    draft.partiesAsked = true;
    return onward(draft);
  },
  message(ctx, draft, message) {
    const names = readPartyNames(message.text ?? "");
    // A sentence or a file is the matter itself.
    if (!message.text || names.some((name) => [...name].length > longestPartyName)) {
      draft.partiesAsked = true;
      return takeMessage(ctx, draft, message);
    }
    if (!names.length) return again(ctx, "parties-unclear", { most: maxParties });
    Object.assign(draft, { parties: names, partiesAsked: true });
    return onward(draft);
  },
};

/** For a parent or neighbour: one tap on the summary, then the name. */
export const beneficiary: ReportStep = {
  back: () => "summary",
  ask: (ctx) => say(ctx, "ask-other-name", {}, { markup: inline([[stepButton(ctx, "button-for-me", "me")], last(ctx)]) }),
  press(_ctx, draft, value) {
    if (value !== "me" && value !== "skip") return "ask_again";
    draft.beneficiary = undefined;
    return onward(draft);
  },
  message(ctx, draft, message) {
    const name = message.text?.trim() ?? "";
    if (!name || [...name].length > maxNameCharacters) return again(ctx, "ask-other-name");
    draft.beneficiary = name;
    return onward(draft);
  },
};

/** What the service asks for, one question after the other; each answer is checked. */
export const fields: ReportStep = {
  back(ctx, draft) {
    if (!draft.fields?.length) return back("fields")(ctx, draft);
    draft.fields.pop();
    return "fields";
  },
  ask(ctx, draft) {
    const field = openField(draft);
    if (!field) return;
    const name = ctx.actor.language === "en" ? field.nameEn : field.name;
    const options = (field.options ?? []).map((option, index) => choice(ctx, option, `o${index}`));
    const skip = field.required ? [] : [[stepButton(ctx, "button-skip", "skip")]];
    say(ctx, `field-${field.type}`, { name }, { markup: inline([...rowsOf(options, 2), ...skip, last(ctx)]) });
  },
  press(_ctx, draft, value) {
    const field = openField(draft);
    if (!field) return onward(draft);
    if (value === "skip" && !field.required) return fill(draft, field.name, "");
    const option = field.options?.[Number(/^o(\d+)$/.exec(value)?.[1] ?? Number.NaN)];
    return option === undefined ? "ask_again" : fill(draft, field.name, option);
  },
  message(ctx, draft, message: Message) {
    const field = openField(draft);
    if (!field) return onward(draft);
    const value = readField(field, message.text ?? "");
    return value === undefined ? again(ctx, "field-unclear") : fill(draft, field.name, value);
  },
};

function fill(draft: ReportDraft, name: string, value: string): Move {
  draft.fields = [...(draft.fields ?? []), { name, value }];
  return onward(draft);
}

function again(ctx: BotContext, key: string, values: Record<string, string | number> = {}): Move {
  say(ctx, key, values);
  return "ask_again";
}
