import type { Message } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { readPartyNames } from "../../../domain/disputes/parties.ts";
import { maxLikelyPeople, maxNameCharacters, maxParties } from "../../../domain/limits.ts";
import { findColleagues } from "../../../domain/people/colleagues.ts";
import { findStaff } from "../../../domain/people/person.ts";
import { readPerson, type WrittenPerson } from "../../../domain/people/written.ts";
import { readField } from "../../../domain/tickets/fields.ts";
import { inline, rowsOf } from "../../../wording/buttons.ts";
import { nameIn, text } from "../../../wording/texts.ts";
import { textOf, typedIn } from "../../content.ts";
import { type BotContext, say, sayHtml } from "../../context.ts";
import { pickedPerson, sayPickPerson } from "../../picks.ts";
import { silently, type Understood } from "../../question.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { findPlaces, personRows } from "../../targets.ts";
import { openFields, type ReportDraft } from "./draft.ts";
import { type Answered, keepForLater, noteSource, onward, type ReportQuestion, takeMessage } from "./receive.ts";
import { soFar } from "./screens.ts";

/** What is longer is not a name but a sentence. */
const maxPartyNameCharacters = 8;

const last = (ctx: BotContext) => [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")];

/** A report about an official: whom. That person is kept out of everything that follows. */
export const about: ReportQuestion = {
  async ask(ctx, draft) {
    const near = await findColleagues(ctx.work, { villageId: draft.villageId });
    const people = personRows(ctx, near.slice(0, maxLikelyPeople), await findPlaces(ctx), "");
    say(ctx, "ask-about", {}, { markup: inline([...people, [stepButton(ctx, "button-skip", "skip")], last(ctx)]) });
  },
  async press(ctx, draft, value) {
    const chosen = value === "skip" ? undefined : (await findStaff(ctx.work)).find(({ id }) => String(id) === value);
    if (value !== "skip" && !chosen) return undefined;
    return keepAbout(ctx, draft, chosen);
  },
  async message(ctx, draft, message) {
    const typed = textOf(message).trim();
    const named = (await findStaff(ctx.work)).filter(({ name }) => typed.includes(name));
    const isOnlyName = named.length === 1 && named[0]?.name === typed;
    if (isOnlyName) return keepAbout(ctx, draft, named[0]);
    // A person who tells the matter at once has named the official in it, or would rather not.
    const kept = await keepForLater(ctx, draft, message, "use-the-buttons");
    return kept === undefined ? undefined : keepAbout(ctx, draft, named.length === 1 ? named[0] : undefined);
  },
};

function keepAbout(ctx: BotContext, draft: ReportDraft, chosen: { id: number; name: string } | undefined) {
  Object.assign(draft, { aboutId: chosen?.id, aboutName: chosen?.name, aboutAsked: true });
  return onward(ctx, draft);
}

/** The other parties of a dispute, by name. */
export const parties: ReportQuestion = {
  ask: (ctx) => say(ctx, "ask-parties", {}, { markup: inline([[stepButton(ctx, "button-skip", "skip")], last(ctx)]) }),
  press(ctx, draft, value) {
    if (value !== "skip") return undefined;
    draft.partiesAsked = true;
    return onward(ctx, draft);
  },
  message(ctx, draft, message) {
    const names = readPartyNames(message.text ?? "");
    // A sentence or a file is the matter itself.
    if (!message.text || names.some((name) => [...name].length > maxPartyNameCharacters)) {
      draft.partiesAsked = true;
      return takeMessage(ctx, draft, message);
    }
    if (!names.length) return again(ctx, "parties-unclear", { most: maxParties });
    Object.assign(draft, { parties: names, partiesAsked: true });
    noteSource(draft, "parties", message);
    return onward(ctx, draft);
  },
};

/** For a parent or neighbour: one tap on the summary, then the name. */
export const beneficiary: ReportQuestion = {
  ask: (ctx) =>
    say(
      ctx,
      "ask-other-name",
      {},
      {
        markup: inline([[stepButton(ctx, "button-for-me", "me"), stepButton(ctx, "button-from-list", "list")], last(ctx)]),
      },
    ),
  press(ctx, draft, value) {
    if (value === "list") {
      sayPickPerson(ctx, "ask-pick-other");
      draft.keysShown = true;
      return silently;
    }
    if (value !== "me" && value !== "skip") return undefined;
    draft.beneficiary = undefined;
    return onward(ctx, draft);
  },
  message(ctx, draft, message) {
    const picked = pickedPerson(message);
    const read = readPerson(picked?.name ?? typedIn(message));
    if (!read) return again(ctx, "ask-other-name");
    draft.beneficiary = named(read);
    draft.phone ??= read.phone;
    noteSource(draft, "beneficiary", message);
    return onward(ctx, draft);
  },
};

/** A name with what was said of it. */
export const named = ({ name, note }: WrittenPerson) => firstCharacters(note ? `${name} ${note}` : name, maxNameCharacters);

/** What the service asks for, one question after the other; each answer is checked. */
export const fields: ReportQuestion = {
  ask(ctx, draft) {
    const [field] = openFields(draft);
    if (!field) return;
    const name = nameIn(ctx.actor.language, field);
    const options = (field.options ?? []).map((option, index) => choice(ctx, option, `o${index}`));
    const skip = field.required ? [] : [stepButton(ctx, "button-skip", "skip")];
    const rows = [...rowsOf(options, 2), skip, last(ctx)];
    sayHtml(ctx, soFar(ctx, draft) + text(ctx.actor.language, `field-${field.type}`, { name }), { markup: inline(rows) });
  },
  press(ctx, draft, value) {
    const [field, ...others] = openFields(draft);
    if (!field) return onward(ctx, draft);
    if (value === "skip" && !field.required) return fill(ctx, draft, field.name, "");
    // Typed, or below a message of an earlier release.
    if (value === "submit") return again(ctx, "fields-first", { count: others.length + 1 });
    const option = field.options?.[Number(/^o(\d+)$/.exec(value)?.[1] ?? Number.NaN)];
    return option === undefined ? undefined : fill(ctx, draft, field.name, option);
  },
  message(ctx, draft, message: Message) {
    const [field] = openFields(draft);
    if (!field) return onward(ctx, draft);
    const value = readField(field, message.text ?? "");
    if (value === undefined) return again(ctx, "field-unclear");
    noteSource(draft, `field:${field.name}`, message);
    return fill(ctx, draft, field.name, value);
  },
};

function fill(ctx: BotContext, draft: ReportDraft, name: string, value: string): Promise<Understood<Answered>> {
  draft.fields = [...(draft.fields ?? []), { name, value }];
  return onward(ctx, draft);
}

function again(ctx: BotContext, key: TextKey, values: Record<string, string | number> = {}): Understood<Answered> {
  say(ctx, key, values);
  return undefined;
}
