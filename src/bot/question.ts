import type { InlineKeyboardButton, Message } from "@grammyjs/types";
import type { BotContext } from "./context.ts";

/** What JSON can hold: a draft is a row, and what it holds must be the same when it is read again. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [name: string]: Plain };

/** What came needs no word and asks nothing anew, such as the next picture of an album. */
export const silently: unique symbol = Symbol("silently");
/** What a question makes of what came: its answer; `undefined` when it was not understood, which the question has said. */
export type Understood<A> = A | undefined | typeof silently;
export type Maybe<T> = Promise<T> | T;

/** A question is data: how it is asked, and what is made of a press or a message. */
export type Question<A extends Plain> = {
  /** @param more rows of buttons between its own and the last, such as 跳过 */
  ask: (ctx: BotContext, more?: InlineKeyboardButton[][]) => Maybe<void>;
  press?: (ctx: BotContext, value: string) => Maybe<Understood<A>>;
  message?: (ctx: BotContext, message: Message) => Maybe<Understood<A>>;
};
