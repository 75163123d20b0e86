import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import { id as idField } from "./callback-data.ts";

/**
 * What a button's callback data means. Ids in it are only a claim: the person who presses is checked against the ticket each
 * time, so a forged one opens nothing.
 */
export type Pressed =
  | { kind: "ticket"; action: TicketButton; ticketId: number; value: string }
  | { kind: "dialog"; nonce: string; step: string; value: string }
  | { kind: "feature"; packed: string }
  | { kind: "unknown" };

export const ticketButtons = [
  "open",
  "accept",
  "reply",
  "ask",
  "note",
  "offer",
  "give_back",
  "invite_co_handler",
  "extend",
  "refuse_extension",
  "resolve",
  "decline",
  "assign",
  "add",
  "chase",
  "withdraw",
  "withdraw_really",
  "rate",
  "timeline",
  "merge",
  "unmerge",
  "plan_mediation",
  "agree",
  "disagree",
  "ask_outside",
  "record_outside",
  "extend_petition",
  "hand_up",
  "answer_county",
  "reveal",
  "redirect",
  "follow_up",
  "call_back",
  "paper",
  "helpers",
  "more",
  "less",
  "solved",
  "not_solved",
] as const;
export type TicketButton = (typeof ticketButtons)[number];

/** The id that a button carries; 0, which nothing has, when it carries none that the database could hold. */
export const idIn = (value: string | undefined): number => idField.read(value ?? "") ?? 0;

/** Telegram allows 64 bytes; ids, a short nonce and a step fit well. */
export const ticketData = (action: TicketButton, ticketId: number, value = "") => `t:${action}:${ticketId}:${value}`;
export const dialogData = (nonce: string, step: string, value: string) => `d:${nonce}:${step}:${value}`;

/** What buttons of cards that were sent before 0.7 say. */
const formerNames: ReadonlyMap<string, TicketButton> = new Map([
  ["helper", "invite_co_handler"],
  ["veto", "refuse_extension"],
  ["mediate", "plan_mediation"],
  ["outside", "ask_outside"],
  ["outside_answer", "record_outside"],
]);

export function readButton(data: string): Pressed {
  const [kind, first = "", second = "", ...rest] = data.split(":");
  const action = ticketButtons.find((one) => one === first) ?? formerNames.get(first);
  const ticketId = idIn(second);
  if (kind === "t" && action && ticketId) return { kind: "ticket", action, ticketId, value: rest.join(":") };
  if (kind === "d" && first && second) return { kind: "dialog", nonce: first, step: second, value: rest.join(":") };
  if (kind === "g" && first) return { kind: "feature", packed: data };
  return { kind: "unknown" };
}

export const button = (text: string, data: string): InlineKeyboardButton => ({ text: text.replace(/\s*\n\s*/g, " "), callback_data: data });

/** Puts a number into the reader's clipboard, without asking anybody. @param copied at most 256 characters */
export const copyButton = (text: string, copied: string): InlineKeyboardButton => ({ text, copy_text: { text: copied } });

/** Green for what goes on, red for what ends or undoes; a client or server that does not know colours shows the words as ever. */
export type ButtonStyle = "success" | "danger";
export const styled = (plain: InlineKeyboardButton, style: ButtonStyle | undefined): InlineKeyboardButton =>
  style ? { ...plain, style } : plain;

/** Lays buttons out in rows of `columns`. */
export function rowsOf<B>(buttons: readonly B[], columns: number): B[][] {
  const rows: B[][] = [];
  for (let index = 0; index < buttons.length; index += columns) rows.push(buttons.slice(index, index + columns));
  return rows;
}

/** The row that turns pages, unless there is only one. @param page from 0 @param to the callback data of a page */
export function pagingRows(page: number, isLast: boolean, to: (page: number) => string): InlineKeyboardButton[][] {
  const row = [...(page > 0 ? [button("⬅️", to(page - 1))] : []), ...(isLast ? [] : [button("➡️", to(page + 1))])];
  return row.length ? [row] : [];
}

export const inline = (rows: InlineKeyboardButton[][]): InlineKeyboardMarkup => ({ inline_keyboard: rows.filter((row) => row.length) });
