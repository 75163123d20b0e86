import type { InlineKeyboardButton } from "@grammyjs/types";
import { inline, rowsOf } from "../../buttons.ts";
import { findVillages } from "../../domain/places/places.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say } from "../context.ts";
import type { Move, Step } from "../dialog.ts";
import { choice, stepButton } from "../step-buttons.ts";

type Values = Record<string, string | number>;
type Typed<D> = {
  key: string;
  most: number;
  values?: (ctx: BotContext, data: D) => Values;
  back?: string;
  /** 跳过 is offered, and leads there. */
  skip?: (ctx: BotContext, data: D) => Promise<Move> | Move;
  /** Usual answers, each with the id by which a button knows it; pressing one is the same as typing its words. */
  offered?: (ctx: BotContext, data: D) => Promise<{ id: number; words: string }[]>;
  take: (ctx: BotContext, data: D, typed: string) => Promise<Move> | Move;
};

/** 返回 where there is something before, and 取消. */
export const lastRow = (ctx: BotContext, hasBack: boolean): InlineKeyboardButton[] => [
  ...(hasBack ? [stepButton(ctx, "button-back", "back")] : []),
  stepButton(ctx, "button-cancel", "cancel"),
];

/** A step that takes one line of text. */
export function typedStep<D extends object>({ key, most, values, back, skip, offered, take }: Typed<D>): Step<D> {
  return {
    ...(back ? { back: () => back } : {}),
    async ask(ctx, data) {
      const usual = (await offered?.(ctx, data)) ?? [];
      const rows = rowsOf(
        usual.map(({ id, words }) => choice(ctx, words, String(id))),
        2,
      );
      const skipping = skip ? [[stepButton(ctx, "button-skip", "skip")]] : [];
      say(ctx, key, values?.(ctx, data) ?? {}, { markup: inline([...rows, ...skipping, lastRow(ctx, back !== undefined)]) });
    },
    async press(ctx, data, value) {
      if (value === "skip" && skip) return skip(ctx, data);
      const usual = (await offered?.(ctx, data))?.find(({ id }) => String(id) === value);
      return usual ? take(ctx, data, usual.words) : "ask_again";
    },
    message(ctx, data, message) {
      const typed = message.text?.trim() ?? "";
      if (typed && [...typed].length <= most) return take(ctx, data, typed);
      if (typed) say(ctx, "too-long", { given: [...typed].length, most });
      else say(ctx, "words-please");
      return "ask_again";
    },
  };
}

/** Keeps what was typed under a name, and goes on. */
export const keepAs =
  <D extends object>(name: keyof D, next: string) =>
  (_ctx: BotContext, data: D, typed: string): Move => {
    Object.assign(data, { [name]: typed });
    return { to: next };
  };

/** A step that takes words, a file or both: proof, what was heard, material. */
export function contentStep<D extends object>(given: {
  key: string;
  most: number;
  values?: (ctx: BotContext, data: D) => Values;
  skip?: (ctx: BotContext, data: D) => Promise<Move> | Move;
  take: (ctx: BotContext, data: D, content: ReturnType<typeof contentOf>) => Promise<Move> | Move;
}): Step<D> {
  const { key, most, values, skip, take } = given;
  return {
    ask(ctx, data) {
      const skipping = skip ? [stepButton(ctx, "button-skip", "skip")] : [];
      say(ctx, key, values?.(ctx, data) ?? {}, { markup: inline([[...skipping, stepButton(ctx, "button-cancel", "cancel")]]) });
    },
    press: (ctx, data, value) => (value === "skip" && skip ? skip(ctx, data) : "ask_again"),
    message(ctx, data, message) {
      const content = contentOf(message);
      const length = [...(content.text ?? "")].length;
      if (content.text === undefined && !content.attachment) say(ctx, "content-unreadable");
      else if (length > most) say(ctx, "too-long", { given: length, most });
      else return take(ctx, data, content);
      return "ask_again";
    },
  };
}

export type WithVillage = { villageId?: number | null; village?: string };

/** Chooses a village, or the whole town where that makes sense. */
export function villageStep<D extends WithVillage>(
  key: string,
  next: string | ((ctx: BotContext, data: D) => Promise<Move> | Move),
  townKey?: string,
): Step<D> {
  return {
    async ask(ctx) {
      const villages = (await findVillages(ctx.work)).slice(0, 90).map(({ id, name }) => choice(ctx, name, String(id)));
      const whole = townKey ? [[stepButton(ctx, townKey, "all")]] : [];
      say(ctx, key, {}, { markup: inline([...whole, ...rowsOf(villages, 2), lastRow(ctx, false)]) });
    },
    async press(ctx, data, value) {
      const found = (await findVillages(ctx.work)).find(({ id, name }) => String(id) === value || name === value);
      if (!found && !(townKey && value === "all")) return "ask_again";
      data.villageId = found?.id ?? null;
      data.village = found?.name ?? "";
      return typeof next === "string" ? { to: next } : next(ctx, data);
    },
    async message(ctx, data, message) {
      const found = (await findVillages(ctx.work)).find(({ name }) => name === message.text?.trim());
      if (!found) return "ask_again";
      data.villageId = found.id;
      data.village = found.name;
      return typeof next === "string" ? { to: next } : next(ctx, data);
    },
  };
}

/** A whole number in what somebody typed, such as `35 人`. @returns undefined when there is none or it is out of range */
export function countIn(typed: string, least: number, most: number): number | undefined {
  const number = Number(/^\D{0,6}(\d{1,7})\D{0,6}$/.exec(typed)?.[1] ?? Number.NaN);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}
