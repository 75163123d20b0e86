import type { InlineKeyboardButton } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { Attachment } from "../database/values.ts";
import { onlyNumberIn } from "../domain/chinese/numbers.ts";
import { isRefusal, type Refusal } from "../domain/refusal.ts";
import { inline, rowsOf } from "../wording/buttons.ts";
import type { TextValues } from "../wording/texts.ts";
import { contentOf, typedIn, workbookIn } from "./content.ts";
import { type BotContext, say, sayRefusal, when, word } from "./context.ts";
import { hasBefore } from "./conversation-run.ts";
import { type Plain, type Question, silently, type Understood } from "./question.ts";
import { choice, stepButton } from "./step-buttons.ts";
import { readPastTime, readTime, type TypedTime } from "./typed-time.ts";

/** How something is asked: a text of `locales/` and its values. */
export type Asked = { key: TextKey; values?: TextValues };

/** As many choices as a keyboard has room for; anybody else is typed. */
export const maxChoices = 80;

/** 返回 where something was answered before, and 取消: they stand below every question. */
export const lastRow = (ctx: BotContext): InlineKeyboardButton[] => [
  ...(hasBefore(ctx) ? [stepButton(ctx, "button-back", "back")] : []),
  stepButton(ctx, "button-cancel", "cancel"),
];

/** Asks with rows of buttons of the question's own, and the last row below them. */
export function askWith(ctx: BotContext, { key, values = {} }: Asked, rows: InlineKeyboardButton[][] = []) {
  say(ctx, key, values, { markup: inline([...rows.filter((row) => row.length), lastRow(ctx)]) });
}

/** A line or a text that somebody types. @param maxCharacters more is refused, and said */
export const words = (asked: Asked, maxCharacters: number): Question<string> =>
  atMost(
    parsed(asked, (_ctx, typed) => typed),
    maxCharacters,
  );

/** What somebody types, read by a rule that says itself what it did not understand. */
export function parsed<A extends Plain>(
  asked: Asked,
  read: (ctx: BotContext, typed: string) => A | undefined | Promise<A | undefined>,
): Question<A> {
  return {
    ask: (ctx, more) => askWith(ctx, asked, more),
    message(ctx, message) {
      const typed = message.text?.trim();
      if (typed) return read(ctx, typed);
      say(ctx, "words-please");
      return undefined;
    },
  };
}

/** A list, one entry per line, which the domain reads. */
export const lines = (asked: Asked): Question<string> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  // What is none of it, the domain says.
  message: (_ctx, message) => typedIn(message),
});

/** What somebody types, read by a rule of the domain, whose refusal is said. */
export const read = <A extends Plain>(
  asked: Asked,
  rule: (typed: string, ctx: BotContext) => Promise<A | Refusal> | A | Refusal,
): Question<A> =>
  parsed(asked, async (ctx, typed) => {
    const outcome = await rule(typed, ctx);
    if (!isRefusal(outcome)) return outcome;
    sayRefusal(ctx, outcome);
    return undefined;
  });

/** The same question for shorter words: more is refused, and said. */
export const atMost = <A extends Plain>(question: Question<A>, maxCharacters: number): Question<A> => ({
  ...question,
  message(ctx, message) {
    const given = [...typedIn(message)].length;
    if (given <= maxCharacters) return question.message?.(ctx, message);
    say(ctx, "too-long", { given, most: maxCharacters });
    return undefined;
  },
});

/** A whole number, as in `35 人`. */
export const number = (asked: Asked, least: number, most: number): Question<number> =>
  parsed(asked, (ctx, typed) => {
    const count = countIn(typed, least, most);
    if (count === undefined) say(ctx, "number-unclear", { least, most });
    return count;
  });

/** A whole number in what somebody typed, such as `35 人`. @returns undefined when there is none or it is out of range */
export function countIn(typed: string, least: number, most: number): number | undefined {
  const found = Number(onlyNumberIn(typed) ?? Number.NaN);
  return Number.isInteger(found) && found >= least && found <= most ? found : undefined;
}

/**
 * A day and hour to come, as people type them, or one of the usual ones. The answer is the instant in ISO 8601.
 *
 * @param unclear said of what is no time
 * @param usual the usual ones
 * @param unsaidHour which hour is meant when only the day is said
 */
export function instant(
  asked: Asked,
  unclear: TextKey,
  usual: (ctx: BotContext) => readonly Date[] = () => [],
  unsaidHour?: number,
): Question<string> {
  const toCome = (ctx: BotContext, read: TypedTime) => {
    if (typeof read === "object" && read.at > ctx.work.now) return read.at.toISOString();
    say(ctx, read === "unclear" ? unclear : "time-past");
    return undefined;
  };
  return {
    ask(ctx, more = []) {
      const buttons = usual(ctx).map((at) => choice(ctx, when(ctx, at), at.toISOString()));
      askWith(ctx, asked, [...rowsOf(buttons, 2), ...more]);
    },
    press: (ctx, pressed) => toCome(ctx, isoInstant(pressed)),
    message: (ctx, message) => toCome(ctx, readTime(message.text ?? "", ctx.work, unsaidHour)),
  };
}

/** A day and hour that are over. */
export const pastInstant = (asked: Asked, unclear: TextKey, future: TextKey = "time-not-over"): Question<string> =>
  parsed(asked, (ctx, typed) => {
    const found = readPastTime(typed, ctx.work);
    if (typeof found === "object") return found.at.toISOString();
    say(ctx, found === "future" ? future : unclear);
    return undefined;
  });

function isoInstant(text: string): TypedTime {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? "unclear" : { at };
}

