import type { AnyForms, CallbackData, Pressed } from "../wording/callback-data.ts";
import type { BotContext } from "./context.ts";

/** What each button of a feature does; one that was forgotten does not compile. */
export type Handlers<F extends AnyForms> = {
  [What in keyof F & string]: (ctx: BotContext, values: Extract<Pressed<F>, { what: What }>["values"]) => Promise<unknown> | unknown;
};
/** The same for a declaration, or for some of its forms, where a feature's buttons are spread over files. */
export type HandlersOf<D extends { forms: AnyForms }, What extends keyof D["forms"] & string> = Pick<Handlers<D["forms"]>, What>;
/** The buttons of one feature. @returns false for what it does not know */
export type Presses = { name: string; press: (ctx: BotContext, packed: string) => Promise<boolean> };

/**
 * Says what the buttons of a feature do.
 *
 * @param mayPress asked before any of them; it says itself why not
 */
export function pressesOf<F extends AnyForms>(
  data: CallbackData<F>,
  handlers: Handlers<F>,
  mayPress: (ctx: BotContext) => Promise<boolean> = async () => true,
): Presses {
  return {
    name: data.name,
    async press(ctx, packed) {
      const pressed = data.read(packed);
      if (!pressed) return false;
      if (await mayPress(ctx)) await handlers[pressed.what](ctx, pressed.values as never);
      return true;
    },
  };
}
