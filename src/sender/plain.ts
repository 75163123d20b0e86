import { type Api, GrammyError } from "grammy";
import type { Call } from "./render.ts";

type Raw = Record<string, (payload: object) => Promise<unknown>>;

/**
 * Calls Telegram; what a server refuses because it does not know it yet, for it follows an older Bot API, goes out plain: buttons without
 * colours, without those that copy, long words unfolded, a sign below a message in words.
 *
 * @returns the result of the call
 * @throws GrammyError and HttpError, as grammY does
 */
export async function sendOrPlain(api: Api, call: Call): Promise<unknown> {
  const send = ({ method, payload }: Call) => (api.raw as unknown as Raw)[method]?.(payload);
  try {
    return await send(call);
  } catch (error) {
    const plain = isRefusal(error) ? (call.otherwise ?? (mayBeForLooks(error) ? plainOf(call) : undefined)) : undefined;
    if (!plain) throw error;
    return send(plain);
  }
}

const isRefusal = (error: unknown): error is GrammyError =>
  error instanceof GrammyError && (error.error_code === 400 || error.error_code === 404) && !/chat not found/.test(error.description);

const mayBeForLooks = ({ description }: GrammyError) => /style|button|keyboard|markup|field|entities|tag/i.test(description);

type Button = Record<string, unknown>;
type Markup = { inline_keyboard?: Button[][]; keyboard?: Button[][] };
/** Keys that open a list of Telegram's. */
const opensList = (key: Button) => "request_users" in key || "request_chat" in key;

/** @returns undefined when there is nothing new in it */
function plainOf({ method, payload }: Call): Call | undefined {
  const markup = payload["reply_markup"] as Markup | undefined;
  const rows = markup?.inline_keyboard;
  const isDressed = rows?.some((row) => row.some((button) => "style" in button || "copy_text" in button));
  const unfolded = Object.fromEntries(worded.flatMap((field) => unfold(field, payload[field])));
  const keys = markup?.keyboard;
  if (keys?.some((row) => row.some(opensList))) {
    const plainKeys = keys.map((row) => row.filter((key) => !opensList(key))).filter((row) => row.length);
    return { method, payload: { ...payload, reply_markup: { ...markup, keyboard: plainKeys } } };
  }
  if (!isDressed && !Object.keys(unfolded).length) return undefined;
  const plainRows = rows?.map((row) => row.filter((button) => !("copy_text" in button)).map(({ style: _style, ...button }) => button));
  return {
    method,
    payload: {
      ...payload,
      ...unfolded,
      ...(plainRows ? { reply_markup: { ...markup, inline_keyboard: plainRows.filter((row) => row.length) } } : {}),
    },
  };
}

const worded = ["text", "caption"] as const;
const unfold = (field: string, words: unknown): [string, string][] =>
  typeof words === "string" && words.includes("<blockquote expandable>") ? [[field, words.replace(/<\/?blockquote[^>]*>/g, "")]] : [];