/** Buttons for what is usual; whatever is typed is read by a rule. */
export const orTyped = <A extends Plain>(usual: Question<A>, { message }: Question<A>): Question<A> => ({
  ...usual,
  ...(message ? { message } : {}),
});

/** What is said where nothing can be chosen, and the way out of it. */
export type WhenNone = (ctx: BotContext) => Asked & { rows: InlineKeyboardButton[][] };
/** One of a few choices that are known when it is asked; a typed caption is the same as its button. */
export type Choice<A extends Plain> = { caption: string; value: string; answer: A };

/**
 * One of these choices, by button or typed. They are loaded anew when the answer comes: what was offered may have changed.
 *
 * @param whenNone said instead when there is nothing to choose from: what to do then
 */
export function oneOf<A extends Plain>(
  asked: Asked,
  choices: (ctx: BotContext) => Promise<readonly Choice<A>[]> | readonly Choice<A>[],
  { columns = 2, whenNone, unknown = "use-the-buttons" }: { columns?: number; whenNone?: WhenNone; unknown?: TextKey } = {},
): Question<A> {
  return {
    async ask(ctx, more = []) {
      const offered = await choices(ctx);
      const buttons = offered.slice(0, maxChoices).map(({ caption, value }) => choice(ctx, caption, value));
      if (offered.length || !whenNone) return askWith(ctx, asked, [...rowsOf(buttons, columns), ...more]);
      const { rows, ...said } = whenNone(ctx);
      askWith(ctx, said, [...rows, ...more]);
    },
    async press(ctx, pressed) {
      return (await choices(ctx)).find(({ value }) => value === pressed)?.answer;
    },
    async message(ctx, message) {
      const typed = typedIn(message);
      const named = (await choices(ctx)).filter(({ caption }) => caption === typed);
      if (named.length !== 1) say(ctx, unknown);
      return named.length === 1 ? named[0]?.answer : undefined;
    },
  };
}

/** The same question with 跳过, which answers `null`, or what `otherwise` says. */
export function optional<A extends Plain, O extends Plain = null>(question: Question<A>, otherwise: O = null as O): Question<A | O> {
  return {
    ...question,
    ask: (ctx, more = []) => question.ask(ctx, [...more, [stepButton(ctx, "button-skip", "skip")]]),
    press: (ctx, pressed) => (pressed === "skip" ? otherwise : question.press?.(ctx, pressed)),
  };
}

/** A last look before the act: 提交. @param look what is submitted */
export function submission(look: Asked | ((ctx: BotContext) => Promise<Asked>), caption: TextKey = "button-submit"): Question<"submit"> {
  return {
    async ask(ctx, more = []) {
      const asked = typeof look === "function" ? await look(ctx) : look;
      askWith(ctx, asked, [[stepButton(ctx, caption, "submit")], ...more]);
    },
    press: (_ctx, pressed) => (pressed === "submit" ? "submit" : undefined),
  };
}

/** One of two or three answers that are texts of `locales/`, by value. */
export const oneWord = <V extends string>(asked: Asked, captions: Readonly<Record<V, TextKey>>, columns = 2): Question<V> =>
  oneOf(asked, (ctx) => (Object.keys(captions) as V[]).map((value) => ({ caption: word(ctx, captions[value]), value, answer: value })), {
    columns,
  });

/** Yes or no, in words of the matter's own. */
export const yesOrNo = (asked: Asked, yes: TextKey, no: TextKey): Question<boolean> => {
  const question = oneWord(asked, { yes, no });
  return mapped(question, (answer) => answer === "yes");
};

/** The same question, its answer made into another. */
export function mapped<A extends Plain, B extends Plain>(question: Question<A>, into: (answer: A) => B): Question<B> {
  const map = (understood: Understood<A>): Understood<B> =>
    understood === undefined || understood === silently ? (understood as undefined | typeof silently) : into(understood);
  const { ask, press, message } = question;
  return {
    ask,
    ...(press ? { press: async (ctx, pressed) => map(await press(ctx, pressed)) } : {}),
    ...(message ? { message: async (ctx, given) => map(await message(ctx, given)) } : {}),
  };
}

/** A workbook that somebody sends; the answer is Telegram's id of the file. */
export const workbook = (asked: Asked): Question<string> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  message(ctx, message) {
    const found = workbookIn(message);
    if (found && found !== "too large") return found.fileId;
    return void say(ctx, found ? "workbook-too-large" : "workbook-please");
  },
});

/** `sourceMessageId`: of the message that brought the file; what a voice message says comes later. */
export type GivenContent = { text?: string; attachment?: Attachment; sourceMessageId?: number };

/** Words, a file or both: proof, what was heard, material. */
export const content = (asked: Asked, maxCharacters: number): Question<GivenContent> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  message(ctx, message) {
    const { text, attachment } = contentOf(message);
    const length = [...(text ?? "")].length;
    if (text === undefined && !attachment) say(ctx, "content-unreadable");
    else if (length > maxCharacters) say(ctx, "too-long", { given: length, most: maxCharacters });
    else return { ...(text === undefined ? {} : { text }), ...(attachment ? { attachment, sourceMessageId: message.message_id } : {}) };
    return undefined;
  },
});

/** A file of one of these kinds, or of any, with what is said below it. @param please said of anything else */
export const shown = (asked: Asked, please: TextKey, kinds?: readonly Attachment["kind"][]): Question<GivenContent> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  message(ctx, message) {
    const { text, attachment } = contentOf(message);
    if (!attachment || (kinds && !kinds.includes(attachment.kind))) return void say(ctx, please);
    return { attachment, ...(text ? { text } : {}) };
  },
});
