import { hash as digest } from "node:crypto";
import type { Row } from "./queue.ts";
import type { Call } from "./render.ts";

/**
 * What a message shows, as two hashes: its words and the buttons below it. An edit that would change neither is refused by Telegram
 * ("message is not modified") and counts towards its limits all the same, so it is not sent.
 */
export type Shown = string;

const unknownWords = "?";
const noButtons = "-";
const hash = (value: string) => digest("sha256", value, "base64url").slice(0, 11);

export const isEdit = (method: string) => method.startsWith("editMessage");

/**
 * What the message shows once this call has been carried out.
 *
 * @param before what it shows so far, as far as it is known
 */
export function shownBy({ method, payload }: Call, before: Shown | null | undefined): Shown {
  const words = method === "editMessageReplyMarkup" ? (before?.split(":")[0] ?? unknownWords) : hash(wordsOf(payload));
  return `${words}:${buttonsOf(payload["reply_markup"])}`;
}

/** Whether an edit would leave the message as it is. */
export function changesNothing(call: Call, before: Shown | null | undefined): boolean {
  if (!before || !isEdit(call.method)) return false;
  // An edit of the buttons alone leaves the words as they are, known or not.
  return before === shownBy(call, before);
}

/** Whether there is anything to press below the message. */
export const hasButtons = ({ payload }: Call): boolean => rowsBelow(payload["reply_markup"]).some((row) => row.length > 0);

/** Messages that somebody may edit later: those with buttons, of a ticket, or that show a present state. The others need no memory. */
export const isRemembered = (call: Call, { ticketId, notice }: Pick<Row, "ticketId" | "notice">): boolean =>
  isEdit(call.method) || ticketId !== null || notice?.kind === "roll" || hasButtons(call);

const wordsOf = ({ text, caption, parse_mode, latitude, longitude }: Call["payload"]) =>
  JSON.stringify(latitude === undefined ? [text ?? caption ?? "", parse_mode ?? ""] : [latitude, longitude]);

function buttonsOf(markup: unknown): string {
  const rows = rowsBelow(markup);
  return rows.some((row) => row.length) ? hash(JSON.stringify(rows)) : noButtons;
}

const rowsBelow = (markup: unknown): unknown[][] => (markup as { inline_keyboard?: unknown[][] } | undefined)?.inline_keyboard ?? [];
