import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from "@grammyjs/types";
import { badRequest } from "./errors.ts";

/** The colours that a button may have. */
const styles: readonly unknown[] = ["danger", "success", "primary"];
const inlineActions = ["callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay"];

type AnyMarkup = Partial<InlineKeyboardMarkup> & Partial<ReplyKeyboardMarkup> & { remove_keyboard?: boolean; force_reply?: boolean };

/**
 * Checks a `reply_markup` as the server does.
 *
 * @param value the parameter as it came, an object or its JSON
 * @param isPrivate whether the chat is a private one: phone and location may be asked for only there
 * @throws ApiError with the server's wording
 */
export function checkMarkup(value: unknown, isPrivate: boolean): AnyMarkup | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const markup = (typeof value === "string" ? JSON.parse(value) : value) as AnyMarkup;
  for (const button of markup.inline_keyboard?.flat() ?? []) {
    if (!button.text) throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
    if (!inlineActions.some((action) => action in button)) {
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    checkStyle(button, "inline keyboard button");
    const data = (button as { callback_data?: string }).callback_data;
    const copied = (button as { copy_text?: { text?: string } }).copy_text;
    if (copied && ![...(copied.text ?? "")].length) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    if (copied && [...(copied.text ?? "")].length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    if (data !== undefined && (data === "" || Buffer.byteLength(data) > 64)) throw badRequest("BUTTON_DATA_INVALID");
  }
  for (const button of markup.keyboard?.flat() ?? []) {
    if (typeof button === "string") continue;
    checkStyle(button, "keyboard button");
    if (isPrivate) continue;
    if ("request_contact" in button) throw badRequest("phone number can be requested in private chats only");
    if ("request_location" in button) throw badRequest("location can be requested in private chats only");
    if ("request_users" in button) throw badRequest("users can be requested in private chats only");
    if ("request_chat" in button) throw badRequest("chats can be requested in private chats only");
  }
  return markup;
}

function checkStyle(button: object, what: string) {
  if ("style" in button && !styles.includes(button.style)) throw badRequest(`can't parse ${what}: Invalid button style specified`);
}
