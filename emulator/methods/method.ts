import type { ApiMethods, Message } from "@grammyjs/types";
import type { Call } from "../payload.ts";

type Result<M extends keyof ApiMethods<never>> = ReturnType<ApiMethods<never>[M]>;
/** What a method answers; which kind of message it is, is not told apart. */
type Answer<R> = [R] extends [readonly Message[]]
  ? Message[]
  : [R] extends [Message | true]
    ? Extract<R, true> | (R extends true ? never : Message)
    : R;

/** Some methods of the Bot API, by their own names: a misspelt name or an answer of another kind does not compile. */
export type Methods = { readonly [M in keyof ApiMethods<never>]?: (call: Call) => Answer<Result<M>> };
